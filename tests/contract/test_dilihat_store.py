"""What every store of who has seen which alert must do; the double and the real one pass the same
suite."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from shared.contracts.parts import Petugas
from shared.store.dilihat_port import Dilihat, DilihatStore
from shared.store.memory_dilihat import MemoryDilihatStore
from shared.store.mongo_dilihat import MongoDilihatStore
from shared.store.motor_client import connect
from tests.builders import PAGI

SATU = Petugas(id="198001012005011001", nama="Ani Contoh")
DUA = Petugas(id="197512312000121002", nama="Budi Contoh")


@pytest_asyncio.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[DilihatStore]:
    if request.param == "memory":
        yield MemoryDilihatStore()
        return
    client = connect(request.getfixturevalue("mongodb_url"))
    satu = MongoDilihatStore(client, request.getfixturevalue("basis_data"))
    await satu.prepare()
    yield satu
    client.close()


def dilihat(kunci: str, petugas: Petugas = SATU, menit: int = 0) -> Dilihat:
    return Dilihat(kunci, petugas, PAGI + timedelta(minutes=menit))


async def test_whoever_has_seen_an_alert_stands_there_the_first_one_first(
    store: DilihatStore,
) -> None:
    assert await store.see(dilihat("a/2.1/terlampaui", DUA, menit=5))
    assert await store.see(dilihat("a/2.1/terlampaui", SATU))
    assert await store.see(dilihat("b/2.1/terlampaui"))
    assert await store.seen(["a/2.1/terlampaui", "c/2.1/terlampaui"]) == {
        "a/2.1/terlampaui": (
            dilihat("a/2.1/terlampaui", SATU),
            dilihat("a/2.1/terlampaui", DUA, menit=5),
        )
    }
    assert await store.seen([]) == {}


async def test_seen_again_the_first_record_stands_however_the_nip_is_written(
    store: DilihatStore,
) -> None:
    ditulis = Petugas(id="19800101.200501.1.001", nama="Ani Contoh")
    assert await store.see(dilihat("a"))
    assert not await store.see(dilihat("a", ditulis, menit=9))
    assert await store.seen(["a"]) == {"a": (dilihat("a"),)}


async def test_of_many_at_once_one_is_the_first(store: DilihatStore) -> None:
    hasil = await asyncio.gather(*(store.see(dilihat("a", menit=m)) for m in range(8)))
    assert sorted(hasil) == [False] * 7 + [True]


async def test_the_number_grows_with_every_record_alone(store: DilihatStore) -> None:
    assert await store.number() == 0
    for petugas in (SATU, DUA, SATU):
        await store.see(dilihat("a", petugas))
    assert await store.number() == 2


async def test_many_alerts_are_asked_for_at_once(store: DilihatStore) -> None:
    semua = [f"alert-{nomor}" for nomor in range(450)]
    for kunci in (semua[0], semua[449]):
        await store.see(dilihat(kunci))
    assert set(await store.seen(satu for satu in semua)) == {semua[0], semua[449]}
