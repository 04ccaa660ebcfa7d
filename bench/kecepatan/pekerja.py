"""The processes of a run: each guarded, so that nothing of it is left whatever happens."""

import contextlib
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.kecepatan.peserta import Peserta
from bench.kecepatan.tempat import AKAR, Ruang
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
