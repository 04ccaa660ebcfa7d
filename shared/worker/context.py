"""What a worker works with; the composition root fills it in, tests replace its parts."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from shared.books import KalenderBook, PetugasBook, SopBook
from shared.clock import Clock, system_clock
from shared.desk import BukuAturan
from shared.store.port import DokumenStore, PermohonanStore
from shared.worker.last_seen import LastSeen


@dataclass(frozen=True)
class WorkerContext:
    """`zona` decides in which year a nomor falls; `batas_berkas_bytes` is the file size limit,
    `batas_kiriman_bytes` that of all files of one submission. Without `petugas` the office keeps
    no register, and any officer may decide in any role."""

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
    last_seen: LastSeen = field(default_factory=LastSeen)
