"""How a file is written into GridFS: as any driver writes it, in as few requests as it takes.

A driver's own upload asks before each file whether the indexes are there, and cannot be told the
metadata, which follow from the bytes, in the same write: five requests where two do.
"""

from datetime import UTC, datetime
from typing import Any

from bson import Int64, ObjectId

from shared.store.indeks import BUCKET_DOKUMEN, INDEKS_DOKUMEN
from shared.store.motor_client import Database, Document, make_indexes, store_errors

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
        """The first file of all brings the indexes along. Whoever uploads asks once."""
        if self._asked:
            return
        with store_errors():
            if await self.files.find_one(projection={"_id": True}) is None:
                await make_indexes(self._database, INDEKS_DOKUMEN)
        self._asked = True


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
        with store_errors():
            await self._bucket.chunks.delete_many({"files_id": self.id})

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
