"""The report of a month as files: the same sections as CSV and as a workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from shared.kantor.laporan_catatan import facts, title
from shared.laporan.model import BarisAlasan, Laporan
from shared.spreadsheets import Column, Kind, Workbook, column, csv_file


@dataclass(frozen=True)
class Section:
    """`name` names the file or the sheet."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Laporan], Sequence[Any]]


def _spread(path: str, prefix: str, title: str) -> tuple[Column, ...]:
    kinds: tuple[tuple[str, Kind], ...] = (("menit", "minutes"), ("hari", "days"))
    measures = (("median", "Median"), ("p90", "Persentil 90"), ("terlama", "Terlama"))
    return tuple(
        column(f"{prefix}{name}_{unit}", f"{word}{title} ({unit})", kind, f"{path}.{name}_{unit}")
        for unit, kind in kinds
        for name, word in measures
    )


SOP = column("sop", "SOP")
STEP = column("langkah", "Langkah", "count")
ROLE = column("pelaksana", "Pelaksana")
LIMIT = column("batas", "Batas")
ACTIVITY = column("kegiatan", "Kegiatan")
FINISHED = (
    column("selesai", "Selesai", "count", "selesai.jumlah"),
    column("tepat", "Tepat waktu", "count", "selesai.tepat"),
    column("terlambat", "Terlambat", "count", "selesai.terlambat"),
    column(
        "karena_gangguan", "Terlambat karena gangguan sistem", "count", "selesai.karena_gangguan"
    ),
    column(
        "terlambat_sebelumnya",
        "Terlambat sejak bulan lalu",
        "count",
        "selesai.terlambat_sebelumnya",
    ),
    column("kepatuhan_persen", "Kepatuhan", "percent"),
    *_spread("selesai.lama", "", ""),
)
OPEN = (
    column("terbuka", "Masih terbuka", "count", "terbuka.jumlah"),
    column("terbuka_tertunda", "Tertunda", "count", "terbuka.tertunda"),
    column("terbuka_mendekati", "Mendekati batas", "count", "terbuka.mendekati"),
    column("terbuka_lewat", "Lewat batas", "count", "terbuka.lewat"),
    column(
        "terbuka_kembali_terlambat",
        "Dikembalikan terlambat",
        "count",
        "terbuka.kembali_terlambat",
    ),
    *_spread("terbuka.lama", "terbuka_", " yang terbuka"),
)
REAL = _spread("nyata", "nyata_", " menurut jam")[:3]


def _reasons(row: BarisAlasan) -> str:
    return "; ".join(f"{one.teks} ({one.kali}x)" for one in row.alasan)


SECTIONS = (
    Section("tentang", (column("hal", "Hal"), column("isi", "Isi")), facts),
    Section(
        "keseluruhan",
        (
            SOP,
            column("izin", "Izin"),
            LIMIT,
            column("bawaan", "Bawaan", "count"),
            column("masuk", "Masuk", "count"),
            column("sk", "SK terbit", "count"),
            column("ditolak", "Ditolak", "count"),
            column("ditarik", "Ditarik", "count"),
            column("sekali_benar", "Sekali benar", "count"),
            column("sekali_benar_persen", "Sekali benar (%)", "percent"),
            *FINISHED,
            *REAL,
            *OPEN,
        ),
        lambda laporan: laporan.keseluruhan,
    ),
    Section(
        "langkah",
        (SOP, STEP, ROLE, ACTIVITY, LIMIT, *FINISHED, *OPEN),
        lambda laporan: laporan.langkah,
    ),
    Section("pelaksana", (ROLE, *FINISHED, *OPEN), lambda laporan: laporan.pelaksana),
    Section(
        "pemohon",
        (SOP, STEP, ACTIVITY, LIMIT, *FINISHED, *REAL, *OPEN),
        lambda laporan: laporan.pemohon,
    ),
    Section(
        "waktu",
        (
            SOP,
            column("pemilik", "Pemilik waktu"),
            column("jenis", "Jenis"),
            column("permohonan", "Permohonan", "count"),
            column("menit", "Menurut jam (menit)", "minutes"),
            column("menit_kantor", "Dalam jam kantor (menit)", "minutes"),
            column("persen", "Bagian", "percent"),
        ),
        lambda laporan: laporan.waktu,
    ),
    Section(
        "pengembalian",
        (
            SOP,
            STEP,
            ROLE,
            column("ke_pemohon", "Kembali ke pemohon", "count"),
            column("ke_meja", "Kembali ke meja lain", "count"),
            column("ditolak", "Ditolak", "count"),
        ),
        lambda laporan: laporan.pengembalian,
    ),
    Section(
        "alasan",
        (
            SOP,
            column("jenis", "Jenis"),
            column("kode", "Kode"),
            column("nama", "Persyaratan"),
            column("kali", "Pengembalian", "count"),
            column("permohonan", "Permohonan", "count"),
            column("selesai", "Selesai", "count"),
            column("sekali_benar", "Sekali benar", "count"),
            column("sekali_benar_persen", "Sekali benar (%)", "percent"),
            Column("alasan", "Alasan petugas", "text", _reasons),
            column("alasan_lain", "Alasan lain", "count"),
        ),
        lambda laporan: laporan.alasan,
    ),
    Section(
        "peringatan",
        (
            SOP,
            column("cakupan", "Cakupan"),
            STEP,
            ROLE,
            column("tingkat", "Tingkat"),
            column("jumlah", "Jumlah", "count"),
            column("tercatat", "Tercatat", "count"),
        ),
        lambda laporan: laporan.peringatan,
    ),
    Section(
        "lewat",
        (
            column("nomor", "Nomor"),
            SOP,
            column("cakupan", "Cakupan"),
            STEP,
            ROLE,
            LIMIT,
            column("mulai", "Mulai", "instant"),
            column("jatuh_tempo", "Jatuh tempo", "instant"),
            column("selesai", "Selesai", "instant"),
            column("menit_kantor", "Terpakai (menit)", "minutes"),
            column("menit_kelebihan", "Sesudah jatuh tempo (menit)", "minutes"),
            column("hari", "Terpakai (hari)", "days"),
            column("karena_gangguan", "Karena gangguan sistem", "yes_no"),
        ),
        lambda laporan: laporan.lewat,
    ),
    Section(
        "saat",
        (
            column("nomor", "Nomor"),
            SOP,
            STEP,
            column("putaran", "Putaran", "count"),
            column("disebut", "Menurut pengirim", "instant"),
            column("dihitung", "Dihitung sejak", "instant"),
        ),
        lambda laporan: laporan.saat,
    ),
    Section(
        "perubahan",
        (
            column("bagian", "Bagian"),
            column("baris", "Baris"),
            column("kolom", "Kolom"),
            column("semula", "Semula"),
            column("menjadi", "Menjadi"),
        ),
        lambda laporan: laporan.perubahan,
    ),
)


def csv_files(laporan: Laporan) -> dict[str, bytes]:
    """The content of each file, by its name."""
    zone = ZoneInfo(laporan.tentang.zona)
    return {f"{one.name}.csv": csv_file(one.columns, one.rows(laporan), zone) for one in SECTIONS}


def xlsx_file(laporan: Laporan) -> bytes:
    tentang = laporan.tentang
    book = Workbook(title(tentang), tentang.dibuat, ZoneInfo(tentang.zona))
    for section in SECTIONS:
        book.sheet(section.name, section.columns, section.rows(laporan))
    return book.finish()
