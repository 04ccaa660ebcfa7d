"""One role's handler of both floors: a Berkas becomes a Tugas, anything else is written down and
published onwards. What differs is how it writes and how it waits."""

from collections.abc import Awaitable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol

from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractChannel, AbstractExchange, AbstractIncomingMessage

from bench.pola.rekam import Pola, Surat, Tapak
from shared import topology


class Cara(Protocol):
    async def tulis(self, tapak: Tapak, permohonan_id: str) -> None: ...

    async def tuntaskan(self, kiriman: Sequence[Awaitable[object]]) -> None:
        """Until every publish is confirmed."""


class Meja:
    def __init__(self, pola: Pola, cara: Cara, saluran: AbstractChannel) -> None:
        self._pola = {tapak.no: tapak for tapak in pola.tapak}
        self._cara = cara
        self._saluran = saluran
        self._exchange: dict[str, AbstractExchange] = {}

    async def siapkan(self) -> None:
        for nama in topology.topologi(()).exchange:
            self._exchange[nama] = await self._saluran.get_exchange(nama, ensure=False)

    async def terima(self, pesan: AbstractIncomingMessage) -> None:
        if pesan.type == "Berkas":
            await self._cara.tuntaskan(list(self._tugas(pesan)))
        else:
            await self._tutup(pesan)
        await pesan.ack()

    def _tugas(self, pesan: AbstractIncomingMessage) -> Iterator[Awaitable[object]]:
        """A Berkas says in its `message_id` which step it opens."""
        permohonan_id, buka, _ = (pesan.message_id or "").split("/", 2)
        tugas = self._pola[int(buka.partition(".")[0])].tugas
        assert tugas is not None
        yield self._terbitkan(tugas, permohonan_id)

    async def _tutup(self, pesan: AbstractIncomingMessage) -> None:
        """The officers say in `correlation_id` what they decided."""
        permohonan_id, _, no = (pesan.correlation_id or "").partition("/")
        tapak = self._pola[int(no)]
        await self._cara.tulis(tapak, permohonan_id)
        kiriman = [self._terbitkan(surat, permohonan_id) for surat in tapak.keluar]
        await self._cara.tuntaskan([*kiriman, self._jawab(pesan, tapak)])

    def _terbitkan(self, surat: Surat, permohonan_id: str) -> Awaitable[object]:
        pesan = Message(
            surat.untuk(permohonan_id),
            content_type="application/json",
            delivery_mode=DeliveryMode.PERSISTENT,
            type=surat.tipe,
            message_id=f"{permohonan_id}/{surat.buka}/{surat.kunci}",
            correlation_id=permohonan_id,
            timestamp=datetime.now(UTC),
        )
        return self._exchange[surat.exchange].publish(pesan, surat.kunci, mandatory=surat.wajib)

    def _jawab(self, pesan: AbstractIncomingMessage, tapak: Tapak) -> Awaitable[object]:
        jawaban = Message(
            tapak.jawaban,
            content_type="application/json",
            delivery_mode=DeliveryMode.PERSISTENT,
            type="Jawaban",
            message_id=f"{pesan.message_id}/jawaban",
            correlation_id=pesan.correlation_id,
        )
        tujuan = pesan.reply_to or ""
        return self._saluran.default_exchange.publish(jawaban, tujuan, mandatory=False)
