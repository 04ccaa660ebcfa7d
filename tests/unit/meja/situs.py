"""The desk over in-memory doubles, asked by a client that keeps cookies as a browser does."""

import re
from collections.abc import Iterable
from typing import Any

import httpx

from services.meja.aplikasi import RUTE, aplikasi
from services.meja.rute import Rute
from services.meja.situs import Situs
from shared.settings import Settings
from shared.store.memory import MemoryPermohonanStore
from shared.web.aset import Aset
from tests.unit.kantor.doubles import kantor_of_doubles

RAHASIA = b"rahasia-uji-yang-cukup-panjang-0"
ALAMAT = "http://127.0.0.1"
ASET = Aset()


def situs_uji(**kantor: Any) -> Situs:
    store = kantor.pop("permohonan", None) or MemoryPermohonanStore()
    return Situs(kantor_of_doubles(store, **kantor), RAHASIA, ASET)


def peramban(
    situs: Situs | None = None, rute: Iterable[Rute] = RUTE, alamat: str = ALAMAT
) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(
        aplikasi(situs or situs_uji(), rute), raise_app_exceptions=False
    )
    return httpx.AsyncClient(transport=transport, base_url=alamat)


def token(halaman: str) -> str:
    """What a form of this page brings along."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', halaman)
    assert found is not None
    return found[1]


def settings(**ubah: Any) -> Settings:
    return Settings(**ubah)
