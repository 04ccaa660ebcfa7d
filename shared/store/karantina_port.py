"""What was done with messages in karantina, by whom and why.

As in `port`, methods raise `StoreTidakTerjangkau` when the store does not answer, trying again is
always safe, and one suite in `tests/contract` holds the double to the real thing.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple, Protocol

TindakanKarantina = Literal["kirim_ulang", "buang"]


class CatatanKarantina(NamedTuple):
    """`kunci` names one stay of one message in karantina and what ended it: by it a repeated record
    is known. `isi` is the whole body of what was dropped, and empty for what was sent back."""

    kunci: str
    tindakan: TindakanKarantina
    pada: datetime
    oleh_id: str
    oleh_nama: str
    alasan: str
    message_id: str
    kode: str
    antrean_asal: str
    sebab: str
    properti: Mapping[str, Any]
    isi: bytes = b""


class KarantinaStore(Protocol):
    """Records that are only ever added."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat and to run beside others."""

    async def record(self, catatan: CatatanKarantina) -> None:
        """The first record of its `kunci` stands."""

    async def latest(self, jumlah: int) -> tuple[CatatanKarantina, ...]:
        """The newest first."""
