"""Officers in a test: an account, and the token of a session that has begun."""

from typing import Any

from shared.akun.model import Akun, Hak
from shared.contracts.parts import Petugas
from shared.kantor.masuk import Asal, begin
from shared.kantor.ruang import Ruang

ASAL = Asal("192.0.2.1", "Peramban Uji")


async def akun_uji(
    ruang: Ruang, nama: str = "budi.santoso", *peran: str, hak: tuple[Hak, ...] = (), **ubah: Any
) -> Akun:
    """An account without a password, that owes nothing; "kabid.satu" is Kabid Satu."""
    isi: dict[str, Any] = {
        "nama": nama,
        "petugas": Petugas(id=f"dn-{nama[:20]}", nama=nama.replace(".", " ").title()),
        "peran": peran,
        "hak": hak,
        "dibuat_pada": ruang.wall(),
    }
    akun = Akun(**(isi | ubah))
    assert await ruang.akun.add(akun)
    return akun


async def token_sesi(ruang: Ruang, akun: Akun) -> str:
    """What the cookie of somebody holds who has signed in, past the page that asks for it."""
    return (await begin(ruang, akun, ASAL, dua_langkah=True)).token
