"""What every record of who opened which case must do; the double and the real one pass the same."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from shared.contracts.parts import Petugas
from shared.kotak.jejak import Dibuka
from shared.store.jejak_port import JejakStore
from shared.store.memory_jejak import MemoryJejakStore
from shared.store.mongo_jejak import MongoJejakStore
from shared.store.motor_client import connect

PADA = datetime(2026, 1, 5, 2, 0, 1, tzinfo=UTC)
NIP = "198001012005011001"


@pytest_asyncio.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[JejakStore]:
    if request.param == "memory":
        yield MemoryJejakStore()
        return
    client = connect(request.getfixturevalue("mongodb_url"))
    satu = MongoJejakStore(client, request.getfixturevalue("basis_data"))
    await satu.prepare()
    yield satu
    client.close()


def dibuka(detik: int = 0, nomor: str = "PAUD-2026-000001", **ubah: Any) -> Dibuka:
    isi: dict[str, Any] = {
        "pada": PADA + timedelta(seconds=detik),
        "nomor": nomor,
        "pelaksana": "kabid",
        "akun": "budi.santoso",
        "petugas": Petugas(id=NIP, nama="Budi Santoso"),
    }
    return Dibuka(**(isi | ubah))


async def test_it_is_read_by_case_and_by_person_the_latest_first(store: JejakStore) -> None:
    satu, dua = dibuka(), dibuka(70)
    lain = dibuka(5, akun="citra.dewi", petugas=Petugas(id="dn-citra", nama="Citra Dewi"))
    jauh = dibuka(10, nomor="PAUD-2026-000002")
    for one in (dua, satu, lain, jauh):
        await store.add(one)
    assert list(await store.of_case("PAUD-2026-000001", 10)) == [dua, lain, satu]
    assert list(await store.of_case("PAUD-2026-000001", 1)) == [dua]
    assert list(await store.of_person("budi.santoso", 10)) == [dua, jauh, satu]
    assert list(await store.of_person(NIP, 10)) == [dua, jauh, satu]
    assert list(await store.of_person("dn-citra", 10)) == [lain]
    assert list(await store.of_case("PAUD-2026-000009", 10)) == []


async def test_the_same_within_a_minute_is_one_and_the_first_stands(store: JejakStore) -> None:
    berkas = {"apa": "berkas", "berkas_id": "0" * 24, "berkas": "NIB"}
    for one in (dibuka(), dibuka(30), dibuka(31, **berkas), dibuka(40, **berkas)):
        await store.add(one)
    semua = await store.of_case("PAUD-2026-000001", 10)
    assert list(semua) == [dibuka(31, **berkas), dibuka()]
