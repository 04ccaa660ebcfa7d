"""What each worker holds in memory while it works for a long time."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from rich.table import Table

from bench.kecepatan.hasil import Memori, kemiringan
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.pekerja import Pekerja
from bench.kecepatan.peserta import Peserta
from bench.kecepatan.procstat import memori
from bench.kecepatan.tabel import angka, tabel_baru
from bench.pesanan import Pesanan

SERENTAK = 50
JEDA_DETIK = 10.0
LEBIH_DETIK = 120.0
AWAL = 0.2
"""The part of the time in which a worker still fills its caches: no slope is told from it."""

Titik = list[tuple[float, Memori]]


class Catatan:
    """Samples of every worker, by its command's last word and place."""

    def __init__(self, nama: Sequence[str]) -> None:
        self.nama = nama
        self.titik: dict[str, Titik] = {satu: [] for satu in nama}

    def ambil(self, detik: float, pid: Sequence[int]) -> None:
        for nama, satu in zip(self.nama, pid, strict=True):
            self.titik[nama].append((detik, memori(satu)))

    @contextmanager
    def selama(self, pekerja: Pekerja, jeda_detik: float = JEDA_DETIK) -> Iterator[None]:
        cukup, mulai = threading.Event(), time.monotonic()

        def berkala() -> None:
            while not cukup.wait(jeda_detik):
                self.ambil(time.monotonic() - mulai, pekerja.pid)

        utas = threading.Thread(target=berkala)
        utas.start()
        try:
            yield
        finally:
            cukup.set()
            utas.join()
            self.ambil(time.monotonic() - mulai, pekerja.pid)


def ukur_ingatan(jalan: Jalan, peserta: Peserta, menit: float, pesanan: Pesanan) -> Catatan:
    """As many applications each second as `pesanan.laju` says, or fifty on their way at once.
    Raises `PengukuranGagal`."""
    catatan = Catatan(_nama_pekerja(peserta))
    lama = replace(pesanan, batas_detik=60 * menit + LEBIH_DETIK)
    if pesanan.laju is None:
        lama = replace(lama, serentak=SERENTAK, selama_detik=60 * menit)
    else:
        lama = replace(lama, jumlah=max(1, round(pesanan.laju * 60 * menit)))
    replace(jalan, sambil=catatan.selama)(peserta, 1, lama)
    return catatan


def _nama_pekerja(peserta: Peserta) -> list[str]:
    if len(peserta.proses) == 1:
        return [peserta.nama]
    return [f"{perintah[-1]}-{ke}" for ke, perintah in enumerate(peserta.proses)]


def ringkas(titik: Titik) -> Mapping[str, float]:
    """MiB resident: after the beginning, at the end, at most; and by how much it grows an hour."""
    sampai = AWAL * titik[-1][0]
    mapan = [(detik, satu.rss) for detik, satu in titik if detik >= sampai]
    return {
        "awal": round(mapan[0][1], 1),
        "akhir": round(mapan[-1][1], 1),
        "terbesar": round(max(satu.rss for _, satu in titik), 1),
        "pss_akhir": round(titik[-1][1].pss, 1),
        "mib_per_jam": round(3600 * kemiringan(mapan), 2),
    }


def dokumen_ingatan(catatan: Catatan) -> dict[str, Any]:
    return {
        nama: {**ringkas(titik), "titik": [[round(d, 1), round(m.rss, 1)] for d, m in titik]}
        for nama, titik in catatan.titik.items()
    }


def tabel_ingatan(catatan: Catatan) -> Table:
    kolom = ("awal", "akhir", "terbesar", "PSS akhir", "naik tiap jam")
    tabel = tabel_baru("Memori tiap pekerja, MiB (RSS)", ["pekerja"], *kolom)
    for nama, titik in catatan.titik.items():
        tabel.add_row(nama, *(angka(nilai) for nilai in ringkas(titik).values()))
    return tabel
