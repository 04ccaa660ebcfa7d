"""`python -m bench.rekan NAMA INDUK PESANAN`: sends the first task of every application, then looks
into the store until all of them are through."""

import importlib
import sys
import time
from collections.abc import Callable, Sequence
from uuid import uuid4

from bench.pesanan import SIAP, Pesanan, katakan, tunggu_mulai
from bench.rekan.hop import koleksi
from izin.parent import die_with_parent

JEDA_DETIK = 0.05
SEKALI_LIHAT = 50

Kirim = Callable[[Sequence[str]], None]


def jalankan(kirim: Kirim, jumlah: int, batas_detik: float) -> float:
    """Seconds until the store has them all finished. Raises `TimeoutError`."""
    semua = [str(uuid4()) for _ in range(jumlah)]
    mulai = time.perf_counter()
    kirim(semua)
    sisa = semua
    while sisa := _belum_selesai(sisa):
        if time.perf_counter() - mulai > batas_detik:
            raise TimeoutError(f"{len(sisa)} dari {jumlah} permohonan belum selesai")
        time.sleep(JEDA_DETIK)
    return time.perf_counter() - mulai


def _belum_selesai(sisa: list[str]) -> list[str]:
    """Looks at the first few only: reading must not be what keeps the store busy."""
    saring = {"_id": {"$in": sisa[:SEKALI_LIHAT]}}
    selesai = {
        str(document["_id"])
        for document in koleksi().find(saring, {"status": 1})
        if document["status"] == "selesai"
    }
    belum = [satu for satu in sisa if satu not in selesai]
    return _belum_selesai(belum) if selesai and belum else belum


def main(kirim: Kirim, pesanan: Pesanan) -> None:
    if pesanan.pemanasan:
        jalankan(kirim, pesanan.pemanasan, pesanan.batas_detik)
    katakan(SIAP)
    tunggu_mulai()
    detik = jalankan(kirim, pesanan.jumlah, pesanan.batas_detik)
    katakan({"permohonan": pesanan.jumlah, "detik": detik, "latensi": []})


if __name__ == "__main__":
    die_with_parent(int(sys.argv[2]))
    modul = importlib.import_module(f"bench.rekan.{sys.argv[1]}_app")
    main(modul.kirim, Pesanan.dari_teks(sys.argv[3]))
