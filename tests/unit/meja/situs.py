"""The desk over in-memory doubles, asked by a client that keeps cookies as a browser does."""

import re
from collections.abc import Iterable
from typing import Any

import httpx
from jinja2.bccache import Bucket, BytecodeCache

from services.meja.aplikasi import RUTE, aplikasi
from services.meja.rute import Rute
from services.meja.situs import Situs
from shared.akun.model import Akun
from shared.books import PetugasBook
from shared.clock import Clock, system_clock
from shared.kantor.ruang import Ruang
from shared.kotak.alasan import baca_alasan
from shared.sandi import Sandi
from shared.settings import Settings
from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_akun import MemoryAkunStore
from shared.store.memory_dilihat import MemoryDilihatStore
from shared.store.memory_jejak import MemoryJejakStore
from shared.store.memory_kotak import MemoryKotakStore
from shared.web.aset import Aset
from tests.pegawai import token_sesi
from tests.unit.kantor.doubles import kantor_of_doubles

KUNCI = b"kunci-uji-yang-cukup-panjang-000"
ALAMAT = "http://127.0.0.1"
ASET = Aset()
SANDI = Sandi()


def ruang_uji(
    *, petugas: PetugasBook | None = None, wall: Clock = system_clock, **kantor: Any
) -> Ruang:
    """`kantor`: as `kantor_of_doubles`."""
    store = kantor.pop("permohonan", None) or MemoryPermohonanStore()
    office = kantor_of_doubles(store, **kantor)
    alasan = baca_alasan(office.settings.alasan)
    stores = MemoryAkunStore(), MemoryKotakStore(), MemoryDilihatStore(), MemoryJejakStore()
    return Ruang(office, *stores, petugas, KUNCI, wall, SANDI, alasan)


class Tersusun(BytecodeCache):
    """Templates are compiled once for all tests of a process."""

    def __init__(self) -> None:
        self._kode: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kode:
            bucket.bytecode_from_string(self._kode[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kode[bucket.key] = bucket.bytecode_to_string()


TERSUSUN = Tersusun()


def situs_uji(**ruang: Any) -> Situs:
    situs = Situs(ruang_uji(**ruang), ASET)
    situs.templat.bytecode_cache = TERSUSUN
    return situs


def peramban(
    situs: Situs | None = None, rute: Iterable[Rute] = RUTE, alamat: str = ALAMAT
) -> httpx.AsyncClient:
    site = aplikasi(situs or situs_uji(), rute)
    transport = httpx.ASGITransport(site, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=alamat)


async def masuk_sebagai(browser: httpx.AsyncClient, ruang: Ruang, akun: Akun) -> None:
    """Signed in, past the page that asks for it."""
    browser.cookies.set("sesi", await token_sesi(ruang, akun))


def token(halaman: str) -> str:
    """What a form of this page brings along."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', halaman)
    assert found is not None
    return found[1]


def settings(**ubah: Any) -> Settings:
    return Settings(**ubah)
