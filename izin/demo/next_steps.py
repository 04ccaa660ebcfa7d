"""What to try after the demo: only commands that work from where the reader stands."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from izin.demo.routes import langkah_kantor
from shared.laporan.bulan import Bulan
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.sop.model import Sop


def perintah_izin() -> str:
    """How this very installation is called from the current folder."""
    program = Path(sys.executable).with_name("izin")
    if not program.exists():
        return f"{_dari_sini(Path(sys.executable))} -m izin"
    di_path = shutil.which("izin")
    if di_path and Path(di_path).resolve() == program.resolve():
        return "izin"
    return _dari_sini(program)


def _dari_sini(program: Path) -> str:
    sini = Path.cwd()
    return shlex.quote(str(program.relative_to(sini) if program.is_relative_to(sini) else program))


def variabel(settings: Settings, folder: Path, berkas_jam: Path, *, bawaan: bool) -> str:
    """What must stand before a command so that it finds this run's servers and database, and
    reads the demo's clock instead of the world's."""
    pasangan = {}
    if bawaan:
        pasangan["IZIN_FOLDER_DATA"] = os.path.relpath(folder)
    if settings.basis_data != Settings().basis_data:
        pasangan["IZIN_BASIS_DATA"] = settings.basis_data
    pasangan["IZIN_BERKAS_JAM"] = os.path.relpath(berkas_jam)
    return "".join(f"{nama}={shlex.quote(nilai)} " for nama, nilai in pasangan.items())


@dataclass(frozen=True)
class Contoh:
    """What the commands are tried on: an application, the demo's month, and a shorter limit for
    the longest step, as `izin gladi` takes it (empty where no step has days)."""

    nomor: str
    bulan: str
    sop: str
    batas_lain: str = ""


def contoh_dari(menarik: Permohonan | None, mulai: date, sop: Sequence[Sop]) -> Contoh:
    return Contoh(
        nomor=menarik.nomor if menarik else "",
        bulan=str(Bulan(mulai.year, mulai.month)),
        sop=sop[0].kode,
        batas_lain=batas_lebih_pendek(sop),
    )


def batas_lebih_pendek(katalog: Iterable[Sop]) -> str:
    hari = [
        (langkah.waktu.jumlah, sop.kode, langkah.no)
        for sop in katalog
        for langkah in langkah_kantor(sop)
        if langkah.waktu.satuan == "hari" and langkah.waktu.jumlah > 1
    ]
    if not hari:
        return ""
    jumlah, kode, no = max(hari)
    return f"{kode}:{no}={jumlah - 1} Hari"


def saran(awalan: str, contoh: Contoh, *, server_berjalan: bool) -> list[str]:
    """Lines of text; a command stands alone on its line, two spaces in."""
    izin = perintah_izin()
    if server_berjalan:
        baris = ["Lihat satu permohonan dari dekat (di terminal lain):"]
    else:
        baris = [
            "Data demo disimpan. Hidupkan lagi servernya di satu terminal:",
            f"  {awalan}{izin} server mulai",
            "lalu lihat satu permohonan dari dekat di terminal lain:",
        ]
    return [
        *baris,
        f"  {awalan}{izin} lihat {contoh.nomor}",
        "Pantau meja dan peringatan, menurut jam demo:",
        f"  {awalan}{izin} pantau",
        "Laporan mutu baku bulan itu:",
        f"  {awalan}{izin} laporan {contoh.bulan}",
        *_gladi(f"{awalan}{izin} gladi", contoh.batas_lain),
        "Cetak SOP-nya sebagai tabel resmi:",
        f"  {izin} sop cetak {contoh.sop}",
        "Jalankan semua pelaksana sungguhan, dan isi sendiri peran petugasnya:",
        f"  {izin} jalankan semua",
        *_bacaan(),
    ]


def _gladi(perintah: str, batas_lain: str) -> list[str]:
    sama = ["Hitung ulang semua peringatan dari riwayat:", f"  {perintah}"]
    if not batas_lain:
        return sama
    lain = f"  {perintah} --waktu {shlex.quote(batas_lain)}"
    return [*sama, "Gladi: bagaimana andai satu batas lebih pendek?", lain]


def _bacaan() -> list[str]:
    ada = [nama for nama in ("README.md", "docs/") if Path(nama).exists()]
    return [f"Penjelasannya: {' dan '.join(ada)}"] if ada else []
