"""One application as the report of a month sees it: as it stood before the instant at which the
report ends.

What happened later must not change the figures of a month that is past.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shared.kalender.berlaku import KalenderBerlaku
from shared.laporan.bulan import Jangka
from shared.laporan.capaian import Capaian, Penilai
from shared.mutu_baku.batasan import Batasan, batasan_langkah, batasan_seluruhnya
from shared.mutu_baku.buku_waktu import Gangguan, Ruas, buku_waktu
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.pelanggaran import kejadian
from shared.mutu_baku.tempuh import (
    Bukaan,
    bukaan,
    kembali_ke_pemohon,
    pelaksana_pemohon,
    seluruhnya,
    tempuh,
)
from shared.permohonan import Entri, LangkahTerbuka, Permohonan
from shared.sop.model import Sop


def sebelum(permohonan: Permohonan, saat: datetime) -> Permohonan | None:
    """None when it was not submitted before that instant."""
    riwayat = permohonan.riwayat
    tertutup = tuple(entri for entri in riwayat if entri.ditutup_pada < saat)
    if not tertutup:
        return None
    if len(tertutup) == len(riwayat):
        return permohonan
    return permohonan.model_copy(
        update={
            "riwayat": tertutup,
            "urutan": len(tertutup),
            "status": "berjalan",
            "langkah": _terbuka(riwayat[len(tertutup)], tertutup[-1]),
        }
    )


def _terbuka(entri: Entri, sebelumnya: Entri) -> LangkahTerbuka:
    return LangkahTerbuka(
        no=entri.langkah,
        putaran=entri.putaran,
        pelaksana=entri.pelaksana,
        dibuka_pada=entri.dibuka_pada,
        perbaikan=sebelumnya.perbaikan,
        catatan=sebelumnya.catatan,
    )


class Lingkup(NamedTuple):
    """What a report is made with, beside the applications. `gangguan`: every outage there was."""

    jangka: Jangka
    berlaku: KalenderBerlaku
    gangguan: tuple[Gangguan, ...] = ()


@dataclass(frozen=True)
class Tinjauan:
    """`permohonan` and `bukaan` are cut off where the report ends. Limits that were done with
    before it begins are left out, `keseluruhan` too; `kejadian` and `ruas` are those of its time
    alone."""

    permohonan: Permohonan
    sop: Sop
    bukaan: tuple[Bukaan, ...]
    langkah: tuple[Capaian, ...]
    pemohon: tuple[Capaian, ...]
    keseluruhan: Capaian | None
    kejadian: tuple[Kejadian, ...]
    ruas: tuple[Ruas, ...]

    @property
    def sekali_benar(self) -> bool:
        """Whether it has never gone back to the applicant."""
        semua = (b.entri for b in self.bukaan)
        return not any(e is not None and kembali_ke_pemohon(self.sop, e) for e in semua)


def tinjau(permohonan: Permohonan, sop: Sop, lingkup: Lingkup) -> Tinjauan | None:
    """None when nothing of it falls into the report's time."""
    jangka, berlaku, gangguan = lingkup
    dulu = sebelum(permohonan, jangka.sampai)
    if dulu is None or (dulu.langkah is None and dulu.riwayat[-1].ditutup_pada < jangka.dari):
        return None
    semua = bukaan(dulu, sop)
    terjadi = kejadian(dulu, sop, berlaku, jangka.sampai)
    ruas = buku_waktu(dulu, sop, _selama(semua, gangguan), jangka.sampai)
    penilai = Penilai(berlaku, jangka.sampai, ruas)
    return Tinjauan(
        permohonan=dulu,
        sop=sop,
        bukaan=semua,
        langkah=tuple(_dalam(jangka, _langkah(dulu, sop, semua, penilai))),
        pemohon=tuple(_dalam(jangka, _pemohon(sop, semua, penilai))),
        keseluruhan=next(_dalam(jangka, _seluruhnya(sop, semua, penilai)), None),
        kejadian=tuple(k for k in terjadi if jangka.memuat(k.terjadi)),
        ruas=tuple(_potong(ruas, jangka)),
    )


def _batasan(sop: Sop, semua: tuple[Bukaan, ...], *, pemohon: bool) -> Iterator[Batasan]:
    siapa = pelaksana_pemohon(sop)
    return (batasan_langkah(t) for t in tempuh(semua) if (t.langkah.pelaksana == siapa) == pemohon)


def _langkah(
    permohonan: Permohonan, sop: Sop, semua: tuple[Bukaan, ...], penilai: Penilai
) -> Iterator[Capaian]:
    """A step that waits to be resumed ends with the application at the latest."""
    akhir = semua[-1].ditutup if permohonan.langkah is None else None
    for satu in _batasan(sop, semua, pemohon=False):
        yield penilai.kantor(satu, satu.akhir or akhir, satu.bukaan)


def _pemohon(sop: Sop, semua: tuple[Bukaan, ...], penilai: Penilai) -> Iterator[Capaian]:
    for satu in _batasan(sop, semua, pemohon=True):
        yield penilai.pemohon(satu, satu.akhir)


def _seluruhnya(sop: Sop, semua: tuple[Bukaan, ...], penilai: Penilai) -> Iterator[Capaian]:
    if (satu := seluruhnya(semua, sop)) is None:
        return
    kantor = tuple(b for b in semua if b.langkah.pelaksana != pelaksana_pemohon(sop))
    selesai = _selesai(satu.tutup, semua) or (satu.akhir if semua[-1].ditarik else None)
    yield penilai.kantor(batasan_seluruhnya(satu, semua), selesai, kantor)


def _selesai(tutup: tuple[datetime, ...], semua: tuple[Bukaan, ...]) -> datetime | None:
    """The office is done while nothing is open but what it has handed over."""
    return tutup[-1] if tutup and tutup[-1] >= semua[-1].dibuka else None


def _dalam(jangka: Jangka, semua: Iterable[Capaian]) -> Iterator[Capaian]:
    return (c for c in semua if c.selesai is None or c.selesai >= jangka.dari)


def _selama(semua: tuple[Bukaan, ...], gangguan: tuple[Gangguan, ...]) -> Iterator[Gangguan]:
    dari, sampai = semua[0].dibuka, semua[-1].ditutup
    return (g for g in gangguan if g.sampai > dari and (sampai is None or g.dari < sampai))


def _potong(semua: Iterable[Ruas], jangka: Jangka) -> Iterator[Ruas]:
    """The parts that lie within."""
    for satu in semua:
        dari, sampai = max(satu.dari, jangka.dari), min(satu.sampai, jangka.sampai)
        if dari < sampai:
            yield satu._replace(dari=dari, sampai=sampai)
