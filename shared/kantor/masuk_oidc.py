"""Signing in by the office's own sign-in: it says who somebody is, by their NIP. The account here
still has to be there, and not locked; what its roles owe besides is still owed."""

import secrets
from collections.abc import Mapping
from typing import Any

from shared.kantor.masuk import Asal, Masuk, MasukDitolak, begin
from shared.kantor.ruang import Ruang
from shared.log import get_logger
from shared.oidc.penerbit import Klien, Penerbit, PenerbitGalat
from shared.oidc.permintaan import PermintaanMasuk
from shared.settings import Settings

log = get_logger()

KEMBALI = "/masuk/oidc/kembali"
_TIDAK_JADI = "Masuk dengan {nama} tidak berhasil; coba lagi, atau hubungi pengelola sistem"
_TANPA_AKUN = "Belum ada akun di meja ini untuk NIP yang diberikan {nama}; hubungi pengelola sistem"


def penerbit_of(settings: Settings, alamat: str) -> Penerbit | None:
    """None where the office has none. `alamat` is the desk's own."""
    if settings.oidc_url is None:
        return None
    rahasia = settings.oidc_sandi.get_secret_value() if settings.oidc_sandi else ""
    kembali = f"{alamat.rstrip('/')}{KEMBALI}"
    return Penerbit(Klien(settings.oidc_url, settings.oidc_klien, rahasia, kembali))


async def alamat_masuk(ruang: Ruang, penerbit: Penerbit, permintaan: PermintaanMasuk) -> str:
    """Raises `MasukDitolak` when it does not answer."""
    try:
        return await penerbit.alamat_masuk(permintaan)
    except PenerbitGalat as error:
        raise _gagal(ruang, error) from error


async def kembali(
    ruang: Ruang,
    penerbit: Penerbit,
    permintaan: PermintaanMasuk | None,
    isi: Mapping[str, str],
    asal: Asal,
) -> Masuk:
    """`isi`: what the browser came back with. Raises `MasukDitolak`."""
    nama = ruang.kantor.settings.oidc_nama
    kode, state = isi.get("code", ""), isi.get("state", "")
    if permintaan is None or not kode or not secrets.compare_digest(permintaan.state, state):
        log.warning("masuk_ditolak", sebab="oidc: bukan dari sini")
        raise MasukDitolak(_TIDAK_JADI.format(nama=nama))
    try:
        klaim = await penerbit.tukar(kode, permintaan)
    except PenerbitGalat as error:
        raise _gagal(ruang, error) from error
    nip = klaim.get(ruang.kantor.settings.oidc_klaim)
    akun = await ruang.akun.find_by_officer(nip) if isinstance(nip, str) and nip else None
    if akun is None:
        log.warning("masuk_ditolak", sebab="oidc: tanpa akun")
        raise MasukDitolak(_TANPA_AKUN.format(nama=nama))
    if akun.terkunci:
        log.warning("masuk_ditolak", sebab="terkunci", akun=akun.nama)
        raise MasukDitolak(f"Akun ini dikunci: {akun.terkunci}. Hubungi pengelola sistem")
    return await begin(ruang, akun, asal, dua_langkah=_dua_langkah(ruang, klaim))


def _dua_langkah(ruang: Ruang, klaim: Mapping[str, Any]) -> bool:
    diakui = {satu.strip() for satu in ruang.kantor.settings.oidc_dua_langkah.split(",")} - {""}
    amr = klaim.get("amr")
    return isinstance(amr, list) and not diakui.isdisjoint(map(str, amr))


def _gagal(ruang: Ruang, error: PenerbitGalat) -> MasukDitolak:
    log.warning("masuk_ditolak", sebab=f"oidc: {error}")
    return MasukDitolak(_TIDAK_JADI.format(nama=ruang.kantor.settings.oidc_nama))
