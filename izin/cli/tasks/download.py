"""An application's files onto this machine, each checked against its digest."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from izin.cli.errors import BadInput, Failed
from izin.cli.output import working
from shared.contracts import Dokumen, Tugas
from shared.store.meter import Meter
from shared.store.port import DokumenStore

ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


async def download(store: DokumenStore, tugas: Tugas, folder: Path) -> list[Path]:
    """Into `folder`/NOMOR. Raises `BadInput` when that cannot be written, `Failed` when a file
    is gone or is not what the application says it is."""
    target = folder / tugas.nomor
    try:
        target.mkdir(parents=True, exist_ok=True)
        with working(f"Mengunduh berkas {tugas.nomor}"):
            return [await _one(store, kode, berkas, target) for kode, berkas in _files(tugas)]
    except OSError as error:
        raise BadInput(f"{target} tidak dapat ditulis ({error.strerror})") from error


def _files(tugas: Tugas) -> Iterable[tuple[str, Dokumen]]:
    yield from ((d.kode, d.berkas) for d in tugas.dokumen)
    yield from ((h.kode, h.berkas) for h in tugas.hasil if h.berkas is not None)


async def _one(store: DokumenStore, kode: str, berkas: Dokumen, target: Path) -> Path:
    """Named by its code and its type: the name that the sender gave it is not obeyed."""
    path = target / f"{kode}{ENDINGS.get(berkas.media_type, '.bin')}"
    meter = Meter()
    handle = await asyncio.to_thread(path.open, "wb")
    with handle:
        try:
            async for chunk in store.read(berkas.berkas_id):
                meter.feed(chunk)
                await asyncio.to_thread(handle.write, chunk)
        except KeyError as error:
            raise Failed(f"{kode}: berkasnya tidak ada lagi di penyimpanan") from error
    if meter.facts().sha256 != berkas.sha256:
        raise Failed(f"{kode}: isi berkas tidak sesuai SHA-256 yang tercatat")
    return path
