"""An office of in-memory doubles, as the use cases open it."""

from typing import Any

from izin.registry import discover_desks
from shared.books import SopBook
from shared.clock import system_clock
from shared.kantor.kantor import Kantor, Stores
from shared.settings import Settings
from shared.store.memory import MemoryAuditStore, MemoryDokumenStore, MemoryPermohonanStore
from shared.store.memory_clocks import MemoryClockStore
from shared.store.memory_reports import MemoryReportStore
from shared.store.memory_sk import MemorySkStore
from shared.store.memory_surat import MemorySuratStore
from shared.store.memory_watch import MemoryKarantinaStore, MemoryOpsStore, MemoryWatchStore
from tests.builders import buku_kalender, katalog, surat


def stores_of_doubles(permohonan: MemoryPermohonanStore, **others: Any) -> Stores:
    """`others`: stores, or the clock, that are not the usual ones."""
    usual: dict[str, Any] = {
        "permohonan": permohonan,
        "dokumen": MemoryDokumenStore(),
        "watch": MemoryWatchStore(permohonan),
        "ops": MemoryOpsStore(permohonan),
        "audit": MemoryAuditStore(permohonan),
        "karantina": MemoryKarantinaStore(),
        "clocks": MemoryClockStore(),
        "laporan": MemoryReportStore(),
        "sk": MemorySkStore(),
        "letters": MemorySuratStore(),
        "clock": system_clock,
    }
    return Stores(**(usual | others))


def kantor_of_doubles(permohonan: MemoryPermohonanStore, **others: Any) -> Kantor:
    """As `stores_of_doubles`, with the packaged SOPs, calendar and letters."""
    books: dict[str, Any] = {
        "settings": Settings(),
        "desks": discover_desks(),
        "sop": SopBook(katalog(), permohonan),
        "kalender": buku_kalender(),
        "surat": surat(),
    }
    given = {name: value for name, value in others.items() if name in books}
    stores = {name: value for name, value in others.items() if name not in books}
    return Kantor(**vars(stores_of_doubles(permohonan, **stores)), **(books | given))
