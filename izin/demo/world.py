"""What the simulated people share, and what they leave for the one who watches."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from izin.demo.checks.wire import Kabar
from izin.demo.material.people import nama_orang, pengacak
from izin.demo.scenario import Skenario
from shared.contracts import Petugas
from shared.store.port import DokumenStore


@dataclass
class Catatan:
    """What went wrong, as soon as it went wrong; the notices that came; and how many messages
    the simulated people have in hand at this moment."""

    gagal: list[str] = field(default_factory=list)
    kabar: set[Kabar] = field(default_factory=set)
    di_tangan: int = 0

    def kegagalan(self, pesan: str) -> None:
        self.gagal.append(pesan)

    @contextmanager
    def memegang(self) -> Iterator[None]:
        self.di_tangan += 1
        try:
            yield
        finally:
            self.di_tangan -= 1


@dataclass(frozen=True)
class Dunia:
    """`skenario` by permohonan_id."""

    skenario: Mapping[str, Skenario]
    dokumen: DokumenStore
    batas_berkas_bytes: int
    zona: ZoneInfo
    benih: int
    catatan: Catatan = field(default_factory=Catatan)

    def kini(self) -> datetime:
        return datetime.now(self.zona)

    def petugas(self, pelaksana: str) -> Petugas:
        """One officer a role, with an NIP that nobody has."""
        urut = pengacak(self.benih, pelaksana).randrange(1000)
        return Petugas(id=f"999901012026011{urut:03d}", nama=nama_orang(self.benih, pelaksana))
