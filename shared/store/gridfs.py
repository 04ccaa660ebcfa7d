"""How a file lies in GridFS, and how it is written there.

A file is believed only as far as its chunks bear it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bson import Int64, ObjectId

from shared.mongo_driver import OperationFailure
from shared.store.indeks import BUCKET_DOKUMEN, INDEKS_DOKUMEN
from shared.store.motor_client import UNAUTHORIZED, Database, Document, make_indexes, store_errors
from shared.store.port import BerkasRusak

# How a file lies in GridFS, believed only as far as its chunks bear it out.
#
# Whoever may upload writes these documents themselves: one that says a byte and holds gigabytes,
# one whose chunks are missing or of odd lengths, must end as a refusal, and soon.
POTONGAN_MIN_BYTES = 1024
"""Drivers cut files into 255 KiB. Much less means more round trips than a file is worth."""

_RUSAK = "berkas tersimpan tidak utuh"


@dataclass(frozen=True)
class Susunan:
    """`id` as the store has it."""

    id: Any
    ukuran_bytes: int
    potongan_bytes: int

    @property
    def banyak(self) -> int:
        return -(-self.ukuran_bytes // self.potongan_bytes)

    def potongan(self, ke: int, document: Mapping[str, Any]) -> bytes:
        """The bytes of chunk `ke`. Raises `BerkasRusak`."""
        data, nomor = document.get("data"), document.get("n")
        sisa = self.ukuran_bytes - ke * self.potongan_bytes
        if ke >= self.banyak or nomor != ke or not isinstance(data, bytes):
            raise BerkasRusak(f"{_RUSAK} (potongan {ke})")
        if len(data) != min(self.potongan_bytes, sisa):
            raise BerkasRusak(f"{_RUSAK} (panjang potongan {ke})")
        return data

    def pastikan_lengkap(self, banyak: int) -> None:
        """Raises `BerkasRusak`."""
        if banyak != self.banyak:
            raise BerkasRusak(f"{_RUSAK} ({banyak} dari {self.banyak} potongan)")


def susunan_of(document: Mapping[str, Any]) -> Susunan:
    """Of a document of the bucket's `files`. Raises `BerkasRusak`."""
    ukuran: Any = document.get("length")
    potongan: Any = document.get("chunkSize")
    if not _bulat(ukuran, 0) or not _bulat(potongan, POTONGAN_MIN_BYTES):
        raise BerkasRusak(f"{_RUSAK} (length atau chunkSize)")
    return Susunan(document["_id"], int(ukuran), int(potongan))


def _bulat(nilai: Any, minimum: int) -> bool:
    return isinstance(nilai, int) and not isinstance(nilai, bool) and nilai >= minimum


# How a file is written into GridFS: as any driver writes it, in as few requests as it takes.
#
# A driver's own upload asks before each file whether the indexes are there, and cannot be told the
# metadata, which follow from the bytes, in the same write: five requests where two do.
CHUNK_BYTES = 255 * 1024
"""What drivers use, and what `mongo_dokumen` calls a small file."""

BATCH_CHUNKS = 4
"""So many are held before they are written: what an upload takes of memory."""


class Bucket:
    """The files and chunks of the bucket `dokumen`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.files = database[f"{BUCKET_DOKUMEN}.files"]
        self.chunks = database[f"{BUCKET_DOKUMEN}.chunks"]
        self._asked = False

    async def ready(self) -> None:
        """The first file of all brings the indexes along, where no worker has made them. Whoever
        uploads asks once."""
        if self._asked:
            return
        with store_errors():
            empty = await self.files.find_one(projection={"_id": True}) is None
            if empty and not await self._indexed():
                await make_indexes(self._database, INDEKS_DOKUMEN)
        self._asked = True

    async def _indexed(self) -> bool:
        """Beside the one of `_id`. To ask takes less right than to make them."""
        both = [await satu.index_information() for satu in (self.files, self.chunks)]
        return all(len(satu) > 1 for satu in both)


class Upload:
    """One file. Nobody sees it before `finish`; `abandon` takes away what was written."""

    def __init__(self, bucket: Bucket, nama_berkas: str) -> None:
        self._bucket = bucket
        self._nama_berkas = nama_berkas
        self.id = ObjectId()
        self._rest = bytearray()
        self._waiting: list[Document] = []
        self._length = 0
        self._count = 0

    async def write(self, potongan: bytes) -> None:
        self._length += len(potongan)
        self._rest += potongan
        while len(self._rest) >= CHUNK_BYTES:
            self._cut(CHUNK_BYTES)
            if len(self._waiting) >= BATCH_CHUNKS:
                await self._flush()

    async def finish(self, metadata: Document) -> None:
        if self._rest:
            self._cut(len(self._rest))
        await self._flush()
        document = {
            "_id": self.id,
            "filename": self._nama_berkas,
            "metadata": metadata,
            "chunkSize": CHUNK_BYTES,
            "length": Int64(self._length),
            "uploadDate": datetime.now(tz=UTC),
        }
        with store_errors():
            await self._bucket.files.insert_one(document)

    async def abandon(self) -> None:
        """An account that may not take anything away leaves chunks that no file names."""
        try:
            with store_errors():
                await self._bucket.chunks.delete_many({"files_id": self.id})
        except OperationFailure as error:
            if error.code != UNAUTHORIZED:
                raise

    def _cut(self, count: int) -> None:
        document: dict[str, Any] = {"files_id": self.id, "n": self._count}
        self._waiting.append({**document, "data": bytes(self._rest[:count])})
        del self._rest[:count]
        self._count += 1

    async def _flush(self) -> None:
        await self._bucket.ready()
        if not self._waiting:
            return
        with store_errors():
            await self._bucket.chunks.insert_many(self._waiting)
        self._waiting = []
