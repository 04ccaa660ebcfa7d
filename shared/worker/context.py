"""The tools of a worker; the composition root fills them in, tests replace them."""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.alur import BahanKabar
from shared.alur.instants import MUNDUR
from shared.books import KalenderBook, PetugasBook, SopBook
from shared.clock import Clock, system_clock
from shared.desk import BukuAturan
from shared.mutu_baku.jaga import jagai
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.store.port import DokumenStore, PermohonanStore
from shared.worker.letters import Letters

# The applications that this process read or wrote last, for the next handler that needs them.
#
# Two find them here. A decision, which often follows soon upon its task: its write is compared with
# the store like any other write, so an application that has moved on meanwhile only costs a second
# look. And the Berkas that follows upon a write, where the next desk is one of this very process:
# its task is made of the state written, seconds ago at most.
#
# The memory does not show that a step is closed by now. A handler that by memory would do nothing,
# or refuse, asks the store; so does a handler that comes a second time, since each memory is given
# once.
MOST = 64
"""As many as deliveries are in a worker's hands; about 110 KiB each near the end of its way."""

MOST_A_DESK = 32
"""Of a process of several: all seven stay within 25 MiB."""

FRESH_SECONDS = 10.0
"""A Berkas comes within milliseconds, or went to another process: one that comes later may be a
copy that somebody sent again, and the store has the word."""


@dataclass(frozen=True)
class _Seen:
    permohonan: Permohonan
    awaited_until: float | None = None
    """By the monotonic clock: until when the Berkas of its open step is expected here."""


class LastSeen:
    """One state of each application, the newest. `pelaksana` are the desks of this process."""

    def __init__(
        self,
        pelaksana: Collection[str] = (),
        most: int | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desks = frozenset(pelaksana)
        self._most = max(MOST, MOST_A_DESK * len(self._desks)) if most is None else most
        self._monotonic = monotonic
        self._seen: OrderedDict[UUID, _Seen] = OrderedDict()

    def remember(self, permohonan: Permohonan) -> None:
        """As the store has it, or had it before a newer state that is known here was written: for
        the decision to come."""
        seen = self._seen.get(permohonan.id)
        if seen is None or seen.permohonan.urutan <= permohonan.urutan:
            self._keep(_Seen(permohonan))

    def written(self, permohonan: Permohonan) -> None:
        """As this process has just written it, if its next desk is here as well."""
        terbuka = permohonan.langkah
        if terbuka is None or terbuka.pelaksana not in self._desks:
            self._seen.pop(permohonan.id, None)
            return
        self._keep(_Seen(permohonan, self._monotonic() + FRESH_SECONDS))

    def take(self, permohonan_id: UUID) -> Permohonan | None:
        """For a decision."""
        seen = self._seen.pop(permohonan_id, None)
        return seen.permohonan if seen else None

    def take_written(self, permohonan_id: UUID) -> Permohonan | None:
        """For the Berkas that the write has sent: once, and not for long."""
        seen = self._seen.get(permohonan_id)
        if seen is None or seen.awaited_until is None:
            return None
        del self._seen[permohonan_id]
        return seen.permohonan if self._monotonic() <= seen.awaited_until else None

    def _keep(self, seen: _Seen) -> None:
        self._seen[seen.permohonan.id] = seen
        self._seen.move_to_end(seen.permohonan.id)
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)


@dataclass(frozen=True)
class WorkerContext:
    """`zona` decides in which year a nomor falls; `batas_berkas_bytes` is the file size limit,
    `batas_kiriman_bytes` that of all files of one submission. Without `petugas` the office keeps
    no register, and any officer may decide in any role; without `surat` it makes no letters.
    `kabari_kemajuan`: of submissions that do not say. `nama` are the names of the pelaksana."""

    pelaksana: str
    permohonan: PermohonanStore
    dokumen: DokumenStore
    sop: SopBook
    kalender: KalenderBook
    aturan: BukuAturan
    batas_berkas_bytes: int
    batas_kiriman_bytes: int
    zona: ZoneInfo
    clock: Clock = system_clock
    petugas: PetugasBook | None = None
    mundur: timedelta = MUNDUR
    """How far back a sender's own time is believed."""

    last_seen: LastSeen = field(default_factory=LastSeen)
    surat: Letters | None = None
    kabari_kemajuan: bool = False
    nama: Mapping[str, str] = field(default_factory=dict)

    async def berjaga(self, baru: Permohonan, sop: Sop) -> Permohonan:
        """Ready to be written: watched, and with the applicant's letter."""
        kalender = await self.kalender.berlaku()
        dijaga = jagai(baru, sop, kalender)
        return await self.surat.to_applicant(dijaga, sop, kalender) if self.surat else dijaga

    async def bahan_kabar(self) -> BahanKabar:
        return BahanKabar(await self.kalender.berlaku(), self.nama)
