"""What every store of records of karantina must do; double and real one pass the same suite."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from shared.store.memory_watch import MemoryKarantinaStore
from shared.store.mongo_records import MongoKarantinaStore
from shared.store.motor_client import connect
from shared.store.watch_port import CatatanKarantina, KarantinaStore

PADA = datetime(2026, 1, 5, 1, 10, tzinfo=UTC)
DIBUANG = CatatanKarantina(
    kunci="a1/buang",
    tindakan="buang",
    pada=PADA,
    oleh_id="198001012005011001",
    oleh_nama="Budi Petugas",
    alasan="pesan uji",
    message_id="m-1",
    kode="pesan_tidak_sah",
    antrean_asal="kabid.putusan",
    sebab="bukan JSON",
    properti={"type": "Putusan", "headers": {"x-death": [{"count": 1}]}},
    isi=b"\xff\x00 bukan teks",
)


@pytest_asyncio.fixture(params=["memory", pytest.param("motor", marks=pytest.mark.integration)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[KarantinaStore]:
    if request.param == "memory":
        yield MemoryKarantinaStore()
        return
    client = connect(request.getfixturevalue("mongodb_url"))
    real = MongoKarantinaStore(client, request.getfixturevalue("basis_data"))
    await real.prepare()
    await real.prepare()
    yield real
    client.close()


async def test_what_was_dropped_can_be_read_again_byte_for_byte(store: KarantinaStore) -> None:
    await store.record(DIBUANG)
    assert await store.latest(5) == (DIBUANG,)


async def test_the_first_record_of_a_stay_stands(store: KarantinaStore) -> None:
    await store.record(DIBUANG)
    await store.record(DIBUANG._replace(alasan="lain", pada=PADA + timedelta(hours=1)))
    assert await store.latest(5) == (DIBUANG,)


async def test_the_newest_come_first_and_not_more_than_asked_for(store: KarantinaStore) -> None:
    for nomor in range(4):
        pada = PADA + timedelta(minutes=nomor)
        await store.record(DIBUANG._replace(kunci=f"a{nomor}/buang", pada=pada))
    assert [satu.kunci for satu in await store.latest(2)] == ["a3/buang", "a2/buang"]
