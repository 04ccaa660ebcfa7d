"""A calendar whole, as text: with the national holidays as they were known when it was kept, so
that what was reckoned by it can be reckoned again with any later version of their source."""

from datetime import date
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from shared.kalender.loader import baca
from shared.kalender.model import Kalender
from shared.kalender.nasional import LiburNasional, TahunLibur

TAHUN_AWAL, TAHUN_AKHIR = 2020, 2045
"""The years kept, the last one included; outside them a copy knows no holidays."""


class _Hari(NamedTuple):
    nama: str
    cuti_bersama: bool
    sementara: bool


class _Tahun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    ditetapkan: bool
    hari: dict[date, _Hari]


class _Salinan(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    versi: str
    sumber: str
    sebutan: str
    tahun: dict[int, _Tahun]


class _LiburTersimpan:
    """`SumberLibur` as it was."""

    def __init__(self, salinan: _Salinan) -> None:
        self.sebutan = salinan.sebutan
        self._tahun = salinan.tahun

    def tahun(self, tahun: int) -> TahunLibur:
        ada = self._tahun.get(tahun)
        if ada is None:
            return TahunLibur(ditetapkan=False, hari={})
        hari = {tanggal: LiburNasional(*satu) for tanggal, satu in ada.hari.items()}
        return TahunLibur(ada.ditetapkan, hari)


def tulis_salinan(kalender: Kalender) -> str:
    """JSON; the same calendar always gives the same text."""
    semua = range(TAHUN_AWAL, TAHUN_AKHIR + 1)
    tahun = {satu: kalender.nasional.tahun(satu) for satu in semua}
    salinan = _Salinan(
        versi=kalender.versi,
        sumber=kalender.sumber,
        sebutan=kalender.nasional.sebutan,
        tahun={
            satu: _Tahun(
                ditetapkan=isi.ditetapkan,
                hari={tanggal: _Hari(*libur) for tanggal, libur in isi.hari.items()},
            )
            for satu, isi in tahun.items()
        },
    )
    return salinan.model_dump_json()


def baca_salinan(teks: str) -> Kalender:
    """The calendar again, of the same version. Raises `ValueError` for a text that is no copy, or
    whose parts do not belong together."""
    salinan = _Salinan.model_validate_json(teks)
    kalender = baca(salinan.sumber, "salinan kalender", _LiburTersimpan(salinan))
    if kalender.versi != salinan.versi:
        raise ValueError("salinan kalender tidak sesuai dengan versinya")
    return kalender
