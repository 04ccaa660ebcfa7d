"""Every account, every way that a message can go, every queue: it comes where the rights say.

Whatever headers it bears, and whatever the account could make for itself.
"""

from collections.abc import Iterator, Sequence

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import AMQPError

from shared import topology as t
from shared.akses import OPS, Hak
from shared.akses.hak import LANJUT
from shared.topology import topologi
from tests.integration.akses.servers import SecureOffice, rights
from tests.integration.akses.wire import Attempt, logged_in

HAK = {hak.pengguna: hak for hak in rights()}
SEMUA = topologi([n.removeprefix("meja-") for n in HAK if n.startswith("meja-")])
QUEUES = sorted(SEMUA.nama_antrean)
EXCHANGES = ("", *SEMUA.exchange)
HEADERS = ("CC", "BCC")

NOWHERE = "uji.bukan-apa-apa"

Way = tuple[str, str, dict[str, object]]
"""Exchange, routing key, headers."""


def keys(hak: Hak, exchange: str) -> list[str]:
    """Behind which a header might hide: one that leads nowhere, one that it may write, and that of
    a queue that is bound there."""
    allowed = [kunci for topik in hak.topik if topik.exchange == exchange for kunci in topik.kunci]
    bound = [kunci for a in SEMUA.antrean for e, kunci in a.semua_ikatan if e == exchange]
    return list(dict.fromkeys((NOWHERE, *allowed[:1], *bound[:1])))


def ways(hak: Hak, exchange: str, antrean: Sequence[str]) -> Iterator[Way]:
    """By which a message might come through this exchange to these queues."""
    for nama in antrean:
        yield exchange, nama, {}
    for header in HEADERS:
        for kunci in keys(hak, exchange):
            yield exchange, kunci, {header: [*antrean]}
    deaths = [{"queue": nama, "exchange": exchange} for nama in antrean]
    yield exchange, NOWHERE, {"x-death": deaths}


class Sending:
    """Publishes by one account; a refusal costs the channel."""

    def __init__(self, connection: AbstractConnection) -> None:
        self._connection = connection
        self._channel: AbstractChannel | None = None

    async def send(self, way: Way, isi: str = "") -> bool:
        """Whether the broker took it."""
        exchange, kunci, headers = way
        if self._channel is None or self._channel.is_closed:
            self._channel = await self._connection.channel()
        target = (
            await self._channel.get_exchange(exchange, ensure=False)
            if exchange
            else self._channel.default_exchange
        )
        message = aio_pika.Message(isi.encode(), headers=headers)  # type: ignore[arg-type]
        try:
            await target.publish(message, kunci, mandatory=False)
        except AMQPError:
            return False
        return True


async def arrived(kantor: SecureOffice) -> dict[str, list[str]]:
    """What lies in each queue, by queue; taken away."""
    found: dict[str, list[str]] = {}
    async with await aio_pika.connect(kantor.admin_url) as connection:
        channel = await connection.channel()
        for nama in QUEUES:
            queue = await channel.get_queue(nama, ensure=False)
            while (message := await queue.get(fail=False, no_ack=True)) is not None:
                found.setdefault(nama, []).append(message.body.decode())
    return found


ALL_AT_ONCE = (QUEUES,)
ONE_BY_ONE = tuple([nama] for nama in QUEUES)
"""Eight times as many messages, most of them refused, and the broker routes by each name of a
header alike."""


@pytest.mark.parametrize(
    "named",
    [
        pytest.param(ALL_AT_ONCE, id="all-at-once"),
        pytest.param(ONE_BY_ONE, id="one-by-one", marks=pytest.mark.lama),
    ],
)
@pytest.mark.parametrize("pengguna", HAK)
async def test_a_message_comes_to_the_queues_that_the_rights_name_and_to_no_other(
    kantor: SecureOffice, kosong: None, pengguna: str, named: Sequence[Sequence[str]]
) -> None:
    hak = HAK[pengguna]
    async with await aio_pika.connect(kantor.rabbitmq_url(pengguna)) as connection:
        sending = Sending(connection)
        for exchange in EXCHANGES:
            open_to_it = [await sending.send((exchange, k, {})) for k in keys(hak, exchange)]
            if not any(open_to_it):
                continue  # the exchange itself is closed to it, whatever key and header
            for antrean in named:
                for way in ways(hak, exchange, antrean):
                    await sending.send(way, str(way))
    found = await arrived(kantor)
    assert set(found) == hak.mencapai(SEMUA)
    for antrean, isi in found.items():
        tracked = [satu for satu in isi if satu]
        assert len(tracked) == len(set(tracked)), f"one message twice in {antrean}"


def own(hak: Hak, nomor: int) -> list[str]:
    """Names that an account may make something by: of queues, and of exchanges too, since rights do
    not tell these apart."""
    return [nama.replace(LANJUT, f"uji-{nomor}") for nama in hak.atur if nama.endswith(LANJUT)]


def make_exchange(nama: str, alternate: str) -> Attempt:
    async def attempt(channel: AbstractChannel) -> object:
        await channel.declare_exchange(nama, "fanout", arguments={"alternate-exchange": alternate})
        return await channel.exchange_delete(nama)

    return attempt


def make_queue(nama: str, dead_letters: str) -> Attempt:
    argumen = {"x-dead-letter-exchange": dead_letters, "x-dead-letter-routing-key": "kabid.tugas"}

    async def attempt(channel: AbstractChannel) -> object:
        await channel.declare_queue(nama, arguments=argumen)  # type: ignore[arg-type]
        return await channel.queue_delete(nama)

    return attempt


def bind_exchange(tujuan: str, sumber: str) -> Attempt:
    """Messages of `sumber` would go on to `tujuan`."""

    async def attempt(channel: AbstractChannel) -> object:
        target = await channel.get_exchange(tujuan, ensure=False)
        await target.bind(sumber, routing_key=NOWHERE)
        return await target.unbind(sumber, routing_key=NOWHERE)

    return attempt


Made = tuple[str, Attempt, bool]


def makings(hak: Hak) -> Iterator[Made]:
    """A queue that dead-letters, an exchange with an alternate, an exchange bound to another; and
    whether it leads where the account may write anyhow."""
    for nomor, tujuan in enumerate(EXCHANGES):
        milik = own(hak, nomor)
        boleh = (tujuan or t.EXCHANGE_BAWAAN) in hak.tulis
        for nama in (*milik, f"uji.{nomor}"):
            mine = nama in milik and not nama.startswith(t.ANTREAN_SEMENTARA)
            yield f"antrean {nama} ke {tujuan}", make_queue(nama, tujuan), mine and boleh
            yield f"exchange {nama} ke {tujuan}", make_exchange(nama, tujuan), mine and boleh
    for sumber in SEMUA.exchange:
        for tujuan in SEMUA.exchange:
            boleh = sumber in hak.baca and tujuan in hak.tulis
            yield f"{tujuan} diikat ke {sumber}", bind_exchange(tujuan, sumber), boleh


@pytest.mark.parametrize("pengguna", sorted(set(HAK) - {OPS}))
async def test_nothing_that_an_account_makes_leads_where_it_may_not_write(
    kantor: SecureOffice, pengguna: str
) -> None:
    async with logged_in(kantor.rabbitmq_url(pengguna)) as allowed:
        assert [
            f"{pengguna} {'tidak dapat' if boleh else 'dapat'} membuat {apa}"
            for apa, attempt, boleh in makings(HAK[pengguna])
            if await allowed(attempt) != boleh
        ] == []
