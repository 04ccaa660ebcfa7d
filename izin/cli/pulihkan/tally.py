"""What was found and done, for the one who asked."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Meja:
    """The open steps of one pelaksana. `baru`: opened after the look began, and so on their way by
    themselves."""

    terbuka: int = 0
    di_antrean: int = 0
    di_karantina: int = 0
    baru: int = 0
    dikirim: int = 0


@dataclass
class Tally:
    """`antrean_hilang`: queues that were not there; `masalah`: one sentence for each application
    or message that could not be restored."""

    coba: bool
    antrean_hilang: tuple[str, ...] = ()
    meja: dict[str, Meja] = field(default_factory=lambda: defaultdict(Meja))
    pemberitahuan: int = 0
    peristiwa: int = 0
    pelanggaran: int = 0
    masalah: list[str] = field(default_factory=list)

    @property
    def dikirim(self) -> int:
        return sum(satu.dikirim for satu in self.meja.values())

    @property
    def beres(self) -> bool:
        """Nothing is left that the one who asked has to see to."""
        return not self.masalah

    def facts(self) -> dict[str, Any]:
        return {
            "coba": self.coba,
            "beres": self.beres,
            "antrean_hilang": list(self.antrean_hilang),
            "pelaksana": {nama: vars(satu) for nama, satu in sorted(self.meja.items())},
            "dikirim": {
                "berkas": self.dikirim,
                "pemberitahuan": self.pemberitahuan,
                "peristiwa": self.peristiwa,
                "pelanggaran": self.pelanggaran,
            },
            "masalah": self.masalah,
        }
