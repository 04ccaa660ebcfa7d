"""Letters as the store keeps them: the templates of each version, the data of each letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID


@dataclass(frozen=True)
class CatatanSurat:
    """What a letter was made of, so that it can be made again and compared. `berkas_id` is its
    PDF's; `isi` what a person wrote, `data` what was set, `versi` the templates."""

    berkas_id: str
    permohonan_id: UUID
    langkah: int
    putaran: int
    kode: str
    jenis: str
    versi: str
    pada: datetime
    sha256: str
    isi: Mapping[str, Any]
    data: Mapping[str, Any]


class SuratStore(Protocol):
    """Written once, never changed. Methods raise `StoreTidakTerjangkau`; trying again is safe."""

    async def save_katalog(self, versi: str, berkas: Mapping[str, bytes]) -> None:
        """Keep every file of a version; repeating changes nothing."""

    async def load_katalog(self, versi: str) -> Mapping[str, bytes] | None: ...

    async def record(self, catatan: CatatanSurat) -> None:
        """The first of a `berkas_id` stands."""

    async def find(self, berkas_id: str) -> CatatanSurat | None: ...
