"""In which order a message leaves karantina: a crash at any point leaves it there."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from shared.contracts import Petugas
from shared.errors import StoreTidakTerjangkau
from shared.kantor.karantina import Book, Drop, SendBack
from shared.kantor.karantina_entry import Entry
from shared.rabbit.browse import Held
from shared.rabbit.errors import NotRouted
from shared.rabbit.send import Sender
from shared.store.watch_port import CatatanKarantina, KarantinaStore
from shared.topology import topologi

SAAT = datetime(2026, 11, 28, 2, 30, tzinfo=UTC)


def entry(asal: str = "kabid.putusan") -> Entry:
    return Entry("abcd", "m-1", "Putusan", "galat_tak_terduga", "", asal, 4, 0, SAAT, "", 2)


@dataclass
class World:
    """Broker, store and message in one: what was asked of them, in order."""

    failure: Exception | None = None
    events: list[str] = field(default_factory=list)
    records: list[CatatanKarantina] = field(default_factory=list)

    async def publish(self, message: object, exchange: str, kunci: str) -> None:
        if isinstance(self.failure, NotRouted):
            raise self.failure
        self.events.append(f"kirim {kunci}")

    async def record(self, catatan: CatatanKarantina) -> None:
        if self.failure is not None:
            raise self.failure
        self.events.append(f"catat {catatan.tindakan}")
        self.records.append(catatan)

    async def ack(self) -> None:
        self.events.append("ack")

    @property
    def book(self) -> Book:
        store = cast("KarantinaStore", self)
        return Book(store, Petugas(id="198001", nama="Rina"), "sudah diperbaiki", lambda: SAAT)

    @property
    def send_back(self) -> SendBack:
        return SendBack(cast("Sender", self), topologi(["kabid"]), self.book)

    @property
    def message(self) -> Held:
        return cast("Held", Message(self))


class Message:
    """The parts of a delivery that are read."""

    def __init__(self, world: World) -> None:
        self.ack = world.ack
        self.body = b"{}"
        self.headers: dict[str, Any] = {}
        for nama in ("message_id", "correlation_id", "type", "content_type", "content_encoding",
                     "reply_to", "timestamp", "app_id", "user_id", "priority", "expiration",
                     "delivery_mode"):  # fmt: skip
            setattr(self, nama, None)


async def test_what_is_sent_back_is_in_its_queue_and_written_down_before_it_is_let_go() -> None:
    world = World()
    await world.send_back(entry(), world.message)
    assert world.events == ["kirim kabid.putusan", "catat kirim_ulang", "ack"]


async def test_what_is_dropped_is_kept_in_the_records_before_it_is_let_go() -> None:
    world = World()
    await Drop(world.book)(entry(), world.message)
    assert world.events == ["catat buang", "ack"]
    assert world.records[0].isi == b"{}"


async def test_while_the_store_is_away_nothing_leaves() -> None:
    world = World(StoreTidakTerjangkau("AutoReconnect"))
    for ending in (world.send_back, Drop(world.book)):
        with pytest.raises(StoreTidakTerjangkau):
            await ending(entry(), world.message)
    assert "ack" not in world.events


@pytest.mark.parametrize("asal", ["kabid.putusan", "antrean.orang-lain", ""])
async def test_what_cannot_go_back_stays_and_is_named(asal: str) -> None:
    world = World(NotRouted("kabid.putusan"))
    send_back = world.send_back
    await send_back(entry(asal), world.message)
    assert (list(send_back.failed), send_back.done, world.events) == (["abcd"], [], [])
