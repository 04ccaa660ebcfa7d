"""Applicants are told, once, that the term of their SK will end: the work of the worker of the
pemohon, beside its queues."""

from shared.alur.masa_berlaku import kiriman_akan_berakhir, waktunya_diingatkan
from shared.errors import BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.every import Every
from shared.rabbit.delivery import Publisher
from shared.sk.model import NomorSk, diingatkan
from shared.worker.context import WorkerContext
from shared.worker.letters import Letters

SECONDS = 3600.0


class ExpiryNotices(Every):
    """Sent first, noted then: what comes twice has the same message id. Of two workers the second
    notes nothing."""

    def __init__(
        self,
        context: WorkerContext,
        letters: Letters,
        publisher: Publisher,
        seconds: float = SECONDS,
    ) -> None:
        super().__init__(
            self.once,
            seconds,
            outages=(StoreTidakTerjangkau, BrokerTidakTerjangkau),
            waits="expiry_not_told",
        )
        self._context, self._letters, self._publisher = context, letters, publisher

    async def once(self) -> None:
        hari = self._context.clock().astimezone(self._context.zona).date()
        kantor = self._letters.buku.kini.kantor
        async for satu in self._letters.register.store.scan():
            keputusan = kantor.keputusan_untuk(satu.sop) if satu.sop else None
            if keputusan and waktunya_diingatkan(satu, hari, keputusan.ingatkan_hari):
                await self._tell(satu)

    async def _tell(self, satu: NomorSk) -> None:
        id_, kini = satu.permohonan_id, self._context.clock()
        permohonan = await self._context.permohonan.find(id_) if id_ else None
        if permohonan is not None:
            sop = (await self._context.sop.version(permohonan.sop_versi)).sop
            kiriman = kiriman_akan_berakhir(satu, permohonan, sop, kini)
            if kiriman is not None:
                await self._publisher.send(kiriman)
        await self._letters.register.store.change(diingatkan(satu, kini), satu)
