"""What every store of deliveries must do; the double and the real one pass the same suite."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from shared.store.memory_watch import MemoryKabarStore
from shared.store.mongo_records import MongoKabarStore
from shared.store.motor_client import connect
from shared.store.watch_port import KabarStore

PADA = datetime(2026, 1, 5, 1, 10, tzinfo=UTC)
SATU = "bd223f6d-551c-51da-84f3-59e526d3d6a2/2.1/terlampaui"


@pytest_asyncio.fixture(params=["memory", pytest.param("motor", marks=pytest.mark.integration)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[KabarStore]:
    if request.param == "memory":
        yield MemoryKabarStore()
        return
    client = connect(request.getfixturevalue("mongodb_url"))
    real = MongoKabarStore(client, request.getfixturevalue("basis_data"))
    await real.prepare()
    await real.prepare()
    yield real
    client.close()


async def test_a_delivery_is_remembered_for_its_channel_alone(store: KabarStore) -> None:
    assert not await store.delivered("kadis", SATU)
    await store.record("kadis", [SATU, "lain"], PADA)
    assert await store.delivered("kadis", SATU)
    assert await store.delivered("kadis", "lain")
    assert not await store.delivered("telegram", SATU)


async def test_recording_again_changes_nothing(store: KabarStore) -> None:
    await store.record("kadis", [SATU], PADA)
    await store.record("kadis", [SATU, "baru"], PADA + timedelta(days=1))
    assert await store.delivered("kadis", "baru")


async def test_a_channel_is_kept_with_its_keys_until_it_is_forgotten(store: KabarStore) -> None:
    assert await store.channels() == {}
    await store.keep_channel("kadis", ["terlampaui.*", "mendekati.*"])
    await store.keep_channel("telegram", ["#"])
    await store.keep_channel("kadis", ["terlampaui.*"])
    assert await store.channels() == {
        "kadis": frozenset({"terlampaui.*"}),
        "telegram": frozenset({"#"}),
    }
    await store.forget_channel("telegram")
    await store.forget_channel("telegram")
    assert await store.channels() == {"kadis": frozenset({"terlampaui.*"})}


async def test_a_warning_is_given_by_one_and_taken_over_only_from_one_that_fell_silent(
    store: KabarStore,
) -> None:
    klaim = await asyncio.gather(*(store.claim_warning("kadis/k/1", PADA) for _ in range(4)))
    assert sorted(klaim) == [False, False, False, True]
    assert await store.claim_warning("telegram/k/1", PADA)
    assert not await store.claim_warning("kadis/k/1", PADA + timedelta(minutes=4))
    kemudian = PADA + timedelta(minutes=6)
    assert await store.claim_warning("kadis/k/1", kemudian)
    assert not await store.claim_warning("kadis/k/1", kemudian)
    await store.warned("kadis/k/1", kemudian)
    assert not await store.claim_warning("kadis/k/1", kemudian + timedelta(days=1))
