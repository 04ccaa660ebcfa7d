"""The ledger: every moment of an application belongs to one owner, and the parts are the whole.

Owners are the applicant, a role that has the application waiting, a role that has it in hand, and
our own outage. An outage while an application waits is ours, in doubt also where the officer might
have had it already; the time between a decision and its being written down always is.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from shared.kalender.hitung import menit_kerja
from shared.kalender.model import Kalender
from shared.mutu_baku.tempuh import Bukaan, bukaan, pelaksana_pemohon
from shared.permohonan import Permohonan
from shared.sop.model import Sop

Jenis = Literal["pemohon", "menunggu", "dikerjakan", "gangguan"]

SISTEM = "sistem"
"""The owner of an outage."""


class Gangguan(NamedTuple):
    """A pelaksana's worker stood still from `dari` until `sampai`: it was down, or broker or store
    were away."""

    pelaksana: str
    dari: datetime
    sampai: datetime


class Ruas(NamedTuple):
    """A stretch of an application's time, never empty."""

    dari: datetime
    sampai: datetime
    pemilik: str
    jenis: Jenis
    langkah: int
    putaran: int

    @property
    def lama(self) -> timedelta:
        return self.sampai - self.dari


def buku_waktu(
    permohonan: Permohonan, sop: Sop, gangguan: Iterable[Gangguan], kini: datetime
) -> tuple[Ruas, ...]:
    """From the first opening until the end, or until `kini`: in the order of time, each stretch
    beginning where the one before it ends. A closed opening counts whole, also when the clock that
    told `kini` is behind."""
    pemohon = pelaksana_pemohon(sop)
    tercatat = tuple(gangguan)
    ruas: list[Ruas] = []
    for satu in bukaan(permohonan, sop):
        if satu.langkah.pelaksana == pemohon:
            ruas += _ruas(satu, kini, pemohon, "pemohon")
        else:
            milik = (g for g in tercatat if g.pelaksana == satu.langkah.pelaksana)
            ruas += _ruas_kantor(satu, kini, milik)
    return tuple(ruas)


class Jumlah(NamedTuple):
    """The length of a stretch, or of several of one owner: by the clock, and within office time."""

    lama: timedelta
    kantor: timedelta


def jumlahkan(ruas: Iterable[Ruas], kalender: Kalender) -> dict[tuple[str, Jenis], Jumlah]:
    """By owner and kind, in the order in which they first had the application."""
    hasil: dict[tuple[str, Jenis], Jumlah] = {}
    for satu in ruas:
        lama, kantor = hasil.get((satu.pemilik, satu.jenis), Jumlah(timedelta(), timedelta()))
        hasil[satu.pemilik, satu.jenis] = Jumlah(
            lama + satu.lama, kantor + menit_kerja(kalender, satu.dari, satu.sampai)
        )
    return hasil


def _ruas(satu: Bukaan, kini: datetime, pemilik: str, jenis: Jenis) -> Iterator[Ruas]:
    yield from _potong(satu, satu.dibuka, satu.ditutup or kini, pemilik, jenis)


def _potong(
    satu: Bukaan, dari: datetime, sampai: datetime, pemilik: str, jenis: Jenis
) -> Iterator[Ruas]:
    if dari < sampai:
        yield Ruas(dari, sampai, pemilik, jenis, satu.langkah.no, satu.putaran)


def _ruas_kantor(satu: Bukaan, kini: datetime, gangguan: Iterable[Gangguan]) -> Iterator[Ruas]:
    """Waiting (with the outages in it), then in hand, then the time until it was written down."""
    siapa, akhir = satu.langkah.pelaksana, satu.ditutup or kini
    diputus = satu.entri.diputuskan_pada if satu.entri else akhir
    dipegang = (satu.entri.dikerjakan_pada if satu.entri else None) or diputus
    yield from _menunggu(satu, min(dipegang, akhir), gangguan)
    yield from _potong(satu, dipegang, diputus, siapa, "dikerjakan")
    yield from _potong(satu, diputus, akhir, SISTEM, "gangguan")


def _menunggu(satu: Bukaan, sampai: datetime, gangguan: Iterable[Gangguan]) -> Iterator[Ruas]:
    siapa, batas = satu.langkah.pelaksana, satu.dibuka
    for satu_gangguan in sorted(gangguan, key=lambda g: g.dari):
        dari = min(max(satu_gangguan.dari, batas), sampai)
        habis = min(max(satu_gangguan.sampai, dari), sampai)
        yield from _potong(satu, batas, dari, siapa, "menunggu")
        yield from _potong(satu, dari, habis, SISTEM, "gangguan")
        batas = max(batas, habis)
    yield from _potong(satu, batas, sampai, siapa, "menunggu")
