"""How much office time the steps take, from the facts of the workers."""

from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from prometheus_client import Histogram

from shared.books import KalenderBook
from shared.contracts import Peristiwa
from shared.errors import StoreTidakTerjangkau
from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.hitung import menit_kerja
from shared.sop.model import SopTermuat

INGATAN = 10_000
"""So many facts are known again when they come twice; a fact is repeated within seconds."""

LAIN = "lain"
"""The label of what the loaded SOPs do not know."""

_MENIT = timedelta(minutes=1)


class StepTimes:
    """While the store is away, office time is that of the calendars known before."""

    def __init__(
        self,
        histogram: Histogram,
        kalender: KalenderBook,
        awal: KalenderBerlaku,
        katalog: Mapping[str, SopTermuat],
    ) -> None:
        self._histogram = histogram
        self._kalender = kalender
        self._berlaku = awal
        self._sop = {kode: termuat.sop for kode, termuat in katalog.items()}
        self._pelaksana = {nama for sop in self._sop.values() for nama in sop.pelaksana}
        self._dilihat: OrderedDict[tuple[UUID, int], None] = OrderedDict()

    async def __call__(self, peristiwa: Peristiwa) -> None:
        if self._seen(peristiwa):
            return
        with suppress(StoreTidakTerjangkau):
            self._berlaku = await self._kalender.berlaku()
        kalender = self._berlaku.pada(peristiwa.ditutup_pada)
        lama = menit_kerja(kalender, peristiwa.dibuka_pada, peristiwa.ditutup_pada)
        self._histogram.labels(*self._labels(peristiwa)).observe(max(lama / _MENIT, 0.0))

    def _seen(self, peristiwa: Peristiwa) -> bool:
        kunci = (peristiwa.permohonan_id, peristiwa.urutan)
        if kunci in self._dilihat:
            return True
        self._dilihat[kunci] = None
        if len(self._dilihat) > INGATAN:
            self._dilihat.popitem(last=False)
        return False

    def _labels(self, peristiwa: Peristiwa) -> tuple[str, str, str, str]:
        """Whoever may write to the broker must not be able to make up series."""
        sop = self._sop.get(peristiwa.sop)
        dikenal = {satu.no for satu in sop.langkah} if sop else set()
        return (
            peristiwa.sop if sop else LAIN,
            str(peristiwa.langkah) if peristiwa.langkah in dikenal else LAIN,
            peristiwa.pelaksana if peristiwa.pelaksana in self._pelaksana else LAIN,
            peristiwa.putusan,
        )
