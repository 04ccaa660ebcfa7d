"""What a worker works with; the composition root fills it in, tests replace its parts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from shared.contracts import ke_milidetik
from shared.desk import BukuAturan
from shared.store.port import DokumenStore, PermohonanStore
from shared.worker.sop_book import SopBook

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC, in whole milliseconds: as the store keeps it."""
    return ke_milidetik(datetime.now(UTC))


@dataclass(frozen=True)
class WorkerContext:
    """`zona` decides in which year a nomor falls; `batas_berkas_bytes` is the file size limit."""

    pelaksana: str
    permohonan: PermohonanStore
    dokumen: DokumenStore
    sop: SopBook
    aturan: BukuAturan
    batas_berkas_bytes: int
    zona: ZoneInfo
    clock: Clock = system_clock
