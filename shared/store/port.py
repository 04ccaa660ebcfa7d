"""The document store as the rest of AlurIzin needs it; the stores on the MongoDB wire
and those in `memory` provide it.

One shared suite (`tests/contract`) holds both to the same behaviour. Methods raise
`StoreTidakTerjangkau` when the store does not answer; trying again is always safe.
"""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from shared.alur.files import FaktaBerkas
from shared.contracts import Dokumen
from shared.errors import AlurIzinError
from shared.permohonan import Permohonan, Status
from shared.store.indeks import Indeks


class KunciGanda(AlurIzinError):
    """A unique key (pengajuan_id, nomor) is held by another application."""


class HakSimpananKurang(AlurIzinError):
    """The account of the store may not do that."""


class BerkasTerlaluBesar(AlurIzinError):
    """Berkas melebihi batas ukuran."""

    def __init__(self, nama_berkas: str, batas_bytes: int) -> None:
        super().__init__(f"{nama_berkas} melebihi batas {batas_bytes} byte")
        self.nama_berkas = nama_berkas
        self.batas_bytes = batas_bytes


class BerkasRusak(AlurIzinError):
    """Berkas tersimpan tidak utuh."""


class DokumenTidakTerbaca(AlurIzinError):
    """Documents of the store in a form that AlurIzin does not write; `sebutan` names each."""

    def __init__(self, sebutan: Iterable[str]) -> None:
        self.sebutan = tuple(sebutan)
        super().__init__(f"dokumen tidak terbaca: {', '.join(self.sebutan)}")


class PermohonanStore(Protocol):
    """Applications, their numbers, and the SOP versions they run under."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat and to run in several processes at once."""

    async def ping(self) -> None:
        """Raises `StoreTidakTerjangkau`."""

    async def find(self, permohonan_id: UUID) -> Permohonan | None: ...

    async def find_by_nomor(self, nomor: str) -> Permohonan | None: ...

    async def insert(self, permohonan: Permohonan) -> None:
        """Raises `KunciGanda` when the id, the nomor or the pengajuan_id is taken."""

    async def advance(self, baru: Permohonan, lama: Permohonan) -> bool:
        """The compare-and-set write: `baru` is `lama` with exactly one more entry in its riwayat.
        False, without a change, when the stored document differs by now from the one that `lama`
        was read from (`urutan`, `jaga.sampai`, `jaga.kalender`): so it never overwrites a claim or
        a new projection that a watchdog made in the meantime. Raises `KunciGanda` when a
        new pengajuan_id is taken by another application."""

    async def next_number(self, pencacah: str) -> int:
        """1, 2, 3, … for each name, each number given out once; a crash may leave a gap."""

    async def save_sop(self, versi: str, berkas: str, sumber: str) -> None:
        """Keep the raw text of an SOP version; repeating changes nothing."""

    async def load_sop(self, versi: str) -> tuple[str, str] | None:
        """(file name, raw text) of a version that was kept."""

    def scan(
        self, status: Status | None = None, pelaksana: str | None = None
    ) -> AsyncIterator[Permohonan]:
        """Every application, or those of a status, or those whose open step is a pelaksana's; in
        no particular order, without holding them all in memory. Raises `DokumenTidakTerbaca` after
        all that can be read when there were some that cannot: one does not hide the others, and
        is not left out silently."""

    async def open_at(
        self, pelaksana: str, setelah: UUID | None, paling_banyak: int
    ) -> Sequence[Permohonan]:
        """Applications whose open step is this pelaksana's, in the order of their ids, from the one
        after `setelah` on. One that cannot be read is left out."""

    async def close(self) -> None: ...


class DokumenStore(Protocol):
    """The files themselves."""

    async def put(self, nama_berkas: str, isi: AsyncIterable[bytes], batas_bytes: int) -> Dokumen:
        """Stream a file in. Raises `BerkasTerlaluBesar` and keeps nothing of it."""

    async def put_made(self, berkas_id: str, nama_berkas: str, isi: bytes) -> Dokumen:
        """Keep a file of our own making under an id that follows from it: 24 hex digits. Safe to
        repeat; the same id always means the same bytes."""

    async def facts(self, berkas_id: str, batas_bytes: int) -> FaktaBerkas | None:
        """Measured from the bytes. A file over the limit is not read; its digest is empty. `cacat`
        marks a file that is not stored as it says; its other values are not to be relied on."""

    def read(self, berkas_id: str) -> AsyncIterator[bytes]:
        """The bytes, chunk by chunk. Raises `KeyError` when there is no such file, `BerkasRusak`
        when it is not stored as it says."""


async def facts_of(
    store: DokumenStore, berkas_id: Iterable[str], batas_bytes: int
) -> dict[str, FaktaBerkas]:
    """The facts of several files; those the store does not have are left out."""
    semua = list(dict.fromkeys(berkas_id))
    fakta = await asyncio.gather(*(store.facts(satu, batas_bytes) for satu in semua))
    return {satu: f for satu, f in zip(semua, fakta, strict=True) if f is not None}


class SopTersimpan(NamedTuple):
    """The text of an SOP version, as it is kept."""

    versi: str
    berkas: str
    sumber: str


class AuditStore(Protocol):
    """Only reads. Methods raise `StoreTidakTerjangkau`, as in `port`."""

    async def indexes(self) -> Mapping[str, tuple[Indeks, ...]]:
        """Of every collection there is."""

    def sops(self) -> AsyncIterator[SopTersimpan]:
        """Every version that is kept; a part missing in one is empty."""

    async def counters(self) -> Mapping[str, int]:
        """The last number that each counter gave out."""
