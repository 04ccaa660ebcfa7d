"""A limit with the time taken out of it during which the application was not with the office.

A pause suspends: it moves the instants by the office time that was left when it began, counted
from its end. So any number of pauses costs the office exactly the office time of none. An instant
at which a pause begins moves to its end: nothing was left then, and nothing is exceeded yet.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from shared.kalender.hitung import (
    jatuh_tempo,
    menit_kerja,
    saat_kantor,
    saat_mendekati,
    saat_terpakai,
    tambah_menit,
)
from shared.kalender.model import Kalender
from shared.sop.waktu import Waktu


class Jeda(NamedTuple):
    """Not the office's time: from `dari` until `sampai`, which is None while it lasts."""

    dari: datetime
    sampai: datetime | None


class Batas(NamedTuple):
    """A limit's instants; None for what a pause that still lasts keeps from coming."""

    mulai: datetime
    mendekati: datetime | None
    jatuh_tempo: datetime | None


def batas(kalender: Kalender, mulai: datetime, waktu: Waktu, jeda: Iterable[Jeda] = ()) -> Batas:
    """`jeda` in the order of time, none before the one that went before it has ended.

    Raises `ValueError` when they are not.
    """
    teratur = _teratur(jeda)
    return Batas(
        mulai,
        _geser(kalender, mulai, saat_mendekati(kalender, mulai, waktu), teratur),
        _geser(kalender, mulai, jatuh_tempo(kalender, mulai, waktu), teratur),
    )


def saat_persen(
    kalender: Kalender, mulai: datetime, waktu: Waktu, persen: int, jeda: Iterable[Jeda] = ()
) -> datetime | None:
    """When so much of a limit is used, moved by the pauses; as `batas`."""
    saat = saat_terpakai(kalender, mulai, waktu, persen)
    return _geser(kalender, mulai, saat, _teratur(jeda))


def _geser(
    kalender: Kalender, mulai: datetime, saat: datetime, jeda: tuple[Jeda, ...]
) -> datetime | None:
    """Where the instant is moved to by the pauses that begin at or before it."""
    for satu in jeda:
        if saat < satu.dari:
            break
        if satu.sampai is None:
            return None
        if satu.sampai > mulai:
            saat = _lanjut(kalender, max(satu.dari, mulai), satu.sampai, saat)
    return saat


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
