"""How much of a limit is used and how much is left, in office time."""

from datetime import datetime, timedelta
from typing import NamedTuple

from shared.kalender.hitung import jatuh_tempo, menit_kerja
from shared.kalender.model import Kalender
from shared.mutu_baku.batasan import Batasan


class Pemakaian(NamedTuple):
    """Of the office time that a limit has, pauses left out; both end with the limit's end."""

    seluruhnya: timedelta
    terpakai: timedelta

    @property
    def sisa(self) -> timedelta:
        """Negative by as much as the limit is exceeded."""
        return self.seluruhnya - self.terpakai


def pemakaian(satu: Batasan, kalender: Kalender, kini: datetime) -> Pemakaian:
    akhir = max(min(kini, satu.akhir or kini), satu.mulai)
    terpakai = menit_kerja(kalender, satu.mulai, akhir)
    for jeda in satu.jeda:
        dari, sampai = min(jeda.dari, akhir), min(jeda.sampai or akhir, akhir)
        terpakai -= menit_kerja(kalender, dari, sampai)
    tempo = jatuh_tempo(kalender, satu.mulai, satu.waktu)
    return Pemakaian(menit_kerja(kalender, satu.mulai, tempo), terpakai)
