"""What the kernel says a process and all that it started have used (Linux, /proc)."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.kecepatan.hasil import Memori

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
