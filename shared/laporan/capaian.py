"""One limit and what has become of it by the end of a report; limits counted together: how many
kept, how many not, and how long they took."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from shared.contracts.pelanggaran import Tingkat
from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.hitung import jatuh_tempo, menit_kerja
from shared.kalender.model import Kalender
from shared.laporan.model import MasihTerbuka, Sebaran, Selesai
from shared.mutu_baku.batasan import Batasan
from shared.mutu_baku.buku_waktu import Ruas
from shared.mutu_baku.jeda import Jeda
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.pelanggaran import kejadian_batasan
from shared.mutu_baku.tempuh import Bukaan


@dataclass(frozen=True)
class Capaian:
    """`selesai` is None while the work is open, also while it waits to be resumed (`tertunda`).

    `kantor` is the office time used of the limit, `hari` the same in its hari, `kelebihan` what
    of it came after the due instant, `nyata` the time by the clock since the beginning. `lewat`:
    it has been exceeded. `terlambat`: when it was announced as closed too late, at its end or at a
    return before; `karena_gangguan`: not so if our own outages are taken out.
    """

    batasan: Batasan
    selesai: datetime | None
    tertunda: bool
    kantor: timedelta
    hari: float | None
    kelebihan: timedelta
    nyata: timedelta
    mendekati: bool
    lewat: bool
    terlambat: datetime | None
    karena_gangguan: bool
    jatuh_tempo: datetime | None

    @property
    def ditarik(self) -> bool:
        """Ended by the applicant's withdrawal: counted apart."""
        return self.selesai is not None and self.batasan.ditarik


class Penilai:
    """Judges the limits of one application as they stood at `kini`, by the rule that raises the
    alerts."""

    def __init__(self, berlaku: KalenderBerlaku, kini: datetime, ruas: tuple[Ruas, ...]) -> None:
        self._berlaku = berlaku
        self._kini = kini
        self._gangguan = tuple(r for r in ruas if r.jenis == "gangguan")

    def kantor(
        self, satu: Batasan, selesai: datetime | None, bukaan: tuple[Bukaan, ...]
    ) -> Capaian:
        """Of the office: `bukaan` are those in which its time runs."""
        milik = self._kejadian(satu)
        terlambat = milik.get("selesai_terlambat")
        lewat = terlambat or milik.get("terlampaui")
        dasar = self._terukur(satu, selesai, bukaan, lewat.jatuh_tempo if lewat else None)
        return replace(
            dasar,
            mendekati="mendekati" in milik,
            lewat=lewat is not None,
            terlambat=terlambat.terjadi if terlambat else None,
            karena_gangguan=terlambat is not None and self._karena_gangguan(satu),
        )

    def pemohon(self, satu: Batasan, selesai: datetime | None) -> Capaian:
        """Of the applicant, about whom no events are raised; by the same rule."""
        kini = selesai or self._kini
        _, mendekati, tempo = satu.hitung_pada(self._berlaku, kini)
        terlambat = self._kejadian(satu).get("selesai_terlambat")
        return replace(
            self._terukur(satu, selesai, satu.bukaan, tempo),
            mendekati=mendekati is not None and kini > mendekati,
            lewat=terlambat is not None or (tempo is not None and kini > tempo),
            terlambat=terlambat.terjadi if terlambat else None,
        )

    def _terukur(
        self,
        satu: Batasan,
        selesai: datetime | None,
        bukaan: tuple[Bukaan, ...],
        tempo: datetime | None,
    ) -> Capaian:
        kini = selesai or self._kini
        kalender = self._berlaku.pada(kini)
        lama = _lama(kalender, bukaan, satu.mulai, kini)
        return Capaian(
            batasan=satu,
            selesai=selesai,
            tertunda=selesai is None and all(b.ditutup is not None for b in bukaan),
            kantor=lama,
            hari=_hari(kalender, satu, lama),
            kelebihan=_lama(kalender, bukaan, tempo, kini) if tempo else timedelta(),
            nyata=kini - satu.mulai,
            mendekati=False,
            lewat=False,
            terlambat=None,
            karena_gangguan=False,
            jatuh_tempo=tempo,
        )

    def _karena_gangguan(self, satu: Batasan) -> bool:
        jeda = (*satu.jeda, *self._gangguan_selama(satu))
        tanpa = replace(satu, jeda=tuple(sorted(jeda, key=lambda j: j.dari)))
        return "selesai_terlambat" not in self._kejadian(tanpa)

    def _kejadian(self, satu: Batasan) -> dict[Tingkat, Kejadian]:
        """Asked of the limit itself: two of one step may begin at the same instant."""
        return {k.tingkat: k for k in kejadian_batasan(satu, self._berlaku, self._kini)}

    def _gangguan_selama(self, satu: Batasan) -> Iterator[Jeda]:
        milik = {(b.langkah.no, b.putaran) for b in satu.bukaan}
        for ruas in self._gangguan:
            if (ruas.langkah, ruas.putaran) in milik:
                yield Jeda(ruas.dari, ruas.sampai)


def _lama(
    kalender: Kalender, bukaan: tuple[Bukaan, ...], dari: datetime, kini: datetime
) -> timedelta:
    """Office time of the openings from `dari` on."""
    ruas = ((max(b.dibuka, dari), b.ditutup or kini) for b in bukaan)
    return sum((menit_kerja(kalender, *r) for r in ruas if r[0] < r[1]), timedelta())


def _hari(kalender: Kalender, satu: Batasan, lama: timedelta) -> float | None:
    """How many of its hari a limit has used: as much of them as of its office time, which is how
    its 80 % are reckoned too."""
    if satu.waktu.satuan != "hari":
        return None
    tempo = jatuh_tempo(kalender, satu.mulai, satu.waktu)
    return satu.waktu.jumlah * (lama / menit_kerja(kalender, satu.mulai, tempo))


_MENIT = timedelta(minutes=1)
DESIMAL = 2


def menit(lama: timedelta) -> float:
    return round(lama / _MENIT, DESIMAL)


def persen(bagian: float, seluruh: float) -> float | None:
    """None of nothing."""
    return round(100 * bagian / seluruh, DESIMAL) if seluruh else None


def median(nilai: Sequence[float]) -> float | None:
    return round(statistics.median(nilai), DESIMAL) if nilai else None


def p90(nilai: Sequence[float]) -> float | None:
    """Interpolated between the two nearest values, as a spreadsheet's PERCENTILE.INC: anyone can
    compute it again from the list."""
    if len(nilai) < 2:
        return median(nilai)
    return round(statistics.quantiles(nilai, n=10, method="inclusive")[-1], DESIMAL)


@dataclass
class Lama:
    """Lengths of time, and the same in hari where the limit has them."""

    menit: list[float] = field(default_factory=list)
    hari: list[float] = field(default_factory=list)

    def tambah(self, lama: timedelta, hari: float | None = None) -> None:
        self.menit.append(lama / _MENIT)
        if hari is not None:
            self.hari.append(hari)

    def sebaran(self) -> Sebaran:
        return Sebaran(
            median_menit=median(self.menit),
            p90_menit=p90(self.menit),
            terlama_menit=_terlama(self.menit),
            median_hari=median(self.hari),
            p90_hari=p90(self.hari),
            terlama_hari=_terlama(self.hari),
        )


def _terlama(nilai: list[float]) -> float | None:
    return round(max(nilai), DESIMAL) if nilai else None


@dataclass
class Hitungan:
    """Counts what is added to it; `dari` is the beginning of the report. With `hari` False the
    limits are of several kinds, and only their minutes can be put together."""

    dari: datetime
    hari: bool = True
    _tepat: int = 0
    _terlambat: int = 0
    _karena_gangguan: int = 0
    _sebelumnya: int = 0
    _tertunda: int = 0
    _mendekati: int = 0
    _lewat: int = 0
    _kembali_terlambat: int = 0
    _selesai: Lama = field(default_factory=Lama)
    _terbuka: Lama = field(default_factory=Lama)
    nyata: Lama = field(default_factory=Lama)

    def tambah(self, satu: Capaian) -> None:
        hari = satu.hari if self.hari else None
        sebelumnya = satu.terlambat is not None and satu.terlambat < self.dari
        if satu.selesai is None:
            self._terbuka.tambah(satu.kantor, hari)
            self._tertunda += satu.tertunda
            self._lewat += satu.lewat
            self._mendekati += satu.mendekati and not satu.lewat
            self._kembali_terlambat += satu.terlambat is not None and not sebelumnya
            return
        self._selesai.tambah(satu.kantor, hari)
        self.nyata.tambah(satu.nyata)
        self._tepat += satu.terlambat is None
        self._terlambat += satu.terlambat is not None
        self._karena_gangguan += satu.karena_gangguan
        self._sebelumnya += sebelumnya

    def selesai(self) -> Selesai:
        return Selesai(
            jumlah=self._tepat + self._terlambat,
            tepat=self._tepat,
            terlambat=self._terlambat,
            karena_gangguan=self._karena_gangguan,
            terlambat_sebelumnya=self._sebelumnya,
            lama=self._selesai.sebaran(),
        )

    def terbuka(self) -> MasihTerbuka:
        return MasihTerbuka(
            jumlah=len(self._terbuka.menit),
            tertunda=self._tertunda,
            mendekati=self._mendekati,
            lewat=self._lewat,
            kembali_terlambat=self._kembali_terlambat,
            lama=self._terbuka.sebaran(),
        )

    def kepatuhan(self) -> float | None:
        return persen(self._tepat, self._tepat + self._terlambat + self._lewat)
