"""What the watchdog announces, before it is a message."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.contracts.messages import Cakupan, Tingkat

KESELURUHAN = "keseluruhan"


def kunci_kejadian(permohonan_id: UUID, langkah: int | None, putaran: int, tingkat: str) -> str:
    """Unique over all applications; also the `message_id` on the wire."""
    return f"{permohonan_id}/{langkah or KESELURUHAN}.{putaran}/{tingkat}"


@dataclass(frozen=True)
class Kejadian:
    """One event. `langkah` and `pelaksana` are None for the whole application."""

    tingkat: Tingkat
    cakupan: Cakupan
    langkah: int | None
    putaran: int
    pelaksana: str | None
    batas: str
    mulai: datetime
    jatuh_tempo: datetime
    terjadi: datetime
    keterangan: str = ""

    def kunci(self, permohonan_id: UUID) -> str:
        return kunci_kejadian(permohonan_id, self.langkah, self.putaran, self.tingkat)
