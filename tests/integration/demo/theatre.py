"""`izin demo` as somebody runs it: a process of its own, in a folder of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pymongo import MongoClient

AKAR = Path(__file__).parents[3]
AKHIR_DETIK = 240.0
_SERVER = ("RABBITMQ_URL", "MONGODB_URL")


def lingkungan(env: Mapping[str, str]) -> dict[str, str]:
    """Without the servers of whoever runs the tests, unless `env` names some."""
    bersih = {nama: nilai for nama, nilai in os.environ.items() if nama not in _SERVER}
    return {**bersih, "PYTHONPATH": str(AKAR), "COLUMNS": "140", **env}


def databases(client: MongoClient[dict[str, Any]], env: Mapping[str, str]) -> list[str]:
    """Those that demos made in somebody else's store."""
    awalan = f"{env['IZIN_BASIS_DATA']}_demo_"
    return [nama for nama in client.list_database_names() if nama.startswith(awalan)]


class Demo:
    """Works in `folder`, so that whatever it leaves behind is known by it."""

    def __init__(self, folder: Path, perintah: Sequence[str], env: Mapping[str, str]) -> None:
        self.folder = folder
        self._keluaran = folder / "keluaran.txt"
        with self._keluaran.open("wb") as keluaran:
            self.process = subprocess.Popen(
                perintah,
                cwd=folder,
                env=lingkungan(env),
                stdout=keluaran,
                stderr=keluaran,
                start_new_session=True,
            )

    @property
    def kata(self) -> str:
        """All that it has said so far."""
        return self._keluaran.read_text(errors="replace")

    def tunggu_kata(self, kata: str) -> None:
        batas = time.monotonic() + AKHIR_DETIK
        while kata not in self.kata:
            assert self.process.poll() is None, self.kata
            assert time.monotonic() < batas, self.kata
            time.sleep(0.05)

    def tunggu_akhir(self) -> int:
        return self.process.wait(timeout=AKHIR_DETIK)

    def sinyal_terminal(self, nomor: signal.Signals) -> None:
        """As a terminal sends it: to the whole process group."""
        os.killpg(self.process.pid, nomor)


@contextmanager
def demo(
    folder: Path,
    jumlah: int,
    env: Mapping[str, str] | None = None,
    *pilihan: str,
    awalan: Sequence[str] = (),
) -> Iterator[Demo]:
    """`awalan` is a command that becomes the demo, `pilihan` are its options."""
    perintah = [*awalan, sys.executable, "-m", "izin", "demo", "--jumlah", str(jumlah), *pilihan]
    berjalan = Demo(folder, perintah, env or {})
    try:
        yield berjalan
    finally:
        if berjalan.process.poll() is None:
            berjalan.process.kill()
            berjalan.process.wait()
