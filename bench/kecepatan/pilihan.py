"""What may be chosen on the command line of `make bench`."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

KELUARAN = Path(".izin/bench")


def baca_pilihan(argumen: Sequence[str], peserta: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make bench",
        description="Mengukur AlurIzin di samping dua lantai dan antrean tugas lain, pada broker "
        "dan penyimpanan yang sama. Tanpa pilihan: CPU tiap permohonan, laju dan memori semua "
        "peserta, lalu --mulai.",
    )
    ukur = parser.add_argument_group("yang diukur")
    ukur.add_argument("--mulai", action="store_true", help="pekerja sampai siap, dan perintah izin")
    ukur.add_argument("--latensi", action="store_true", help="dari putusan sampai tugas berikutnya")
    ukur.add_argument(
        "--skala", action="store_true", help="banyak permohonan, proses, putaran, byte"
    )
    ukur.add_argument("--tigaratus-ribu", action="store_true", help="skala sampai 300.000 terbuka")
    ukur.add_argument("--ingatan", type=_positif, metavar="MENIT", help="memori tiap pekerja")
    beban = parser.add_argument_group("beban")
    beban.add_argument("--permohonan", type=_bulat, default=300, help="tiap jalan (bawaan: 300)")
    beban.add_argument("--pemanasan", type=_bulat, default=30, help="tidak dihitung (bawaan: 30)")
    beban.add_argument("--putaran", type=_bulat, default=3, help="bergantian (bawaan: 3)")
    beban.add_argument(
        "--laju",
        type=_positif,
        metavar="BANYAK",
        help="dengan --ingatan: sekian permohonan tiap detik, bukan lima puluh sekaligus",
    )
    beban.add_argument("--batas-detik", type=_positif, default=120.0, help="tiap jalan")
    beban.add_argument("--peserta", nargs="+", choices=peserta, default=list(peserta))
    bawaan = KELUARAN / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    parser.add_argument("--keluaran", type=Path, default=bawaan, metavar="FOLDER")
    return parser.parse_args(argumen)


def _bulat(teks: str) -> int:
    if not teks.isdecimal() or int(teks) < 1:
        raise argparse.ArgumentTypeError(f"'{teks}' bukan bilangan bulat di atas nol")
    return int(teks)


def _positif(teks: str) -> float:
    try:
        angka = float(teks)
    except ValueError:
        angka = 0.0
    if not 0 < angka < float("inf"):
        raise argparse.ArgumentTypeError(f"'{teks}' bukan angka di atas nol")
    return angka
