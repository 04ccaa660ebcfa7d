"""What every store of letters must do; the double and the real one pass the same suite."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
import pytest_asyncio

from shared.store.memory_surat import MemorySuratStore
from shared.store.mongo_surat import MongoSuratStore
from shared.store.motor_client import connect
from shared.store.surat_port import CatatanSurat, SuratStore

CATATAN = CatatanSurat(
    berkas_id="a" * 24,
    permohonan_id=UUID(int=7),
    langkah=4,
    putaran=1,
    kode="bapl",
    jenis="bapl",
    versi="0" * 64,
    pada=datetime(2026, 1, 8, 2, 0, 0, 123000, tzinfo=UTC),
    sha256="1" * 64,
    isi={"temuan": "a.b $x", "$kunci": {"titik.di.nama": [1, None, True]}},
    data={"permohonan": {"nomor": "PAUD-2026-000001"}},
)


@pytest_asyncio.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[SuratStore]:
    if request.param == "memory":
        yield MemorySuratStore()
        return
    client = connect(request.getfixturevalue("mongodb_url"))
    yield MongoSuratStore(client, request.getfixturevalue("basis_data"))
    client.close()


async def test_a_record_comes_back_as_it_was(store: SuratStore) -> None:
    await store.record(CATATAN)
    assert await store.find(CATATAN.berkas_id) == CATATAN
    assert await store.find("b" * 24) is None


async def test_the_first_record_of_a_letter_stands(store: SuratStore) -> None:
    await store.record(CATATAN)
    await store.record(replace(CATATAN, langkah=5))
    assert await store.find(CATATAN.berkas_id) == CATATAN


async def test_templates_come_back_byte_for_byte(store: SuratStore) -> None:
    berkas = {"bapl/surat.typ": b"#[]\xff", "kantor.toml": b""}
    await store.save_katalog("v1", berkas)
    await store.save_katalog("v1", {"lain": b"x"})
    assert await store.load_katalog("v1") == berkas
    assert await store.load_katalog("v2") is None
