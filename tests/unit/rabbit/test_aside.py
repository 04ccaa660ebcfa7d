"""What a tool takes for a task, and how it puts aside all else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from aio_pika import Message
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage
from aio_pika.exceptions import AMQPError, ChannelInvalidStateError

from shared.akses import OPS, Penjaga, layanan, meja
from shared.akses.penjaga import KEPALA_ASAL
from shared.contracts import Tugas
from shared.errors import Ditolak, KodeTolak
from shared.rabbit.aside import Aside, read_for_tool
from tests.builders import Perjalanan
from tests.unit.kantor.tugas import tugas_of

TUGAS = tugas_of(Perjalanan())
ANTREAN = "frontoffice.tugas"
PENJAGA = Penjaga(frozenset({"frontoffice"}))
SALAH = Ditolak(KodeTolak.PESAN_TIDAK_SAH, "pesan tidak sesuai kontrak")
REFUSED = (
    "ACCESS_REFUSED - write access to exchange 'izin.karantina' in vhost '/' refused for user 'x'"
)


@dataclass
class Delivery:
    """The parts of a delivery that are read; no broker is behind it."""

    body: bytes = TUGAS.ke_json()
    type: str | None = "Tugas"
    user_id: str | None = layanan("frontoffice")
    headers: Mapping[str, Any] = field(default_factory=dict)
    lost: bool = False
    settled: list[str] = field(default_factory=list)
    redelivered: bool = False
    message_id: str | None = "m-1"
    correlation_id: None = None
    reply_to: None = None
    content_type: None = None
    timestamp: None = None

    async def ack(self) -> None:
        self._settle("diambil")

    async def reject(self, *, requeue: bool) -> None:
        self._settle("kembali" if requeue else "ke karantina")

    def _settle(self, how: str) -> None:
        if self.lost:
            raise ChannelInvalidStateError
        self.settled.append(how)

    @property
    def incoming(self) -> AbstractIncomingMessage:
        return cast("AbstractIncomingMessage", self)


def kode(delivery: Delivery, penjaga: Penjaga = PENJAGA) -> str | None:
    """Why it is refused; None for a task."""
    try:
        assert read_for_tool(delivery.incoming, ANTREAN, Tugas, penjaga) == TUGAS
    except Ditolak as tolak:
        return str(tolak.kode)
    return None


def test_the_task_that_the_worker_of_the_role_wrote_is_shown() -> None:
    assert kode(Delivery()) is None
    sent_back = Delivery(user_id=OPS, headers={KEPALA_ASAL: layanan("frontoffice")})
    assert kode(sent_back) is None


@pytest.mark.parametrize("pengguna", [None, OPS, layanan("kabid"), meja("frontoffice"), "izin"])
def test_the_same_task_from_anybody_else_is_not(pengguna: str | None) -> None:
    assert kode(Delivery(user_id=pengguna)) == "bukan_wewenang"
    assert kode(Delivery(user_id=pengguna), Penjaga(frozenset(), aktif=False)) is None


@pytest.mark.parametrize(
    ("body", "tipe"),
    [(b"{}", "Tugas"), (b"", "Tugas"), (b"\xff", "Tugas"), (TUGAS.ke_json(), "Peristiwa")],
)
def test_what_is_no_task_is_not_shown(body: bytes, tipe: str) -> None:
    assert kode(Delivery(body=body, type=tipe)) == "pesan_tidak_sah"


class Channel:
    """With one exchange, which takes what it is sent, or refuses it."""

    def __init__(self, refusal: AMQPError | None = None) -> None:
        self.published: list[Message] = []
        self._refusal = refusal

    async def get_exchange(self, _name: str, *, ensure: bool) -> "Channel":
        assert not ensure
        return self

    async def publish(self, message: Message, _kunci: str, *, mandatory: bool) -> None:
        assert mandatory
        if self._refusal is not None:
            raise self._refusal
        self.published.append(message)


async def put(delivery: Delivery, channel: Channel | None) -> list[tuple[str, Ditolak]]:
    """Puts it aside; whom it told."""
    told: list[tuple[str, Ditolak]] = []
    aside = Aside(cast("AbstractChannel | None", channel), "x", lambda *said: told.append(said))
    await aside(delivery.incoming, ANTREAN, SALAH)
    return told


async def test_it_is_published_with_the_reason_before_it_is_taken_off_its_queue() -> None:
    delivery, channel = Delivery(), Channel()
    assert await put(delivery, channel) == [(ANTREAN, SALAH)]
    [aside] = channel.published
    assert (aside.body, aside.headers["kode"]) == (delivery.body, "pesan_tidak_sah")
    assert aside.headers["antrean_asal"] == ANTREAN
    assert delivery.settled == ["diambil"]


@pytest.mark.parametrize("channel", [None, Channel(AMQPError(REFUSED))])
async def test_an_account_that_may_not_publish_there_hands_it_to_its_queue(
    channel: Channel | None,
) -> None:
    delivery = Delivery()
    assert await put(delivery, channel) == [(ANTREAN, SALAH)]
    assert delivery.settled == ["ke karantina"]


async def test_over_a_lost_connection_it_is_back_and_the_tool_goes_on() -> None:
    await put(Delivery(lost=True), Channel())
    await put(Delivery(), Channel(AMQPError("CONNECTION_FORCED")))
