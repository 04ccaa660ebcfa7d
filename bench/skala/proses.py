"""One, two and four processes of the role that has the most to do: its submissions and a step."""

from collections.abc import Sequence
from dataclasses import replace

from bench.kecepatan.hasil import Hasil
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.laju import Kabar, ukur_laju
from bench.kecepatan.peserta import alurizin
from bench.pesanan import Pesanan
from shared.topology import PELAKSANA_PENERIMA


def ukur_proses(
    jalan: Jalan, banyak: Sequence[int], putaran: int, pesanan: Pesanan, kabar: Kabar
) -> list[Hasil]:
    """Raises `PengukuranGagal`."""
    peserta = {}
    for satu in banyak:
        nama = f"{satu} x {PELAKSANA_PENERIMA}"
        peserta[nama] = replace(alurizin(jalan.pola, {PELAKSANA_PENERIMA: satu}), nama=nama)
    return ukur_laju(jalan, peserta, putaran, pesanan, kabar)
