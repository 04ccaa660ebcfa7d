"""The way of an application as stretches of time: who had it, from when until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from shared.mutu_baku.jeda import Jeda
from shared.permohonan import Entri, Permohonan
from shared.sop.model import Langkah, Sop
from shared.sop.waktu import Waktu
from shared.tindakan import Tindakan


class Bukaan(NamedTuple):
    """One opening of a step; `ditutup` and `entri` are None while it is open."""

    langkah: Langkah
    putaran: int
    dibuka: datetime
    ditutup: datetime | None
    entri: Entri | None

    @property
    def ditarik(self) -> bool:
        return self.entri is not None and self.entri.ditarik


@dataclass(frozen=True)
class Tempuh:
    """The subject of one limit: a step, over all its openings that belong together.

    A step that sends the application back is not finished: its clock stands still and goes on
    when the step opens again. A step that hands on is finished; if it has to be done again, that
    is another Tempuh with a limit of its own. So a return never resets a clock.
    """

    langkah: Langkah
    bukaan: tuple[Bukaan, ...]

    @property
    def mulai(self) -> datetime:
        return self.bukaan[0].dibuka

    @property
    def jeda(self) -> tuple[Jeda, ...]:
        """From each closing until the next opening; open while the step waits to be resumed."""
        tutup = [b for b in self.bukaan if b.ditutup is not None]
        lanjut = [b.dibuka for b in self.bukaan[1:]]
        return tuple(
            Jeda(b.ditutup, lanjut[ke] if ke < len(lanjut) else None)
            for ke, b in enumerate(tutup)
            if b.ditutup is not None and (ke < len(lanjut) or kembali(b))
        )

    @property
    def akhir(self) -> datetime | None:
        """When the step was finished; None while it is open or waits to be resumed."""
        terakhir = self.bukaan[-1]
        return None if kembali(terakhir) else terakhir.ditutup


def pelaksana_pemohon(sop: Sop) -> str:
    """The applicant does the submitting: that time is measured and never the office's."""
    return sop.langkah_pertama.pelaksana


def kembali(bukaan: Bukaan) -> bool:
    """Whether it was closed by sending the application back."""
    ke = bukaan.entri.ke if bukaan.entri else None
    return isinstance(ke, int) and ke <= bukaan.langkah.no


def kembali_ke_pemohon(sop: Sop, entri: Entri) -> bool:
    return isinstance(entri.ke, int) and sop.langkah_ke(entri.ke).tindakan is Tindakan.AJUKAN


def bukaan(permohonan: Permohonan, sop: Sop) -> tuple[Bukaan, ...]:
    """Every opening in the order of time, without gaps: each begins as the one before it ends."""
    tertutup = (
        Bukaan(sop.langkah_ke(e.langkah), e.putaran, e.dibuka_pada, e.ditutup_pada, e)
        for e in permohonan.riwayat
    )
    if permohonan.langkah is None:
        return tuple(tertutup)
    buka = permohonan.langkah
    terbuka = Bukaan(sop.langkah_ke(buka.no), buka.putaran, buka.dibuka_pada, None, None)
    return (*tertutup, terbuka)


def tempuh(semua: tuple[Bukaan, ...]) -> tuple[Tempuh, ...]:
    """The openings put together, one Tempuh for each limit, in the order of their beginning."""
    kumpulan: list[list[Bukaan]] = []
    tertunda: dict[int, list[Bukaan]] = {}
    for satu in semua:
        if (milik := tertunda.pop(satu.langkah.no, None)) is None:
            milik = []
            kumpulan.append(milik)
        milik.append(satu)
        if kembali(satu):
            tertunda[satu.langkah.no] = milik
    return tuple(Tempuh(milik[0].langkah, tuple(milik)) for milik in kumpulan)


def tempuh_terbuka(permohonan: Permohonan, sop: Sop) -> Tempuh | None:
    """Of the step that is open now; None when the application has ended."""
    if permohonan.langkah is None:
        return None
    return next(t for t in tempuh(bukaan(permohonan, sop)) if t.bukaan[-1].ditutup is None)


@dataclass(frozen=True)
class Seluruhnya:
    """The subject of the limit of the whole: from the first submission until the office is done.

    `jeda` are the applicant's openings. `tutup` are the instants at which the office was done:
    it has handed over, or refused. `akhir`: from when nothing runs any more.
    """

    teks: str
    waktu: Waktu
    mulai: datetime
    jeda: tuple[Jeda, ...]
    tutup: tuple[datetime, ...]
    akhir: datetime | None


def seluruhnya(semua: tuple[Bukaan, ...], sop: Sop) -> Seluruhnya | None:
    """None while the application is not yet submitted."""
    pertama = semua[0].ditutup if semua else None
    if pertama is None:
        return None
    pemohon = pelaksana_pemohon(sop)
    terakhir = semua[-1].entri
    return Seluruhnya(
        teks=sop.total.teks,
        waktu=waktu_seluruhnya(sop),
        mulai=pertama,
        jeda=tuple(Jeda(b.dibuka, b.ditutup) for b in semua[1:] if b.langkah.pelaksana == pemohon),
        tutup=tuple(_selesai_kantor(semua, sop, pemohon)),
        akhir=terakhir.ditutup_pada if terakhir and isinstance(terakhir.ke, str) else None,
    )


def waktu_seluruhnya(sop: Sop) -> Waktu:
    """The "(5 Hari)" of the SOP's total."""
    return _hari(sop.total.keseluruhan_hari)


@cache
def _hari(hari: int) -> Waktu:
    return Waktu(teks=f"{hari} Hari", jumlah=hari, satuan="hari")


def _selesai_kantor(semua: tuple[Bukaan, ...], sop: Sop, pemohon: str) -> Iterator[datetime]:
    for satu in semua:
        if satu.entri is None or satu.ditarik or satu.langkah.pelaksana == pemohon:
            continue
        ke = satu.entri.ke
        if isinstance(ke, str) or sop.langkah_ke(ke).tindakan is Tindakan.SERAHKAN:
            yield satu.entri.ditutup_pada
