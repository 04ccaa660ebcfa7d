"""The desk over in-memory doubles, asked by a client that keeps cookies as a browser does."""

import re
from collections.abc import Iterable
from typing import Any

import httpx

from services.meja.aplikasi import RUTE, aplikasi
from services.meja.rute import Rute
from services.meja.situs import Situs
from shared.akun.model import Akun, Hak
from shared.books import PetugasBook
from shared.clock import Clock, system_clock
from shared.contracts.parts import Petugas
from shared.kantor.masuk import Asal, begin
from shared.kantor.ruang import Ruang
from shared.kotak.alasan import baca_alasan
from shared.sandi import Sandi
from shared.settings import Settings
from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_akun import MemoryAkunStore
from shared.store.memory_kotak import MemoryKotakStore
from shared.web.aset import Aset
from tests.unit.kantor.doubles import kantor_of_doubles

KUNCI = b"kunci-uji-yang-cukup-panjang-000"
ALAMAT = "http://127.0.0.1"
ASET = Aset()
SANDI = Sandi()
ASAL = Asal("192.0.2.1", "Peramban Uji")


def ruang_uji(
    *, petugas: PetugasBook | None = None, wall: Clock = system_clock, **kantor: Any
) -> Ruang:
    """`kantor`: as `kantor_of_doubles`."""
    store = kantor.pop("permohonan", None) or MemoryPermohonanStore()
    office = kantor_of_doubles(store, **kantor)
    alasan = baca_alasan(office.settings.alasan)
    stores = MemoryAkunStore(), MemoryKotakStore()
    return Ruang(office, *stores, petugas, KUNCI, wall, SANDI, alasan)


def situs_uji(**ruang: Any) -> Situs:
    return Situs(ruang_uji(**ruang), ASET)


def peramban(
    situs: Situs | None = None, rute: Iterable[Rute] = RUTE, alamat: str = ALAMAT
) -> httpx.AsyncClient:
    site = aplikasi(situs or situs_uji(), rute)
    transport = httpx.ASGITransport(site, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=alamat)


async def akun_uji(
    ruang: Ruang, nama: str = "budi.santoso", *peran: str, hak: tuple[Hak, ...] = (), **ubah: Any
) -> Akun:
    """An account without a password, that owes nothing."""
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


async def masuk_sebagai(browser: httpx.AsyncClient, ruang: Ruang, akun: Akun) -> None:
    """Signed in, past the page that asks for it."""
    hasil = await begin(ruang, akun, ASAL, dua_langkah=True)
    browser.cookies.set("sesi", hasil.token)


def token(halaman: str) -> str:
    """What a form of this page brings along."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', halaman)
    assert found is not None
    return found[1]


def settings(**ubah: Any) -> Settings:
    return Settings(**ubah)
