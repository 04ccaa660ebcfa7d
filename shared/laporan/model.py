"""The report of a month, as data. As JSON it is an interface: add, never rename.

Lengths are minutes, or hari of a limit in hari, with two decimals; None without a single case.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from shared.contracts.base import Saat
from shared.contracts.pelanggaran import Cakupan, Tingkat
from shared.mutu_baku.buku_waktu import Jenis

SKEMA: Literal[1] = 1

JenisAlasan = Literal["dokumen", "isian", "catatan"]
"""The cause of a return: a document, a field of the form, or only a note."""


class _Beku(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sebaran(_Beku):
    """Median and 90th percentile as `MEDIAN` and `PERCENTILE.INC` of a spreadsheet have them."""

    median_menit: float | None = None
    p90_menit: float | None = None
    terlama_menit: float | None = None
    median_hari: float | None = None
    p90_hari: float | None = None
    terlama_hari: float | None = None


class Selesai(_Beku):
    """Finished in the month. `jumlah` is `tepat` and `terlambat` together; `karena_gangguan` and
    `terlambat_sebelumnya` are of the `terlambat`: in time if our own outages are taken out, and
    announced as late before the month (at a return)."""

    jumlah: int
    tepat: int
    terlambat: int
    karena_gangguan: int
    terlambat_sebelumnya: int
    lama: Sebaran


class MasihTerbuka(_Beku):
    """Not finished by the end of the report. `tertunda` wait to be resumed; `lewat` are over their
    limit, `mendekati` near it; `kembali_terlambat` were sent back too late in this month."""

    jumlah: int
    tertunda: int
    mendekati: int
    lewat: int
    kembali_terlambat: int
    lama: Sebaran


class _Ketepatan(_Beku):
    """`kepatuhan_persen`: of all that is finished or already over its limit, how much was in
    time."""

    selesai: Selesai
    terbuka: MasihTerbuka
    kepatuhan_persen: float | None


class BarisKeseluruhan(_Ketepatan):
    """All applications of an SOP, from submission until the office is done. `bawaan` came in
    before the month, `masuk` in it; `sk` and `ditolak` are how the finished ones ended; `ditarik`
    were taken back by their applicants, and count neither as finished nor as open. `nyata`: time by
    the clock, the applicant's included, of the finished ones."""

    sop: str
    izin: str
    batas: str
    bawaan: int
    masuk: int
    sk: int
    ditolak: int
    ditarik: int = 0
    sekali_benar: int
    sekali_benar_persen: float | None
    nyata: Sebaran


class BarisLangkah(_Ketepatan):
    """One step of an SOP under one limit."""

    sop: str
    langkah: int
    kegiatan: str
    pelaksana: str
    batas: str


class BarisPelaksana(_Ketepatan):
    """All steps of a role, over all SOPs."""

    pelaksana: str


class BarisPemohon(_Ketepatan):
    """A step of the applicant: measured, never charged to the office."""

    sop: str
    langkah: int
    kegiatan: str
    batas: str
    nyata: Sebaran


class BarisWaktu(_Beku):
    """How all applications spent their time within the month: by the clock (`menit`) and within
    office hours (`menit_kantor`). `persen` is of the SOP's whole, by the clock."""

    sop: str
    pemilik: str
    jenis: Jenis
    permohonan: int
    menit: float
    menit_kantor: float
    persen: float


class BarisPengembalian(_Beku):
    """How often a step sent back or refused in the month."""

    sop: str
    langkah: int
    pelaksana: str
    ke_pemohon: int
    ke_meja: int
    ditolak: int


class TeksAlasan(_Beku):
    """The words of officers, with numbers of people made unreadable."""

    teks: str
    kali: int


class BarisAlasan(_Beku):
    """Why applications went back to the applicant in the month. `kali`: returns; `permohonan`:
    applications. `sekali_benar` of the `selesai` (finished in the month) never went back for it.
    `alasan` are the most frequent texts, `alasan_lain` how many returns gave another."""

    sop: str
    jenis: JenisAlasan
    kode: str
    nama: str
    kali: int
    permohonan: int
    alasan: tuple[TeksAlasan, ...]
    alasan_lain: int
    selesai: int
    sekali_benar: int
    sekali_benar_persen: float | None


class BarisPeringatan(_Beku):
    """Alerts that came about in the month; `tercatat` of them stand in the watchdog's record."""

    sop: str
    cakupan: Cakupan
    langkah: int | None
    pelaksana: str | None
    tingkat: Tingkat
    jumlah: int
    tercatat: int


class Pencocokan(_Beku):
    """The alerts that follow from the histories next to those the watchdog has recorded."""

    turunan: int
    tercatat: int
    hanya_turunan: int
    hanya_tercatat: int
    belum_diumumkan: int

    @property
    def sama(self) -> bool:
        return not (self.hanya_turunan or self.hanya_tercatat)


class BarisLewat(_Beku):
    """One limit that was not kept: finished late in the month, or still open and over.
    `menit_kelebihan` of `menit_kantor` came after the due instant."""

    nomor: str
    sop: str
    cakupan: Cakupan
    langkah: int | None
    pelaksana: str | None
    batas: str
    mulai: Saat
    jatuh_tempo: Saat | None
    selesai: Saat | None
    menit_kantor: float
    menit_kelebihan: float
    hari: float | None
    karena_gangguan: bool


class BarisSaat(_Beku):
    """A message of the month whose sender named an instant (`disebut`) that was not believed; it
    was counted by `dihitung`."""

    nomor: str
    sop: str
    langkah: int
    putaran: int
    disebut: Saat
    dihitung: Saat


class BarisPerubahan(_Beku):
    """A figure of a past month that is another one than when the month was first reported. `baris`
    names the row of the part, as words; the values are as the JSON has them, empty for none."""

    bagian: str
    baris: str
    kolom: str
    semula: str
    menjadi: str


class TakTerbaca(_Beku):
    """An application that could not be counted, and why."""

    nomor: str
    alasan: str


class SopDipakai(_Beku):
    """A version of an SOP, and how many applications of the report run under it."""

    sop: str
    versi: str
    permohonan: int


class KalenderDipakai(_Beku):
    """A calendar in force in the month; `dari` is None for the office's first one."""

    versi: str
    dari: Saat | None


class Tentang(_Beku):
    """The subject of the report. `berjalan`: the month was not over at `dibuat`, and the figures
    end at `sampai`. `pertama`: when a past month was first reported, as this report compares."""

    bulan: str
    zona: str
    dari: Saat
    sampai: Saat
    berjalan: bool
    dibuat: Saat
    sop: tuple[SopDipakai, ...]
    kalender: tuple[KalenderDipakai, ...]
    tak_terbaca: tuple[TakTerbaca, ...]
    pertama: Saat | None = None


class Laporan(_Beku):
    """Everything `izin laporan` shows (docs/laporan.md). `perubahan` and `sebab`: what is told
    otherwise than in the first report of a past month, and why."""

    skema: Literal[1] = SKEMA
    tentang: Tentang
    keseluruhan: tuple[BarisKeseluruhan, ...]
    langkah: tuple[BarisLangkah, ...]
    pelaksana: tuple[BarisPelaksana, ...]
    pemohon: tuple[BarisPemohon, ...]
    waktu: tuple[BarisWaktu, ...]
    pengembalian: tuple[BarisPengembalian, ...]
    alasan: tuple[BarisAlasan, ...]
    peringatan: tuple[BarisPeringatan, ...]
    pencocokan: Pencocokan
    lewat: tuple[BarisLewat, ...]
    saat: tuple[BarisSaat, ...] = ()
    perubahan: tuple[BarisPerubahan, ...] = ()
    sebab: tuple[str, ...] = ()
