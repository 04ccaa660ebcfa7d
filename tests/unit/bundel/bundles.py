"""Bundles of an SK that was issued, and their checker as a stranger runs it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from izin.bundel.susun import PEMERIKSA, susun_bundel
from shared.kantor.sk_bundel import IsiBundel, isi_bundel
from shared.store.memory import MemoryPermohonanStore
from tests.issued import Penerbit
from tests.tandatangan import PADA, akar
from tests.unit.kantor.doubles import kantor_of_doubles

NOMOR = "001/PAUD/DPMPTSP/XI/2026"
SK, SEJARAH = "SK-001-PAUD-DPMPTSP-XI-2026.pdf", "riwayat-PAUD-2026-000001.json"


def fresh() -> IsiBundel:
    async def run() -> IsiBundel:
        kantor = kantor_of_doubles(MemoryPermohonanStore(), clock=lambda: PADA)
        await Penerbit(kantor).terbitkan()
        return await isi_bundel(kantor, NOMOR)

    return asyncio.run(run())


@cache
def isi() -> IsiBundel:
    """Always the same one."""
    return fresh()


def files(isi: IsiBundel) -> Mapping[str, bytes]:
    return susun_bundel(isi, akar(), uji_coba=False)


def lay(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def check(
    folder: Path, *arguments: object, path: str | None = None
) -> "subprocess.CompletedProcess[str]":
    """By an interpreter that knows nothing of this project. `path`: where it finds programs."""
    words = [sys.executable, "-I", "-S", str(folder / PEMERIKSA), *map(str, arguments)]
    env = {**os.environ, **({} if path is None else {"PATH": path})}
    return subprocess.run(words, cwd="/", env=env, capture_output=True, text=True, check=False)
