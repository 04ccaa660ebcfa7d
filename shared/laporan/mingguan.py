"""The figures of an office week by week: counted as the report of a month counts them, over weeks
that begin on Monday in the office's zone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.gladi.gladi import TIDAK_TERHITUNG
from shared.laporan.baris import Baris
from shared.laporan.bulan import Jangka
from shared.laporan.model import BarisAlasan, BarisKeseluruhan, BarisLangkah
from shared.laporan.pengembalian import Pengembalian
from shared.laporan.tinjauan import Lingkup, tinjau
from shared.permohonan import Permohonan
from shared.sop.model import Sop

SEMINGGU = timedelta(days=7)


class Minggu(NamedTuple):
    """`senin` is its first day; the last week ends now."""

    senin: date
    jangka: Jangka


def minggu_terakhir(kini: datetime, zona: ZoneInfo, banyak: int) -> tuple[Minggu, ...]:
    """So many, the running one last."""
    hari_ini = kini.astimezone(zona).date()
    senin = hari_ini - timedelta(days=hari_ini.weekday())
    semua = (senin - ke * SEMINGGU for ke in reversed(range(banyak)))
    return tuple(Minggu(s, _jangka(s, kini, zona)) for s in semua)


def _jangka(senin: date, kini: datetime, zona: ZoneInfo) -> Jangka:
    dari, sampai = (
        datetime.combine(hari, time(), zona).astimezone(UTC) for hari in (senin, senin + SEMINGGU)
    )
    return Jangka(dari, min(sampai, kini))


@dataclass(frozen=True)
class Seminggu:
    """As the parts of a report by these names."""

    minggu: Minggu
    keseluruhan: tuple[BarisKeseluruhan, ...]
    langkah: tuple[BarisLangkah, ...]
    alasan: tuple[BarisAlasan, ...]

    def seluruh(self, sop: str) -> BarisKeseluruhan | None:
        """Of the limit under which most was finished."""
        return max(
            (b for b in self.keseluruhan if b.sop == sop),
            key=lambda b: b.selesai.jumlah,
            default=None,
        )

    def satu_langkah(self, sop: str, no: int, batas: str) -> BarisLangkah | None:
        cari = (sop, no, batas)
        return next((b for b in self.langkah if (b.sop, b.langkah, b.batas) == cari), None)


class PenyusunMingguan:
    """Takes in applications, in any order, and holds nothing but figures of them."""

    def __init__(self, semua: Sequence[Minggu], lingkup: Lingkup) -> None:
        """`lingkup`: the calendars and outages; its time is the weeks'."""
        self._minggu = [
            (minggu, lingkup._replace(jangka=minggu.jangka), Baris(minggu.jangka.dari))
            for minggu in semua
        ]
        self._kembali = [Pengembalian(minggu.jangka) for minggu in semua]
        self.tak_terhitung = 0

    def kenalkan(self, sop: Sop) -> None:
        for (_, _, baris), kembali in zip(self._minggu, self._kembali, strict=True):
            baris.kenalkan(sop)
            kembali.kenalkan(sop)

    def tambah(self, permohonan: Permohonan, sop: Sop) -> None:
        """One that cannot be reckoned is counted apart."""
        self.kenalkan(sop)
        try:
            for (_, lingkup, baris), kembali in zip(self._minggu, self._kembali, strict=True):
                if (tinjauan := tinjau(permohonan, sop, lingkup)) is not None:
                    baris.tambah(tinjauan)
                    kembali.tambah(tinjauan)
        except TIDAK_TERHITUNG:
            self.tak_terhitung += 1

    def hasil(self) -> tuple[Seminggu, ...]:
        return tuple(self._hasil())

    def _hasil(self) -> Iterator[Seminggu]:
        for (minggu, _, baris), kembali in zip(self._minggu, self._kembali, strict=True):
            yield Seminggu(minggu, baris.keseluruhan(), baris.langkah(), kembali.baris_alasan())
