"""The limits of an application, of its steps and of the whole, in one shape, and how much of them
is used, in office time."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.contracts.pelanggaran import Cakupan
from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.hitung import PERSEN_MENDEKATI, jatuh_tempo, menit_kerja, saat_terpakai
from shared.kalender.model import Kalender
from shared.mutu_baku.jeda import Batas, Jeda, rantai
from shared.mutu_baku.tempuh import (
    Bukaan,
    Seluruhnya,
    Tempuh,
    bukaan,
    pelaksana_pemohon,
    seluruhnya,
    tempuh,
)
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.sop.waktu import Waktu

PERSEN_HABIS = 100


@dataclass(frozen=True)
class Batasan:
    """A limit and the stretch it runs over.

    `teks` is the limit in the SOP's own words. `jeda`: while its clock stands still. `tutup`: the
    instants at which the work was handed on or back, each of them in time or late. `akhir`: from
    when it no longer runs at all.
    """

    cakupan: Cakupan
    langkah: int | None
    pelaksana: str | None
    teks: str
    waktu: Waktu
    mulai: datetime
    jeda: tuple[Jeda, ...]
    tutup: tuple[datetime, ...]
    akhir: datetime | None
    bukaan: tuple[Bukaan, ...]

    # By (version of the calendar, percent): a long history asks for the same ones at every return.
    _rantai: dict[tuple[str, int], tuple[datetime | None, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def ditarik(self) -> bool:
        """Whether it ended because the applicant withdrew: neither kept nor exceeded by that."""
        entri = self.bukaan[-1].entri
        return entri is not None and entri.ditarik

    @property
    def terbuka(self) -> bool:
        """Whether it is the limit of the step that is open now."""
        return self.cakupan == "langkah" and self.bukaan[-1].ditutup is None

    def hitung(self, kalender: Kalender) -> Batas:
        return self._batas(kalender, len(self.jeda))

    def hitung_pada(self, berlaku: KalenderBerlaku, saat: datetime) -> Batas:
        """As it was counted at `saat`, with the calendar and the pauses known then."""
        return self._batas(berlaku.pada(saat), self._jeda_sebelum(saat))

    def terpakai_pada(
        self, berlaku: KalenderBerlaku, saat: datetime, persen: int
    ) -> datetime | None:
        """When so much of the limit was used, as it was counted at `saat`."""
        return self._saat(berlaku.pada(saat), persen, self._jeda_sebelum(saat))

    def putaran_pada(self, saat: datetime) -> int:
        """Of the opening that was open from that instant on."""
        return [b.putaran for b in self.bukaan if b.dibuka <= saat][-1]

    def putaran_tutup(self, saat: datetime) -> int:
        """Of the opening that was closed at that instant, one of `tutup`."""
        return next(b.putaran for b in self.bukaan if b.ditutup == saat)

    def di_luar_jeda(self, saat: datetime) -> datetime | None:
        """An event waits while the clock stands still, and comes about as soon as it goes on. None
        while that instant is unknown."""
        for jeda in self.jeda:
            if jeda.sampai is None:
                return None if jeda.dari <= saat else saat
            if jeda.dari <= saat < jeda.sampai:
                saat = jeda.sampai
        return saat

    def _jeda_sebelum(self, saat: datetime) -> int:
        """How many pauses had begun before that instant."""
        return bisect_left(self.jeda, saat, key=lambda satu: satu.dari)

    def _batas(self, kalender: Kalender, jeda: int) -> Batas:
        mendekati = self._saat(kalender, PERSEN_MENDEKATI, jeda)
        return Batas(self.mulai, mendekati, self._saat(kalender, PERSEN_HABIS, jeda))

    def _saat(self, kalender: Kalender, persen: int, jeda: int) -> datetime | None:
        """When so much is used, with the first `jeda` pauses taken into account."""
        kunci = (kalender.versi, persen)
        if kunci not in self._rantai:
            if persen == PERSEN_HABIS:
                saat = jatuh_tempo(kalender, self.mulai, self.waktu)
            else:
                saat = saat_terpakai(kalender, self.mulai, self.waktu, persen)
            self._rantai[kunci] = rantai(kalender, self.mulai, saat, self.jeda)
        return self._rantai[kunci][jeda]


def semua_batasan(
    semua: tuple[Bukaan, ...], sop: Sop, sejak: datetime | None = None
) -> Iterator[Batasan]:
    """Of the office's steps and of the whole, without those that had ended before `sejak`. The
    applicant's steps have limits that are only measured."""
    pemohon = pelaksana_pemohon(sop)
    for satu in tempuh(semua):
        if satu.langkah.pelaksana != pemohon and _masih_berjalan(satu.akhir, sejak):
            yield batasan_langkah(satu)
    if (keseluruhan := seluruhnya(semua, sop)) is not None:
        yield batasan_seluruhnya(keseluruhan, semua)


def batasan_sejak_tutup(permohonan: Permohonan, sop: Sop) -> tuple[Batasan, ...]:
    """Those that had not ended before the last closing."""
    return tuple(semua_batasan(bukaan(permohonan, sop), sop, permohonan.riwayat[-1].ditutup_pada))


def _masih_berjalan(akhir: datetime | None, sejak: datetime | None) -> bool:
    return sejak is None or akhir is None or akhir >= sejak


def batasan_langkah(satu: Tempuh) -> Batasan:
    return Batasan(
        cakupan="langkah",
        langkah=satu.langkah.no,
        pelaksana=satu.langkah.pelaksana,
        teks=satu.langkah.waktu.teks,
        waktu=satu.langkah.waktu,
        mulai=satu.mulai,
        jeda=satu.jeda,
        tutup=tuple(b.ditutup for b in satu.bukaan if b.ditutup is not None and not b.ditarik),
        akhir=satu.akhir,
        bukaan=satu.bukaan,
    )


def batasan_seluruhnya(satu: Seluruhnya, semua: tuple[Bukaan, ...]) -> Batasan:
    return Batasan(
        cakupan="keseluruhan",
        langkah=None,
        pelaksana=None,
        teks=satu.teks,
        waktu=satu.waktu,
        mulai=satu.mulai,
        jeda=satu.jeda,
        tutup=satu.tutup,
        akhir=satu.akhir,
        bukaan=semua,
    )


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
