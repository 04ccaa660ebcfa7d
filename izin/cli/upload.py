"""Files into the document store by streaming, with progress for whoever watches."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

from izin.cli.errors import BadInput
from izin.cli.files import CHUNK_BYTES, LocalFile
from izin.cli.output import stderr
from shared.contracts import DokumenBerkode
from shared.store.port import DokumenStore


async def upload(
    store: DokumenStore, files: Sequence[LocalFile], limit_bytes: int
) -> list[DokumenBerkode]:
    """Raises `BerkasTerlaluBesar` or `BadInput` for a file that changed since it was measured."""
    if not files:
        return []
    console = stderr()
    columns = (TextColumn("Mengunggah {task.description}"), BarColumn(), DownloadColumn())
    total = sum(file.facts.ukuran_bytes for file in files)
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        return [await _one(store, file, limit_bytes, (progress, task)) for file in files]


async def _one(
    store: DokumenStore, file: LocalFile, limit_bytes: int, shown: tuple[Progress, TaskID]
) -> DokumenBerkode:
    progress, task = shown
    progress.update(task, description=file.kode)
    berkas = await store.put(file.path.name, _chunks(file.path, shown), limit_bytes)
    if berkas.sha256 != file.facts.sha256:
        raise BadInput(f"{file.kode}: {file.path} berubah selagi diunggah; ulangi perintahnya")
    return DokumenBerkode(kode=file.kode, berkas=berkas)


async def _chunks(path: Path, shown: tuple[Progress, TaskID]) -> AsyncIterator[bytes]:
    progress, task = shown
    handle = await asyncio.to_thread(path.open, "rb")
    with handle:
        while chunk := await asyncio.to_thread(handle.read, CHUNK_BYTES):
            yield chunk
            progress.update(task, advance=len(chunk))
