"""The alerts of a month, derived from the histories, beside those on record."""

from collections import Counter
from typing import NamedTuple
from uuid import UUID

from shared.contracts.messages import Cakupan, Tingkat
from shared.mutu_baku.events import Kejadian
from shared.mutu_baku.report_model import BarisPeringatan, Pencocokan

_Macam = tuple[str, Cakupan, int | None, str | None, Tingkat]


class Catatan(NamedTuple):
    """An alert on record that came about in the month, by its unique key."""

    kunci: str
    diumumkan: bool


class Peringatan:
    """Counts alerts; a record is known again by the key it shares with the derived event."""

    def __init__(self) -> None:
        self._turunan: dict[str, _Macam] = {}
        self._tercatat: dict[str, bool] = {}

    def tambah(self, sop: str, permohonan_id: UUID, kejadian: tuple[Kejadian, ...]) -> None:
        for satu in kejadian:
            macam = (sop, satu.cakupan, satu.langkah, satu.pelaksana, satu.tingkat)
            self._turunan[satu.kunci(permohonan_id)] = macam

    def catat(self, catatan: Catatan) -> None:
        self._tercatat[catatan.kunci] = catatan.diumumkan

    def pencocokan(self) -> Pencocokan:
        turunan, tercatat = self._turunan.keys(), self._tercatat.keys()
        return Pencocokan(
            turunan=len(turunan),
            tercatat=len(tercatat),
            hanya_turunan=len(turunan - tercatat),
            hanya_tercatat=len(tercatat - turunan),
            belum_diumumkan=sum(not satu for satu in self._tercatat.values()),
        )

    def baris(self) -> tuple[BarisPeringatan, ...]:
        """By SOP and step, the whole application last."""
        jumlah = Counter(self._turunan.values())
        ada = Counter(m for kunci, m in self._turunan.items() if kunci in self._tercatat)
        return tuple(
            BarisPeringatan(
                sop=sop,
                cakupan=cakupan,
                langkah=langkah,
                pelaksana=pelaksana,
                tingkat=tingkat,
                jumlah=jumlah[macam],
                tercatat=ada[macam],
            )
            for macam in sorted(jumlah, key=_urutan)
            for sop, cakupan, langkah, pelaksana, tingkat in [macam]
        )


def _urutan(macam: _Macam) -> tuple[str, bool, int, str]:
    sop, _, langkah, _, tingkat = macam
    return sop, langkah is None, langkah or 0, tingkat
