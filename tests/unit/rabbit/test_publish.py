"""How a message goes out: kept on the disk, and not taken for published when no queue takes it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
from aio_pika import DeliveryMode, Message
from aio_pika.exceptions import DeliveryError
from faststream.rabbit import Channel, RabbitBroker
from pamqp.commands import Basic

from shared import topology
from shared.alur import Kiriman
from shared.contracts import Jawaban
from shared.errors import BrokerTidakTerjangkau, Ditolak, KodeTolak
from shared.rabbit import publish as publish_module
from shared.rabbit.delivery import Envelope
from shared.rabbit.publish import RabbitPublisher

JAWABAN = Jawaban(menjawab="uji-0001", diterapkan=True, kode="diterapkan", alasan="baik")
SAAT = datetime(2026, 1, 5, tzinfo=UTC)
BERKAS = Kiriman(topology.EXCHANGE_IZIN, "kabid.berkas", JAWABAN, "id-1", "k-1", SAAT)
FAKTA = Kiriman(topology.EXCHANGE_PERISTIWA, "selesai.x", JAWABAN, "id-2", "k-1", SAAT, False)
AMPLOP = Envelope("kabid.putusan", b"{", reply_to="amq.gen-1", message_id="m-1")


@dataclass
class Wire:
    """A broker and its exchanges in one: what is published to it, and how."""

    published: list[tuple[str, str, bool, Message]] = field(default_factory=list)
    channel: Channel | None = None
    unroutable: bool = False

    @property
    def config(self) -> SimpleNamespace:
        return SimpleNamespace(channel_manager=self)

    async def get_channel(self, channel: Channel) -> "Wire":
        self.channel = channel
        return self

    async def declare_exchange(self, nama: str, *_: object, **__: object) -> "Exchange":
        return Exchange(self, nama)

    @property
    def default_exchange(self) -> "Exchange":
        return Exchange(self, "")


@dataclass
class Exchange:
    wire: Wire
    nama: str

    async def publish(self, message: Message, kunci: str, *, mandatory: bool) -> None:
        self.wire.published.append((self.nama, kunci, mandatory, message))
        if self.wire.unroutable and mandatory:
            raise DeliveryError(None, Basic.Return(312, "NO_ROUTE", self.nama, kunci))


class Bench:
    def __init__(self) -> None:
        self.wire = Wire()
        self.declared = 0
        broker = cast("RabbitBroker", self.wire)
        self.publisher = RabbitPublisher(broker, 5, self._declare, "layanan-kabid")

    async def _declare(self) -> None:
        self.declared += 1


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(publish_module, "JEDA_DEKLARASI_DETIK", 0)
    yield Bench()


async def test_every_message_is_kept_on_the_disk_and_says_who_wrote_it(bench: Bench) -> None:
    await bench.publisher.send(BERKAS)
    await bench.publisher.answer(AMPLOP, JAWABAN)
    await bench.publisher.quarantine(AMPLOP, Ditolak(KodeTolak.PESAN_TIDAK_SAH, "rusak"))
    semua = [message for *_, message in bench.wire.published]
    assert [satu.delivery_mode for satu in semua] == [DeliveryMode.PERSISTENT] * 3
    assert {satu.user_id for satu in semua} == {"layanan-kabid"}


async def test_what_a_desk_or_karantina_must_get_is_mandatory_and_news_are_not(
    bench: Bench,
) -> None:
    await bench.publisher.send(BERKAS)
    await bench.publisher.quarantine(AMPLOP, Ditolak(KodeTolak.PESAN_TIDAK_SAH, "rusak"))
    await bench.publisher.send(FAKTA)
    await bench.publisher.answer(AMPLOP, JAWABAN)
    assert [satu[:3] for satu in bench.wire.published] == [
        ("izin", "kabid.berkas", True),
        ("izin.karantina", "karantina", True),
        ("izin.peristiwa", "selesai.x", False),
        ("", "amq.gen-1", False),
    ]


async def test_a_message_that_no_queue_takes_is_not_published_and_the_queues_are_declared_anew(
    bench: Bench,
) -> None:
    bench.wire.unroutable = True
    with pytest.raises(BrokerTidakTerjangkau):
        await bench.publisher.send(BERKAS)
    assert bench.declared == 1
    assert bench.wire.channel is not None and bench.wire.channel.on_return_raises
