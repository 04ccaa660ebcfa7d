"""A limit with the time taken out of it during which the application was not with the office.

A pause suspends: it moves the instants by the office time that was left when it began, counted
from its end. So any number of pauses costs the office exactly the office time of none. An instant
at which a pause begins moves to its end: the time was used up then, but not yet exceeded.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from shared.kalender.hitung import (
    jatuh_tempo,
    menit_kerja,
    saat_kantor,
    saat_mendekati,
    tambah_menit,
)
from shared.kalender.model import Kalender
from shared.sop.waktu import Waktu


class Jeda(NamedTuple):
    """Not the office's time: from `dari` until `sampai`, which is None while it lasts."""

    dari: datetime
    sampai: datetime | None


class Batas(NamedTuple):
    """A limit's instants; None for an instant that a lasting pause holds back."""

    mulai: datetime
    mendekati: datetime | None
    jatuh_tempo: datetime | None


def batas(kalender: Kalender, mulai: datetime, waktu: Waktu, jeda: Iterable[Jeda] = ()) -> Batas:
    """`jeda` in the order of time, each after the end of the one before it.

    Raises `ValueError` when they are not.
    """
    teratur = _teratur(jeda)
    return Batas(
        mulai,
        _geser(kalender, mulai, saat_mendekati(kalender, mulai, waktu), teratur),
        _geser(kalender, mulai, jatuh_tempo(kalender, mulai, waktu), teratur),
    )


def rantai(
    kalender: Kalender, mulai: datetime, saat: datetime, jeda: Iterable[Jeda]
) -> tuple[datetime | None, ...]:
    """Where the pauses move an instant of a limit that runs from `mulai`: as it is without any,
    with the first, with the first two, and so on. None from a pause on that still lasts.

    `jeda` as for `batas`; raises `ValueError` alike.
    """
    semua: list[datetime | None] = [saat]
    terakhir: datetime | None = saat
    for satu in _teratur(jeda):
        if terakhir is not None and terakhir >= satu.dari:
            terakhir = _melewati(kalender, mulai, terakhir, satu)
        semua.append(terakhir)
    return tuple(semua)


def _geser(
    kalender: Kalender, mulai: datetime, saat: datetime, jeda: tuple[Jeda, ...]
) -> datetime | None:
    """Where the instant is moved to by the pauses that begin at or before it."""
    return rantai(kalender, mulai, saat, jeda)[-1]


def _melewati(kalender: Kalender, mulai: datetime, saat: datetime, satu: Jeda) -> datetime | None:
    if satu.sampai is None:
        return None
    if satu.sampai <= mulai:
        return saat
    return _lanjut(kalender, max(satu.dari, mulai), satu.sampai, saat)


def _lanjut(kalender: Kalender, dari: datetime, sampai: datetime, saat: datetime) -> datetime:
    if saat == dari:
        return sampai
    sisa = menit_kerja(kalender, dari, saat)
    baru = tambah_menit(kalender, sampai, sisa)
    # The office time of an opening is that of the closing before it: which of the two was meant
    # is not to be lost.
    return saat_kantor(kalender, baru) if _saat_buka(kalender, saat) else baru


def _saat_buka(kalender: Kalender, saat: datetime) -> bool:
    return any(satu.buka == saat for satu in kalender.hari(kalender.tanggal(saat)).interval)


def _teratur(jeda: Iterable[Jeda]) -> tuple[Jeda, ...]:
    semua = tuple(jeda)
    akhir: datetime | None = None
    for ke, satu in enumerate(semua):
        if ke and (akhir is None or satu.dari < akhir):
            raise ValueError("jeda bertumpang tindih atau tidak berurutan")
        if satu.sampai is not None and satu.sampai < satu.dari:
            raise ValueError("jeda berakhir sebelum mulai")
        akhir = satu.sampai
    return semua
