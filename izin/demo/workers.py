"""The real workers, one process or several, each with its log in a file."""

import asyncio
from asyncio.subprocess import DEVNULL, Process, create_subprocess_exec
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from izin.demo.errors import DemoGagal
from izin.supervisor import command

HENTI_DETIK = 20.0
_EKOR_BARIS = 15


class WorkerMati(DemoGagal):
    """A worker ended although nobody had asked it to, or not in the way it should."""

    def __init__(self, proses: str, kode: int, log: Path) -> None:
        super().__init__(
            f"proses {proses} berakhir dengan kode {kode}. Akhir catatannya ({log}):\n"
            + "\n".join(log.read_text(errors="replace").splitlines()[-_EKOR_BARIS:])
        )


class Workers:
    """Made by `panggil_workers`."""

    def __init__(self, folder_log: Path) -> None:
        self._folder_log = folder_log
        self._proses: dict[str, Process] = {}

    async def mulai(self, nama: Iterable[str], env: Mapping[str, str]) -> None:
        """Each by the name that `izin jalankan` is told."""
        for satu in nama:
            await self._mulai(satu, env)

    async def _mulai(self, nama: str, env: Mapping[str, str]) -> None:
        """In a session of its own, so that Ctrl-C reaches only us; tied to us by the kernel, so
        that it cannot outlive us either."""
        with self.log(nama).open("wb") as log:
            self._proses[nama] = await create_subprocess_exec(
                *command(nama),
                env=dict(env),
                stdin=DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    async def jaga(self) -> None:
        """For ever. Raises WorkerMati when one of them ends."""
        tunggu = {asyncio.create_task(proses.wait()): nama for nama, proses in self._proses.items()}
        try:
            selesai, _ = await asyncio.wait(tunggu, return_when=asyncio.FIRST_COMPLETED)
            satu = selesai.pop()
            raise WorkerMati(tunggu[satu], satu.result(), self.log(tunggu[satu]))
        finally:
            for tugas in tunggu:
                tugas.cancel()

    async def pulangkan(self) -> None:
        """As `henti`. Raises WorkerMati when one of them did not stop in good order."""
        await self.henti()
        for nama, proses in self._proses.items():
            if proses.returncode:
                raise WorkerMati(nama, proses.returncode, self.log(nama))

    async def henti(self) -> None:
        """Ask all, wait, kill what does not listen."""
        for proses in self._proses.values():
            if proses.returncode is None:
                proses.terminate()
        await asyncio.gather(*map(_sampai_berakhir, self._proses.values()))

    def log(self, nama: str) -> Path:
        return self._folder_log / f"{nama}.log"


async def _sampai_berakhir(proses: Process) -> None:
    try:
        async with asyncio.timeout(HENTI_DETIK):
            await proses.wait()
    except TimeoutError:
        proses.kill()
        await proses.wait()


@asynccontextmanager
async def panggil_workers(folder_log: Path) -> AsyncIterator[Workers]:
    """Whatever happens, none of them runs afterwards. `folder_log` must exist."""
    workers = Workers(folder_log)
    try:
        yield workers
    finally:
        await workers.henti()
