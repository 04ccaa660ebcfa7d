"""The processes of a run: each guarded, so that nothing of it is left whatever happens."""

import contextlib
import json
import os
import platform
import re
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from bench.kecepatan.contestants import Peserta
from bench.kecepatan.place import AKAR, Ruang
from bench.kecepatan.table import Memori
from bench.pesanan import MULAI, Pesanan
from shared.embedded.guarded import Command, Guarded
from shared.embedded.server import tail_of

SIAP_DETIK = 90.0
HENTI_DETIK = 15.0
LEBIH_DETIK = 60.0
"""For starting and for the warm-up, beyond what the driver itself allows a run."""


class PengukuranGagal(Exception):
    """Something that was measured did not start, ended early, or did not do its work."""


class Pekerja:
    """A contestant's workers, which have begun to work. Made by `pekerja`."""

    def __init__(self, peserta: Peserta, ruang: Ruang) -> None:
        self._peserta = peserta
        self._ruang = ruang
        self._proses: list[tuple[Guarded, Path]] = []

    @property
    def pid(self) -> list[int]:
        return [proses.pid for proses, _ in self._proses]

    def mulai(self) -> None:
        for ke, perintah in enumerate(self._peserta.proses):
            log = self._ruang.folder / f"{ke}-{perintah[-1].rpartition('/')[2]}.log"
            command = Command(perintah, self._ruang.env(), AKAR, log, HENTI_DETIK)
            self._proses.append((Guarded(command), log))
        batas = time.monotonic() + SIAP_DETIK
        for proses, log in self._proses:
            self._tunggu(proses, log, batas)

    def _tunggu(self, proses: Guarded, log: Path, batas: float) -> None:
        while log.read_text(errors="replace").count(self._peserta.siap) < self._peserta.kali_siap:
            if not proses.running() or time.monotonic() > batas:
                raise PengukuranGagal(f"{self._peserta.nama} tidak siap:\n{tail_of(log)}")
            time.sleep(0.05)

    def pastikan_hidup(self) -> None:
        for proses, log in self._proses:
            if not proses.running():
                raise PengukuranGagal(f"{self._peserta.nama} berhenti sendiri:\n{tail_of(log)}")

    def henti(self) -> None:
        for proses, _ in self._proses:
            proses.begin_stop()
        for proses, _ in self._proses:
            proses.stop()


@contextmanager
def pekerja(peserta: Peserta, ruang: Ruang) -> Iterator[Pekerja]:
    """Raises `PengukuranGagal` when one of them does not begin to work."""
    semua = Pekerja(peserta, ruang)
    try:
        semua.mulai()
        yield semua
    finally:
        semua.henti()


class Penggerak:
    """The one driver of a run: the officers, or the sender of first tasks. Made by `penggerak`."""

    def __init__(self, proses: "subprocess.Popen[str]", log: Path) -> None:
        self._proses = proses
        self._log = log
        self.pid = proses.pid

    def jawab(self) -> dict[str, Any]:
        """The next thing that it says. Raises `PengukuranGagal` when it ended instead."""
        assert self._proses.stdout
        baris = self._proses.stdout.readline()
        if not baris:
            raise PengukuranGagal(f"penggerak berhenti sendiri:\n{tail_of(self._log)}")
        jawaban: dict[str, Any] = json.loads(baris)
        return jawaban

    def mulai(self) -> None:
        assert self._proses.stdin
        self._proses.stdin.write(f"{MULAI}\n")
        self._proses.stdin.flush()


@contextmanager
def penggerak(perintah: Sequence[str], pesanan: Pesanan, ruang: Ruang) -> Iterator[Penggerak]:
    log = ruang.folder / "penggerak.log"
    with log.open("wb") as galat:
        proses = subprocess.Popen(  # noqa: S603 - our own modules
            [*perintah, str(os.getpid()), pesanan.ke_teks()],
            env=dict(ruang.env()),
            cwd=AKAR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=galat,
            text=True,
        )
    akhir = threading.Timer(2 * pesanan.batas_detik + LEBIH_DETIK, proses.kill)
    akhir.start()
    try:
        yield Penggerak(proses, log)
    finally:
        akhir.cancel()
        for pipa in (proses.stdin, proses.stdout):
            if pipa is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipa.close()
        _akhiri(proses)


def _akhiri(proses: "subprocess.Popen[str]") -> None:
    try:
        proses.wait(HENTI_DETIK)
    except subprocess.TimeoutExpired:
        proses.kill()
        proses.wait()


# What the kernel says a process and all that it started have used (Linux, /proc).
PROC = Path("/proc")
DETAK_PER_DETIK = os.sysconf("SC_CLK_TCK")
MENDENGAR = "0A"
"""A listening socket, in the kernel's table."""


class Stat(NamedTuple):
    """`detak` are clock ticks of CPU, those of children that have ended and been waited for
    included."""

    pid: int
    induk: int
    detak: int


def baca_stat(teks: str) -> Stat:
    """A program's name may hold blanks and parentheses: fields count from the last one."""
    pid, _, _ = teks.partition(" ")
    bidang = teks.rpartition(")")[2].split()
    return Stat(int(pid), int(bidang[1]), sum(int(satu) for satu in bidang[11:15]))


def semua_stat() -> dict[int, Stat]:
    ditemukan = {}
    for berkas in PROC.glob("[0-9]*/stat"):
        try:
            stat = baca_stat(berkas.read_text())
        except OSError:
            continue  # ended while we were looking
        ditemukan[stat.pid] = stat
    return ditemukan


def keturunan(akar: Iterable[int], stat: Mapping[int, Stat]) -> set[int]:
    """These processes and everything below them."""
    anak: dict[int, list[int]] = {}
    for satu in stat.values():
        anak.setdefault(satu.induk, []).append(satu.pid)
    semua: set[int] = set()
    sisa = [pid for pid in akar if pid in stat]
    while sisa:
        pid = sisa.pop()
        if pid not in semua:
            semua.add(pid)
            sisa += anak.get(pid, ())
    return semua


def cpu_detik(akar: Iterable[int], stat: Mapping[int, Stat]) -> float:
    return sum(stat[pid].detak for pid in keturunan(akar, stat)) / DETAK_PER_DETIK


def baca_soket(teks: str, port: int) -> set[str]:
    """Of `/proc/net/tcp`: the sockets that listen on this port, as a descriptor names them."""
    semua = (baris.split() for baris in teks.splitlines()[1:])
    return {
        f"socket:[{bidang[9]}]"
        for bidang in semua
        if bidang[3] == MENDENGAR and int(bidang[1].rpartition(":")[2], 16) == port
    }


def pendengar(port: int) -> list[int]:
    """Whose process listens on this port of this machine."""
    soket = set[str]()
    for berkas in ("tcp", "tcp6"):
        soket |= baca_soket((PROC / "net" / berkas).read_text(), port)
    return sorted({int(fd.parts[2]) for fd in PROC.glob("[0-9]*/fd/*") if _tujuan(fd) in soket})


def _tujuan(fd: Path) -> str:
    try:
        return str(fd.readlink())
    except OSError:
        return ""  # closed while we were looking


class Mesin(NamedTuple):
    """Clock ticks of all cores together; `dicuri` are those in which a core of a virtual machine
    had work and its host ran somebody else's."""

    dicuri: int
    semua: int


def baca_mesin(teks: str) -> Mesin:
    """Of `/proc/stat`. Guests' ticks, from the ninth field on, are part of others."""
    detak = [int(satu) for satu in teks.partition("\n")[0].split()[1:9]]
    return Mesin(detak[7], sum(detak))


def mesin_kini() -> Mesin:
    return baca_mesin((PROC / "stat").read_text())


def bagian_dicuri(awal: Mesin, akhir: Mesin) -> float:
    """Of the time between the two, from 0 to 1."""
    return (akhir.dicuri - awal.dicuri) / max(akhir.semua - awal.semua, 1)


_KIB = re.compile(r"^(Rss|Pss):\s+(\d+) kB$", re.MULTILINE)


def baca_memori(teks: str) -> Memori:
    """Of `smaps_rollup`. Raises `KeyError` for anything else."""
    kib = {nama: int(angka) for nama, angka in _KIB.findall(teks)}
    return Memori(kib["Rss"] / 1024, kib["Pss"] / 1024)


def memori(pid: int) -> Memori:
    return baca_memori((PROC / str(pid) / "smaps_rollup").read_text())


def puncak_mib(pid: int) -> float:
    """The most that was ever resident, since the process began."""
    teks = (PROC / str(pid) / "status").read_text()
    ditemukan = re.search(r"^VmHWM:\s+(\d+) kB$", teks, re.MULTILINE)
    return int(ditemukan[1]) / 1024 if ditemukan else 0.0


# What machine it was, and how busy it was with other things: figures mean nothing without.
PAKET = ("aio-pika", "motor", "pymongo", "faststream", "celery", "dramatiq", "taskiq", "secantusdb")
RAMAI = 0.5
"""A load for each core above which others would be measured too."""


def keterangan() -> dict[str, Any]:
    return {
        "inti": os.cpu_count(),
        "prosesor": _prosesor(),
        "sistem": platform.platform(),
        "python": platform.python_version(),
        "beban_awal": os.getloadavg()[0],
        "paket": {nama: _versi(nama) for nama in PAKET},
    }


def ramai(beban: float) -> bool:
    return beban > RAMAI * (os.cpu_count() or 1)


def _prosesor() -> str:
    teks = Path("/proc/cpuinfo").read_text()
    ditemukan = re.search(r"^model name\s*:\s*(.+)$", teks, re.MULTILINE)
    return ditemukan[1] if ditemukan else platform.machine()


def _versi(paket: str) -> str:
    try:
        return version(paket)
    except PackageNotFoundError:
        return "tidak terpasang"
