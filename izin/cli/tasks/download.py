"""An application's files onto this machine, each checked against its digest."""

import asyncio
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from izin.cli.errors import BadInput, Failed
from izin.cli.output import working
from shared.contracts import Dokumen, Tugas
from shared.store.meter import Meter
from shared.store.port import BerkasRusak, DokumenStore

ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


async def download(store: DokumenStore, tugas: Tugas, folder: Path) -> list[Path]:
    """Into `folder`/NOMOR. Raises `BadInput` when that cannot be written, `Failed` when a file
    is gone or is not what the application says it is."""
    target = folder / tugas.nomor
    try:
        _own_folder(target)
        with working(f"Mengunduh berkas {tugas.nomor}"):
            return [await _one(store, kode, berkas, target) for kode, berkas in _files(tugas)]
    except OSError as error:
        raise BadInput(f"{target} tidak dapat ditulis ({error.strerror})") from error


def _own_folder(target: Path) -> None:
    """Raises `BadInput` for a link: in a folder that others may write to, it would lead the
    officer's hand."""
    if target.is_symlink():
        raise BadInput(f"{target} adalah tautan, bukan folder", remedy="Pilih folder lain")
    target.mkdir(parents=True, exist_ok=True)


def _files(tugas: Tugas) -> Iterable[tuple[str, Dokumen]]:
    yield from ((d.kode, d.berkas) for d in tugas.dokumen)
    yield from ((h.kode, h.berkas) for h in tugas.hasil if h.berkas is not None)


async def _one(store: DokumenStore, kode: str, berkas: Dokumen, target: Path) -> Path:
    """Named by its code and its type: the name that the sender gave it is not obeyed. It has its
    name only when all of it is there and right, and takes the place of what had it before: an
    earlier download, or a link, which is not followed."""
    path = target / f"{kode}{ENDINGS.get(berkas.media_type, '.bin')}"
    handle, partial = await asyncio.to_thread(tempfile.mkstemp, prefix=".unduh-", dir=target)
    try:
        await _fill(store, kode, berkas, handle)
        await asyncio.to_thread(os.replace, partial, path)
    finally:
        with suppress(FileNotFoundError):
            await asyncio.to_thread(os.unlink, partial)
    return path


async def _fill(store: DokumenStore, kode: str, berkas: Dokumen, handle: int) -> None:
    meter = Meter()
    with os.fdopen(handle, "wb") as file:
        try:
            async for chunk in store.read(berkas.berkas_id):
                meter.feed(chunk)
                await asyncio.to_thread(file.write, chunk)
        except KeyError as error:
            raise Failed(f"{kode}: berkasnya tidak ada lagi di penyimpanan") from error
        except BerkasRusak as error:
            raise Failed(f"{kode}: {error}") from error
    if meter.facts().sha256 != berkas.sha256:
        raise Failed(f"{kode}: isi berkas tidak sesuai SHA-256 yang tercatat")
