"""One alert of one channel's queue, from the message to what becomes of it."""

from dataclasses import dataclass
from datetime import timedelta

from ops.notifier.channel import SaluranUmum
from ops.notifier.courier import Courier
from ops.notifier.errors import GagalKirim, GagalSementara, GagalTetap
from shared.clock import Clock
from shared.contracts import Pelanggaran
from shared.errors import Ditolak, KodeTolak
from shared.log import get_logger
from shared.worker.outcome import Outcome

log = get_logger()


@dataclass(frozen=True)
class AlertHandler:
    """Safe to repeat: a channel takes an alert once."""

    saluran: SaluranUmum
    courier: Courier
    clock: Clock

    async def __call__(self, pelanggaran: Pelanggaran) -> Outcome:
        if not self.saluran.menghendaki(pelanggaran):
            return Outcome()
        try:
            await self.courier.deliver(pelanggaran)
        except GagalTetap as galat:
            return self._given_up(pelanggaran, galat)
        except GagalSementara as galat:
            if self.courier.stopping or not self._too_old(pelanggaran):
                return Outcome(tunda=True)
            return self._given_up(pelanggaran, galat)
        return Outcome()

    def _too_old(self, pelanggaran: Pelanggaran) -> bool:
        """By when it was detected: how long it has been waiting, whoever restarted meanwhile. What
        waited while nobody tried still has its turn first."""
        usia = self.clock() - pelanggaran.terdeteksi_pada
        return usia > timedelta(hours=self.saluran.menyerah_jam)

    def _given_up(self, pelanggaran: Pelanggaran, galat: GagalKirim) -> Outcome:
        log.error(
            "kabar_gagal",
            saluran=self.saluran.nama,
            nomor=pelanggaran.nomor,
            tingkat=pelanggaran.tingkat,
            sebab=str(galat),
        )
        tolak = Ditolak(KodeTolak.KABAR_TIDAK_TERKIRIM, f"saluran {self.saluran.nama}: {galat}")
        return Outcome(ditolak=tolak, simpan=True)
