"""Applications looked up: a list in the order of its waiting, and the clock of one: its due
instants, the time that is left, and the owners of its time."""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.kalender.hitung import masih_sementara
from shared.kalender.model import Kalender
from shared.kantor.kantor import Kantor
from shared.mutu_baku.batasan import Batasan, Pemakaian, batasan_langkah, pemakaian, semua_batasan
from shared.mutu_baku.buku_waktu import Gangguan, Jenis, Jumlah, buku_waktu, jumlahkan
from shared.mutu_baku.fiktif_positif import BatasHukum, fiktif_positif
from shared.mutu_baku.jeda import Batas
from shared.mutu_baku.tempuh import bukaan, pelaksana_pemohon, tempuh_terbuka
from shared.permohonan import Geseran, Permohonan, Status
from shared.sop.model import Sop
from shared.store.port import PermohonanStore
from shared.store.watch_port import CatatanMasa


@dataclass(frozen=True)
class Known:
    """The office's knowledge next to the application itself, at an instant."""

    kini: datetime
    kalender: Kalender
    gangguan: tuple[Gangguan, ...] = ()
    catatan: tuple[CatatanMasa, ...] = ()


@dataclass(frozen=True)
class Deadline:
    """`teks`: the limit in the SOP's words. `batas` has no instants while its clock stands still.
    `provisional`: it may still move with the calendar. `charged`: the office's, not the
    applicant's. `ended`: its clock has stopped for good."""

    teks: str
    batas: Batas
    pemakaian: Pemakaian
    provisional: bool
    charged: bool
    ended: bool


@dataclass(frozen=True)
class Moved:
    """A deadline that a calendar has moved, and the changes of that calendar."""

    geseran: Geseran
    alasan: tuple[str, ...]


@dataclass(frozen=True)
class Clock:
    known: Known
    langkah: Deadline | None
    keseluruhan: Deadline | None
    hukum: BatasHukum | None
    digeser: tuple[Moved, ...]
    buku: dict[tuple[str, Jenis], Jumlah]

    @property
    def total(self) -> Jumlah:
        semua = self.buku.values()
        return Jumlah(
            sum((satu.lama for satu in semua), timedelta()),
            sum((satu.kantor for satu in semua), timedelta()),
        )


async def know(kantor: Kantor, permohonan: Permohonan, kini: datetime) -> Known:
    awal = permohonan.riwayat[0].dibuka_pada if permohonan.riwayat else permohonan.dibuat_pada
    return Known(
        kini,
        (await kantor.kalender.segarkan()).pada(kini),
        await kantor.ops.outages(awal, kini),
        await kantor.kalender.catatan() if permohonan.jaga and permohonan.jaga.digeser else (),
    )


def reckon(permohonan: Permohonan, sop: Sop, known: Known) -> Clock:
    semua = bukaan(permohonan, sop)
    keseluruhan = (b for b in semua_batasan(semua, sop) if b.cakupan == "keseluruhan")
    ruas = buku_waktu(permohonan, sop, known.gangguan, known.kini)
    return Clock(
        known=known,
        langkah=_open_step(permohonan, sop, known),
        keseluruhan=next((_deadline(b, known, charged=True) for b in keseluruhan), None),
        hukum=fiktif_positif(permohonan, sop, known.kalender),
        digeser=tuple(_moved(permohonan, known.catatan)),
        buku=jumlahkan(ruas, known.kalender),
    )


def _open_step(permohonan: Permohonan, sop: Sop, known: Known) -> Deadline | None:
    terbuka = tempuh_terbuka(permohonan, sop)
    if terbuka is None:
        return None
    charged = terbuka.langkah.pelaksana != pelaksana_pemohon(sop)
    return _deadline(batasan_langkah(terbuka), known, charged=charged)


def _deadline(satu: Batasan, known: Known, *, charged: bool) -> Deadline:
    batas = satu.hitung(known.kalender)
    tempo = batas.jatuh_tempo
    return Deadline(
        teks=satu.waktu.teks,
        batas=batas,
        pemakaian=pemakaian(satu, known.kalender, known.kini),
        provisional=tempo is not None and masih_sementara(known.kalender, satu.mulai, tempo),
        charged=charged,
        ended=satu.akhir is not None,
    )


def _moved(permohonan: Permohonan, catatan: tuple[CatatanMasa, ...]) -> Iterable[Moved]:
    alasan = {satu.versi: satu.alasan for satu in catatan}
    for satu in permohonan.jaga.digeser if permohonan.jaga else ():
        yield Moved(satu, alasan.get(satu.kalender, ()))


class Filter(NamedTuple):
    """Empty means any. `limit` is how many are wanted at most."""

    status: Status | None
    pelaksana: str
    limit: int


class Chosen(NamedTuple):
    """`total` counts all that match, also those beyond the limit."""

    applications: list[Permohonan]
    total: int


async def choose(
    store: PermohonanStore, wanted: Filter, order: Callable[[Permohonan], float] | None = None
) -> Chosen:
    """Running ones come in the order of their waiting, ended ones last ended first. `order` says
    otherwise: its smallest value is shown first."""
    order = order or _order
    total = 0
    kept: list[tuple[float, str, Permohonan]] = []
    async for permohonan in store.scan(wanted.status, wanted.pelaksana or None):
        total += 1
        entry = (-order(permohonan), permohonan.nomor, permohonan)
        push = heapq.heappush if len(kept) < wanted.limit else heapq.heappushpop
        push(kept, entry)
    return Chosen([one for _, _, one in sorted(kept, key=lambda e: (-e[0], e[1]))], total)


def since(permohonan: Permohonan) -> datetime:
    """From when it is where it is."""
    if permohonan.langkah is not None:
        return permohonan.langkah.dibuka_pada
    return permohonan.riwayat[-1].ditutup_pada


def _order(permohonan: Permohonan) -> float:
    """Small is shown first."""
    instant = since(permohonan).timestamp()
    return instant if permohonan.langkah is not None else 1e12 - instant
