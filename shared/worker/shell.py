"""Receive, decide, write, publish, answer, acknowledge: in this order, and acknowledge last.

The unacknowledged input is the outbox. Whatever happens before the acknowledgement, the
broker delivers the input again and the same messages follow from the document once more.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    RetryError,
    retry_if_exception_type,
    stop_after_delay,
    wait_exponential_jitter,
)

from shared.akses.penjaga import TANPA_PENJAGA, Penjaga
from shared.contracts import MintaTugas, Pesan, Putusan
from shared.contracts.reading import baca_pesan, pengenal
from shared.errors import (
    AlurIzinError,
    BrokerTidakTerjangkau,
    Ditolak,
    JamTidakSepakat,
    KodeTolak,
    PesanTidakTerbaca,
    SkemaLebihBaru,
    StoreTidakTerjangkau,
)
from shared.log import get_logger
from shared.rabbit.delivery import Delivery, Envelope, Publisher
from shared.worker.lanes import Lanes
from shared.worker.outcome import Outcome, jawaban_ditolak

log = get_logger()

Handler = Callable[[Any], Awaitable[Outcome]]
Publishing = Callable[[], Awaitable[None]]

COBA_LAGI_GALAT = 3
"""An error nobody foresaw gets this many more deliveries before the message is put aside."""

JEDA_GALAT_DETIK = 1.0


_DITUNGGU: Mapping[type[AlurIzinError], str] = {
    JamTidakSepakat: "jam",
    StoreTidakTerjangkau: "store",
    BrokerTidakTerjangkau: "broker",
    # Its message waits for a worker of that version: the one that replaces this one.
    SkemaLebihBaru: "pembaruan",
}


@dataclass(frozen=True)
class Route:
    """A message type and who handles it; `key` names what must not be handled twice at once.
    `again` handles what was delivered before, where that is to be handled otherwise."""

    model: type[Pesan]
    handler: Handler
    key: Callable[[Any], str]
    again: Handler | None = None

    def handler_of(self, amplop: Envelope) -> Handler:
        return self.again if self.again and amplop.dikirim_lagi else self.handler


@dataclass
class Shell:
    """Settles every delivery: acknowledged, put into karantina, or handed back to the broker.

    `on_outage` is called when store or broker stayed away for longer than
    `batas_ulang_detik`: the process should then end and wait for them from the beginning.
    `penjaga` says whether whoever wrote a message may.
    """

    routes: Mapping[str, Route]
    publisher: Publisher
    batas_ulang_detik: float
    on_outage: Callable[[], None]
    lanes: Lanes = field(default_factory=Lanes)
    penjaga: Penjaga = TANPA_PENJAGA

    def __post_init__(self) -> None:
        self._models = {nama: route.model for nama, route in self.routes.items()}

    async def __call__(self, delivery: Delivery) -> None:
        amplop = delivery.envelope
        try:
            selesai = await self._patiently(amplop)
            await (delivery.ack() if selesai else delivery.requeue())
        except BrokerTidakTerjangkau as hilang:
            # Only the acknowledgement can end here: all is published, the broker asks again.
            log.info("ack_lost", antrean=amplop.antrean, sebab=str(hilang))
        except RetryError:
            log.error("outage_too_long", antrean=amplop.antrean, detik=self.batas_ulang_detik)
            self.on_outage()
        except Exception as galat:  # noqa: BLE001  the one place where anything may surface
            await self._unforeseen(delivery, galat)

    async def _patiently(self, amplop: Envelope) -> bool:
        """As `_serve`. Raises `RetryError`. Tenacity comes in when it is needed: it costs more than
        the rest of the shell."""
        with suppress(*_DITUNGGU):
            return await self._serve(amplop)
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(tuple(_DITUNGGU)),
            wait=wait_exponential_jitter(multiplier=0.1, max=5.0),
            stop=stop_after_delay(self.batas_ulang_detik),
            before_sleep=_log_waiting,
        )
        return await retrying(self._serve, amplop)

    async def _serve(self, amplop: Envelope) -> bool:
        """False when the message is to be delivered once more."""
        try:
            pesan = baca_pesan(amplop.body, amplop.tipe, self._models)
        except PesanTidakTerbaca as galat:
            async with self.lanes.lane(amplop.message_id or ""):
                await self._unreadable(amplop, galat)
            return True
        route = self.routes[type(pesan).__name__]
        async with self.lanes.lane(route.key(pesan)):
            outcome = self._refused(amplop, pesan) or await route.handler_of(amplop)(pesan)
            await self._deliver(amplop, outcome)
        return not outcome.tunda

    def _refused(self, amplop: Envelope, pesan: Pesan) -> Outcome | None:
        """A decision or a question is answered; anything else that somebody slipped in is kept."""
        alasan = self.penjaga.keberatan(
            amplop.antrean, type(pesan).__name__, amplop.pengguna, amplop.pengguna_asal
        )
        if alasan is None:
            return None
        tolak = Ditolak(KodeTolak.BUKAN_WEWENANG, alasan)
        jawaban = jawaban_ditolak(pengenal(amplop.body), tolak)
        return Outcome(
            jawaban=jawaban, ditolak=tolak, simpan=not isinstance(pesan, Putusan | MintaTugas)
        )

    async def _deliver(self, amplop: Envelope, outcome: Outcome) -> None:
        """All at once: what is answered stands in the store already. Returns when all are
        confirmed, and raises when none is on its way any more."""
        publishing = self._publishing(amplop, outcome)
        if not publishing:
            return
        first, *rest = publishing
        if not rest:
            await first()
            return
        sent = await asyncio.gather(first(), *map(_behind, rest), return_exceptions=True)
        for galat in sent:
            if galat is not None:
                raise galat

    def _publishing(self, amplop: Envelope, outcome: Outcome) -> list[Publishing]:
        publishing: list[Publishing] = [partial(self.publisher.send, k) for k in outcome.kiriman]
        if outcome.ditolak is not None:
            log.warning("refused", antrean=amplop.antrean, kode=str(outcome.ditolak.kode))
            if outcome.simpan or not amplop.reply_to:
                publishing.append(partial(self.publisher.quarantine, amplop, outcome.ditolak))
        jawaban = outcome.jawaban or outcome.daftar
        if jawaban and amplop.reply_to:
            publishing.append(partial(self.publisher.answer, amplop, jawaban))
        return publishing

    async def _unreadable(self, amplop: Envelope, galat: PesanTidakTerbaca) -> None:
        tolak = Ditolak(KodeTolak.PESAN_TIDAK_SAH, "pesan tidak sesuai kontrak", galat.rincian)
        jawaban = jawaban_ditolak(pengenal(amplop.body), tolak)
        await self._deliver(amplop, Outcome(jawaban=jawaban, ditolak=tolak, simpan=True))

    async def _unforeseen(self, delivery: Delivery, galat: Exception) -> None:
        """Once more after a pause; in the end karantina, with the kind of error as the reason."""
        amplop = delivery.envelope
        log.exception("unforeseen", antrean=amplop.antrean, kali=amplop.kali_dikirim)
        await asyncio.sleep(JEDA_GALAT_DETIK)
        try:
            if amplop.kali_dikirim < COBA_LAGI_GALAT:
                await delivery.requeue()
                return
            tolak = Ditolak(
                KodeTolak.GALAT_TAK_TERDUGA, f"galat tak terduga: {type(galat).__name__}"
            )
            await self.publisher.quarantine(amplop, tolak)
            await delivery.ack()
        except BrokerTidakTerjangkau as hilang:
            log.info("settle_lost", antrean=amplop.antrean, sebab=str(hilang))


async def _behind(publishing: Publishing) -> None:
    """The next desk waits for the first message: one turn of the loop makes that, the next one
    writes it to the socket, and only then does the making of the others begin."""
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await publishing()


def _log_waiting(state: RetryCallState) -> None:
    galat = state.outcome.exception() if state.outcome else None
    log.warning(
        "waiting",
        untuk=next((kata for jenis, kata in _DITUNGGU.items() if isinstance(galat, jenis)), ""),
        sebab=str(galat),
        percobaan=state.attempt_number,
    )
