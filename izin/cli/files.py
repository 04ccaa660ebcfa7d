"""Files on this machine, measured from their own bytes as the store will measure them."""

from dataclasses import dataclass
from pathlib import Path

from izin.cli.errors import BadInput
from shared.alur import FaktaBerkas
from shared.contracts import Dokumen, DokumenBerkode
from shared.store.meter import Meter

CHUNK_BYTES = 256 * 1024
NOT_READ = "0" * 64
"""Stands for the digest of a file that is too large to be looked into."""


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
    """A file over the limit is not read. Raises `BadInput` when it cannot be read."""
    meter = Meter()
    try:
        size = path.stat().st_size
        if size > limit_bytes:
            return LocalFile(kode, path, FaktaBerkas(size, "", ""))
        with path.open("rb") as handle:
            while chunk := handle.read(CHUNK_BYTES):
                meter.feed(chunk)
    except OSError as error:
        raise BadInput(f"{kode}: {path} tidak dapat dibaca ({error.strerror})") from error
    return LocalFile(kode, path, meter.facts())
