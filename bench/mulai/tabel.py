"""The figures of starts, for people and as a document."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from bench.kecepatan.hasil import Sebaran, sebaran
from bench.kecepatan.tabel import rentang, tabel_baru
from bench.mulai.ukur import Mulai, milik


def tabel_mulai(hasil: Sequence[Mulai]) -> Table:
    tabel = tabel_baru("Mulai: median (terkecil–terbesar)", ["apa"], "detik", "CPU, detik")
    for nama in _nama(hasil):
        tabel.add_row(nama, rentang(_detik(hasil, nama), 2), rentang(_cpu(hasil, nama), 2))
    return tabel


def dokumen_mulai(hasil: Sequence[Mulai]) -> dict[str, Any]:
    return {
        nama: {
            "detik": _bulatkan(_detik(hasil, nama)),
            "cpu_detik": _bulatkan(_cpu(hasil, nama)),
            "jalan": [
                {
                    "detik": round(satu.detik, 3),
                    "cpu_detik": round(satu.cpu, 3),
                    "dicuri_persen": round(100 * satu.dicuri, 1),
                }
                for satu in milik(hasil, nama)
            ],
        }
        for nama in _nama(hasil)
    }


def _nama(hasil: Sequence[Mulai]) -> list[str]:
    return list(dict.fromkeys(satu.nama for satu in hasil))


def _detik(hasil: Sequence[Mulai], nama: str) -> Sebaran:
    return sebaran(satu.detik for satu in milik(hasil, nama))


def _cpu(hasil: Sequence[Mulai], nama: str) -> Sebaran:
    return sebaran(satu.cpu for satu in milik(hasil, nama))


def _bulatkan(satu: Sebaran) -> dict[str, float]:
    return {nama: round(nilai, 3) for nama, nilai in satu._asdict().items()}
