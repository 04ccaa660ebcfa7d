"""Two hundred signed-in officers with live pages, who open pages and decide.

    .venv/bin/python -m bench.meja

An office of its own (`izin jalankan semua` on private servers, loopback only), some hundred cases,
and people in one process beside it: each holds a stream of events and opens a page every few
seconds; whoever is told of something new asks for the inbox and the navigation again, as a page
does. Bounded in time and count; whatever happens, no process stays.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.kecepatan.mesin import keterangan
from bench.kecepatan.mesin import ramai as mesin_ramai
from bench.kecepatan.procstat import cpu_detik, semua_stat
from bench.meja.kantor import Berjalan, dudukkan, isi, kantor_berjalan
from bench.meja.orang import Catatan, Orang, ramai
from shared.whole_file import write_file

HALAMAN = ("kotak", "perkara", "berkas", "konfirmasi", "segar")
BATAS_HALAMAN_MS, BATAS_PUTUSAN_MS = 300.0, 500.0
LIHAT_DETIK = 10.0


def bagian(nilai: Sequence[float], persen: float) -> float:
    """In milliseconds."""
    urut = sorted(nilai)
    return 1000 * urut[min(len(urut) - 1, int(len(urut) * persen / 100))] if urut else 0.0


def rss_mib(pid: int) -> float:
    for baris in Path(f"/proc/{pid}/status").read_text().splitlines():
        if baris.startswith("VmRSS:"):
            return int(baris.split()[1]) / 1024
    return 0.0


async def _lihat(pid: int, rss: list[float]) -> None:
    """For ever."""
    while True:
        rss.append(round(rss_mib(pid), 1))
        await asyncio.sleep(LIHAT_DETIK)


async def ukur(berjalan: Berjalan, args: argparse.Namespace) -> dict[str, Any]:
    nomor = await isi(berjalan, args.perkara, args.perkara // 3)
    catatan = Catatan()
    semua = [Orang(berjalan.alamat, d, catatan) for d in await dudukkan(berjalan, args.petugas)]
    rss: list[float] = []
    pid = berjalan.pid_meja()
    lihat = asyncio.create_task(_lihat(pid, rss))
    awal, mulai = cpu_detik([pid], semua_stat()), time.monotonic()
    diputus = await ramai(semua, nomor, args.laju, args.detik, catatan)
    detik = time.monotonic() - mulai
    cpu = cpu_detik([pid], semua_stat()) - awal
    lihat.cancel()
    return {
        "petugas": args.petugas,
        "detik": round(detik),
        "diputus": diputus,
        "kabar": catatan.kabar,
        "cpu_meja": round(cpu / detik, 2),
        "rss_mib": rss,
        "keliru": catatan.keliru,
        "ms": {
            jenis: {
                "banyak": len(nilai),
                **{f"p{p}": round(bagian(nilai, p)) for p in (50, 95, 99)},
            }
            for jenis, nilai in [
                *catatan.detik.items(),
                ("halaman", [d for j in HALAMAN for d in catatan.detik[j]]),
            ]
        },
        "mesin": keterangan(),
    }


def tampilkan(hasil: dict[str, Any]) -> None:
    print(f"| {'jenis':<12} | banyak | p50 ms | p95 ms | p99 ms |")
    print("|---|---:|---:|---:|---:|")
    for jenis, satu in hasil["ms"].items():
        angka = " | ".join(f"{satu[k]:>6}" for k in ("banyak", "p50", "p95", "p99"))
        print(f"| {jenis:<12} | {angka} |")
    print(f"\n{hasil['petugas']} petugas, {hasil['detik']} detik, {hasil['diputus']} putusan,"
          f" {hasil['kabar']} kabar; meja {hasil['cpu_meja']:.2f} inti,"
          f" RSS {hasil['rss_mib'][0]:.0f} → {hasil['rss_mib'][-1]:.0f} MiB")  # fmt: skip
    if mesin_ramai(hasil["mesin"]["beban_awal"]):
        print(f"Mesin ini sibuk dengan hal lain (beban {hasil['mesin']['beban_awal']:.1f}).")
    for satu in dict.fromkeys(hasil["keliru"]):
        print(f"KELIRU {hasil['keliru'].count(satu)} kali: {satu}")


def dalam_batas(hasil: dict[str, Any]) -> bool:
    halaman, putusan = hasil["ms"]["halaman"]["p95"], hasil["ms"]["putusan"]["p95"]
    return not hasil["keliru"] and halaman < BATAS_HALAMAN_MS and putusan < BATAS_PUTUSAN_MS


def main() -> int:
    uraian = argparse.ArgumentParser(prog="python -m bench.meja", description=__doc__)
    uraian.add_argument("--petugas", type=int, default=200)
    uraian.add_argument("--perkara", type=int, default=150)
    uraian.add_argument("--detik", type=float, default=120.0)
    uraian.add_argument("--laju", type=float, default=0.25, help="putusan setiap detik")
    uraian.add_argument("--keluaran", type=Path, help="berkas JSON untuk semua angkanya")
    args = uraian.parse_args()
    os.environ.pop("RABBITMQ_URL", None)
    os.environ.pop("MONGODB_URL", None)
    with (
        tempfile.TemporaryDirectory(prefix="bench-meja-") as folder,
        kantor_berjalan(Path(folder)) as berjalan,
    ):
        hasil = asyncio.run(ukur(berjalan, args))
    tampilkan(hasil)
    if args.keluaran:
        write_file(args.keluaran, json.dumps(hasil, indent=2))
    return 0 if dalam_batas(hasil) else 1


if __name__ == "__main__":
    raise SystemExit(main())
