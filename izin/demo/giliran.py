"""How long a person takes over a task, in office time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.kalender.hitung import jatuh_tempo, menit_kerja, tambah_hari_kerja, tambah_menit
from shared.kalender.model import Kalender
from shared.sop.waktu import Waktu

_DIPEGANG = 0.5
"""The first half of the time until the decision the task lies on the desk."""


@dataclass(frozen=True)
class Tempo:
    """`hari` working days, and then `putus` of what was left of the limit when the step opened.
    `longgar`, a part of the same, is how much later would do as well."""

    putus: float
    longgar: float = 0.0
    hari: int = 0


class Giliran(NamedTuple):
    """When a task is taken in hand and when it is decided, which may be any instant from `putus`
    to `paling_lambat`."""

    mulai: datetime
    putus: datetime
    paling_lambat: datetime

    @property
    def tepat(self) -> bool:
        """Whether it matters when it is decided."""
        return self.putus == self.paling_lambat


def giliran(kalender: Kalender, dibuka: datetime, tempo: Tempo, sisa: timedelta) -> Giliran:
    """`sisa`: the office time that was left of the limit when the step opened."""
    awal = tambah_hari_kerja(kalender, dibuka, tempo.hari) if tempo.hari else dibuka
    putus = tambah_menit(kalender, awal, sisa * tempo.putus)
    lama = menit_kerja(kalender, dibuka, putus)
    return Giliran(
        mulai=tambah_menit(kalender, dibuka, lama * _DIPEGANG),
        putus=putus,
        paling_lambat=tambah_menit(kalender, putus, sisa * tempo.longgar),
    )


def sisa_batas(
    kalender: Kalender, dibuka: datetime, tempo: datetime | None, waktu: Waktu
) -> timedelta:
    """Until the due instant `tempo`; the whole limit where nobody knows it or it is past."""
    sisa = menit_kerja(kalender, dibuka, tempo) if tempo else timedelta()
    if sisa > timedelta():
        return sisa
    return menit_kerja(kalender, dibuka, jatuh_tempo(kalender, dibuka, waktu))
