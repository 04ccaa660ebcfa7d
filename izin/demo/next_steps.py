"""What to try after the demo: only commands that work from where the reader stands."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from shared.settings import Settings


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


def variabel(settings: Settings, folder: Path, *, bawaan: bool) -> str:
    """What must stand before a command so that it finds this run's servers and database."""
    pasangan = {}
    if bawaan:
        pasangan["IZIN_FOLDER_DATA"] = os.path.relpath(folder)
    if settings.basis_data != Settings().basis_data:
        pasangan["IZIN_BASIS_DATA"] = settings.basis_data
    return "".join(f"{nama}={shlex.quote(nilai)} " for nama, nilai in pasangan.items())


def saran(awalan: str, nomor: str, sop: Iterable[str], *, server_berjalan: bool) -> list[str]:
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
        f"  {awalan}{izin} lihat {nomor}",
        "Cetak SOP-nya sebagai tabel resmi:",
        *(f"  {izin} sop cetak {kode}" for kode in list(sop)[:1]),
        "Jalankan semua pelaksana sungguhan, dan isi sendiri peran petugasnya:",
        f"  {izin} jalankan semua",
        *_bacaan(),
    ]


def _bacaan() -> list[str]:
    ada = [nama for nama in ("README.md", "docs/") if Path(nama).exists()]
    return [f"Penjelasannya: {' dan '.join(ada)}"] if ada else []
