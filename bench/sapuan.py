"""What a sweep costs with few and with very many open applications, and how late it is.

    make bench-sapuan

With private servers, which are thrown away afterwards; about ten minutes, most of which go into
writing the documents. Breaches are real: applications of the official SOP, whose first desk is
past 80 % of its limit, claimed, fenced, announced to a real broker, and marked.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bench.office import KINI, Office, open_office
from izin.registry import discover_desks
from ops.watchdog.process import compose_watchdog
from shared.clock import TrialClock
from shared.contracts import Pelanggaran
from shared.embedded import embedded_servers
from shared.settings import Settings

BAWAAN = {"sedikit": 1000, "banyak": 100_000, "baru": 100, "kali": 7, "detik": 30}


async def _median_of_sweeps(office: Office, kali: int, baru: int) -> float:
    """Seconds of a sweep that finds `baru` breaches."""
    lama: list[float] = []
    due = office.example(KINI - timedelta(minutes=9))
    for _ in range(kali):
        await office.insert(due, baru)
        lama.append(await _seconds(office))
    print(f"  {baru} pelanggaran: {statistics.median(lama):.3f} detik, tiap sapuan: {_list(lama)}")
    return statistics.median(lama)


async def _idle(office: Office, kali: int) -> None:
    lama = [await _seconds(office) for _ in range(kali)]
    print(f"  tanpa pelanggaran: {statistics.median(lama) * 1000:.1f} ms")


async def _seconds(office: Office) -> float:
    mulai = time.monotonic()
    await office.sweep.once()
    return time.monotonic() - mulai


def _list(lama: list[float]) -> str:
    return " ".join(f"{satu:.2f}" for satu in lama)


class Counted:
    """What a watchdog announced, until it is as much as was expected."""

    def __init__(self, banyak: int) -> None:
        self._banyak = banyak
        self.telat: list[float] = []
        self.semua = asyncio.Event()

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    def swept(self) -> None: ...

    def announced(self, pelanggaran: Pelanggaran) -> None:
        telat = pelanggaran.terdeteksi_pada - pelanggaran.terjadi_pada
        self.telat.append(telat.total_seconds())
        if len(self.telat) == self._banyak:
            self.semua.set()


async def _lag(office: Office, banyak: int, detik: int) -> None:
    """A whole watchdog at its usual pace, while breaches fall due one after another."""
    assert office.settings.berkas_jam
    TrialClock.write(office.settings.berkas_jam, KINI, 0.0)
    awal = KINI - timedelta(minutes=8) + timedelta(seconds=2)
    for ke in range(banyak):
        await office.insert(office.example(awal + timedelta(seconds=detik * ke / banyak)), 1)
    hitungan = Counted(banyak)
    watchdog = compose_watchdog(discover_desks(), office.settings, [lambda _: hitungan])
    running = asyncio.create_task(watchdog.run())
    await watchdog.ready.wait()
    TrialClock.write(office.settings.berkas_jam, KINI, 1.0)
    async with asyncio.timeout(10 * detik):
        await hitungan.semua.wait()
    watchdog.stop()
    await running
    telat = sorted(hitungan.telat)
    print(f"  dari terjadi sampai terdeteksi, {len(telat)} pelanggaran:", end=" ")
    print(f"median {statistics.median(telat):.2f} detik, paling lambat {telat[-1]:.2f} detik")


async def _run(settings: Settings, pilihan: argparse.Namespace) -> None:
    async with open_office(settings) as office:
        median: list[float] = []
        for jumlah in (pilihan.sedikit, pilihan.banyak):
            await office.open_up_to(jumlah)
            await _idle(office, pilihan.kali)
            median.append(await _median_of_sweeps(office, pilihan.kali, pilihan.baru))
        print(f"rasio {pilihan.banyak} : {pilihan.sedikit} terbuka = {median[1] / median[0]:.2f}")
        await _lag(office, pilihan.baru, pilihan.detik)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for nama, bawaan in BAWAAN.items():
        parser.add_argument(f"--{nama}", type=int, default=bawaan)
    pilihan = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        jam = Path(folder) / "jam.json"
        TrialClock.write(jam, KINI, 0.0)
        with embedded_servers(Path(folder) / "server", env={}) as servers:
            settings = Settings(
                rabbitmq_url=SecretStr(servers.rabbitmq_url),
                mongodb_url=SecretStr(servers.mongodb_url),
                berkas_jam=jam,
            )
            asyncio.run(_run(settings, pilihan))


if __name__ == "__main__":
    main()
