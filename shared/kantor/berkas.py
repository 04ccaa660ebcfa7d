"""Files between this machine and the store: measured from their own bytes as the store measures
them, streamed up, and down again with their digest checked."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shared.alur import FaktaBerkas
from shared.contracts import Dokumen, DokumenBerkode, Tugas
from shared.kantor.errors import MasukanKeliru, TidakTerlaksana
from shared.os_words import sebab_os
from shared.store.meter import Meter
from shared.store.port import BerkasRusak, DokumenStore
from shared.whole_file import OWNER_ONLY, BerkasSudahAda, Draft, make_folder

CHUNK_BYTES = 256 * 1024
NOT_READ = "0" * 64
"""Stands for the digest of a file that is too large to be looked into."""

ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


@dataclass(frozen=True)
class LocalFile:
    """One file on this machine; `kode` is the persyaratan or the output that it is for."""

    kode: str
    path: Path
    facts: FaktaBerkas

    def as_document(self, berkas_id: str) -> DokumenBerkode:
        return DokumenBerkode(
            kode=self.kode,
            berkas=Dokumen(
                berkas_id=berkas_id,
                nama_berkas=self.path.name,
                media_type=self.facts.media_type,
                ukuran_bytes=self.facts.ukuran_bytes,
                sha256=self.facts.sha256 or NOT_READ,
            ),
        )


def measure(kode: str, path: Path, limit_bytes: int) -> LocalFile:
    """A file over the limit is not read. Raises `MasukanKeliru` when it cannot be read."""
    meter = Meter()
    try:
        size = path.stat().st_size
        if size > limit_bytes:
            return LocalFile(kode, path, FaktaBerkas(size, "", ""))
        with path.open("rb") as handle:
            while chunk := handle.read(CHUNK_BYTES):
                meter.feed(chunk)
    except OSError as error:
        raise MasukanKeliru(f"{kode}: {path} tidak dapat dibaca ({sebab_os(error)})") from error
    return LocalFile(kode, path, meter.facts())


Sent = Callable[[LocalFile, int], None]


def silent(_: LocalFile, __: int) -> None:
    """The progress is not shown."""


async def upload(
    store: DokumenStore, files: Sequence[LocalFile], limit_bytes: int, sent: Sent = silent
) -> list[DokumenBerkode]:
    """One after the other. `sent` is told of every file and of every part of it that went, in
    bytes. Raises `BerkasTerlaluBesar`, and `MasukanKeliru` for a file that changed since it was
    measured."""
    return [await _up(store, file, limit_bytes, sent) for file in files]


async def _up(store: DokumenStore, file: LocalFile, limit_bytes: int, sent: Sent) -> DokumenBerkode:
    sent(file, 0)
    berkas = await store.put(file.path.name, _chunks(file, sent), limit_bytes)
    if berkas.sha256 != file.facts.sha256:
        raise MasukanKeliru(f"{file.kode}: {file.path} berubah selagi diunggah; ulangi perintahnya")
    return DokumenBerkode(kode=file.kode, berkas=berkas)


async def _chunks(file: LocalFile, sent: Sent) -> AsyncIterator[bytes]:
    handle = await asyncio.to_thread(file.path.open, "rb")
    with handle:
        while chunk := await asyncio.to_thread(handle.read, CHUNK_BYTES):
            yield chunk
            sent(file, len(chunk))


async def download(store: DokumenStore, tugas: Tugas, folder: Path) -> list[Path]:
    """Into `folder`/NOMOR. Raises `BerkasTidakTertulis`, and `TidakTerlaksana` when a file is gone
    or differs from the application's record of it."""
    target = folder / tugas.nomor
    _own_folder(target)
    return [await _down(store, kode, berkas, target) for kode, berkas in _files(tugas)]


def _own_folder(target: Path) -> None:
    """Raises `MasukanKeliru` for a link: in a folder that others may write to, it would lead the
    officer's hand."""
    if target.is_symlink():
        raise MasukanKeliru(f"{target} adalah tautan, bukan folder", anjuran="Pilih folder lain")
    make_folder(target)


def _files(tugas: Tugas) -> Iterable[tuple[str, Dokumen]]:
    yield from ((d.kode, d.berkas) for d in tugas.dokumen)
    yield from ((h.kode, h.berkas) for h in tugas.hasil if h.berkas is not None)


async def _down(store: DokumenStore, kode: str, berkas: Dokumen, target: Path) -> Path:
    """Named by its code and its type: the name that the sender gave it is not obeyed. It replaces
    an earlier download, or a link, which is not followed."""
    path = target / f"{kode}{ENDINGS.get(berkas.media_type, '.bin')}"
    await fetch(store, kode, berkas, path, timpa=True)
    return path


class Tersidik(Protocol):
    """A file of the store, and the digest that it has to have."""

    @property
    def berkas_id(self) -> str: ...

    @property
    def sha256(self) -> str: ...


async def fetch(
    store: DokumenStore, kode: str, berkas: Tersidik, path: Path, *, timpa: bool
) -> None:
    """It has its name only when all of it is there and right. Raises `MasukanKeliru` when something
    is in its place and `timpa` is False, `BerkasTidakTertulis`, and `TidakTerlaksana` when it is
    gone from the store, or differs from the record of it. `kode` is what an error calls it."""
    try:
        with Draft(path, mode=OWNER_ONLY, replace=timpa, follow=False) as draft:
            await _fill(store, kode, berkas, draft)
            await asyncio.to_thread(draft.finish)
            await asyncio.to_thread(draft.place)
    except BerkasSudahAda as error:
        raise MasukanKeliru(str(error)) from error


async def _fill(store: DokumenStore, kode: str, berkas: Tersidik, draft: Draft) -> None:
    meter = Meter()
    try:
        async for chunk in store.read(berkas.berkas_id):
            meter.feed(chunk)
            await asyncio.to_thread(draft.write, chunk)
    except KeyError as error:
        raise TidakTerlaksana(f"{kode}: berkasnya tidak ada lagi di penyimpanan") from error
    except BerkasRusak as error:
        raise TidakTerlaksana(f"{kode}: {error}") from error
    if meter.sha256() != berkas.sha256:
        raise TidakTerlaksana(f"{kode}: isi berkas tidak sesuai SHA-256 yang tercatat")
