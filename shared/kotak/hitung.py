"""An inbox, chosen from and counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from shared.kotak.model import Baris

Pemegang = Literal["semua", "bebas", "saya", "orang_lain"]


@dataclass(frozen=True)
class Saring:
    """What of an inbox is wanted. `sop` and `keadaan` empty: any."""

    kata: str = ""
    sop: str = ""
    keadaan: str = ""
    pemegang: Pemegang = "semua"

    @property
    def apa_saja(self) -> bool:
        return self == Saring()

    def cocok(self, baris: Baris, akun: str, kini: datetime) -> bool:
        """`akun`: whose inbox it is."""
        return (
            baris.cocok(self.kata)
            and self.sop in {"", baris.sop}
            and self.keadaan in {"", baris.batas.keadaan(kini)}
            and self._dipegang(baris, akun)
        )

    def _dipegang(self, baris: Baris, akun: str) -> bool:
        oleh = baris.pegangan.akun if baris.pegangan else None
        match self.pemegang:
            case "bebas":
                return oleh is None
            case "saya":
                return oleh == akun
            case "orang_lain":
                return oleh not in {None, akun}
        return True


class Jumlah(NamedTuple):
    """`mendekati`: near its limit, and only these."""

    semua: int = 0
    mendekati: int = 0
    terlampaui: int = 0
    bebas: int = 0


def jumlah(isi: Iterable[Baris], kini: datetime) -> Jumlah:
    semua = mendekati = terlampaui = bebas = 0
    for satu in isi:
        keadaan = satu.batas.keadaan(kini)
        semua += 1
        mendekati += keadaan == "mendekati"
        terlampaui += keadaan == "terlampaui"
        bebas += satu.pegangan is None
    return Jumlah(semua, mendekati, terlampaui, bebas)
