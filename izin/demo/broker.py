"""The broker as somebody beside the pipeline sees it: lengths, facts, karantina, raw messages."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aio_pika import DeliveryMode, Message, connect_robust
from aio_pika.abc import AbstractIncomingMessage, AbstractRobustConnection

from izin.demo.checks.wire import Karantina, Pengumuman
from shared import topology
from shared.contracts import Pelanggaran, Peristiwa

TANPA_ID = "(tanpa id)"


class Pengamat:
    """Made by `amati`. Reads without taking anything away."""

    def __init__(self, connection: AbstractRobustConnection) -> None:
        self._connection = connection

    async def panjang(self, antrean: Iterable[str]) -> dict[str, tuple[int, int]]:
        """(messages ready, consumers) of each queue; they must exist."""
        async with await self._connection.channel() as channel:
            hasil = {}
            for nama in antrean:
                queue = await channel.declare_queue(nama, passive=True)
                jumlah = queue.declaration_result
                hasil[nama] = (jumlah.message_count or 0, jumlah.consumer_count or 0)
            return hasil

    async def karantina(self) -> list[Karantina]:
        """Everything that lies there; it goes back when the channel closes."""
        isi = []
        async with await self._connection.channel() as channel:
            queue = await channel.get_queue(topology.ANTREAN_KARANTINA)
            while pesan := await queue.get(fail=False):
                kode, alasan = (str(pesan.headers.get(nama, "")) for nama in ("kode", "alasan"))
                isi.append(Karantina(pesan.message_id or TANPA_ID, kode, alasan))
        return isi

    @asynccontextmanager
    async def peristiwa(self) -> AsyncIterator[AsyncIterator[Peristiwa]]:
        """Every fact from now on, as a dashboard would get it: through a queue of one's own on
        the exchange of facts."""
        async with await self._connection.channel() as channel:
            queue = await channel.declare_queue(exclusive=True, auto_delete=True)
            await queue.bind(topology.EXCHANGE_PERISTIWA, routing_key="#")
            async with queue.iterator(no_ack=True) as masuk:
                yield (Peristiwa.dari_json(pesan.body) async for pesan in masuk)

    @asynccontextmanager
    async def peringatan(self) -> AsyncIterator[AsyncIterator[Pengumuman]]:
        """Every alert that comes to the queue of ops. What the broker delivers a second time
        because a connection broke is still one announcement."""
        async with await self._connection.channel() as channel:
            await channel.set_qos(prefetch_count=100)
            queue = await channel.get_queue(topology.ANTREAN_OPS)
            async with queue.iterator() as masuk:
                yield _pengumuman(masuk)

    async def kirim_mentah(self, isi: bytes, message_id: str, tipe: str) -> None:
        """Whatever it is, to where submissions go."""
        async with await self._connection.channel() as channel:
            exchange = await channel.get_exchange(topology.EXCHANGE_IZIN, ensure=False)
            pesan = Message(
                isi,
                message_id=message_id,
                type=tipe,
                content_type="application/json",
                delivery_mode=DeliveryMode.PERSISTENT,
            )
            await exchange.publish(pesan, topology.antrean_berkas(topology.PELAKSANA_PENERIMA))


async def _pengumuman(masuk: AsyncIterator[AbstractIncomingMessage]) -> AsyncIterator[Pengumuman]:
    pernah: set[str] = set()
    async for pesan in masuk:
        async with pesan.process():
            satu = Pengumuman(pesan.message_id or TANPA_ID, Pelanggaran.dari_json(pesan.body))
        if not (pesan.redelivered and satu.message_id in pernah):
            pernah.add(satu.message_id)
            yield satu


@asynccontextmanager
async def amati(rabbitmq_url: str) -> AsyncIterator[Pengamat]:
    connection = await connect_robust(rabbitmq_url)
    async with connection:
        yield Pengamat(connection)
