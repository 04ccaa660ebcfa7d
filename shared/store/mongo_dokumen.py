"""Files in GridFS, measured from their bytes."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterable, AsyncIterator, Sequence

from bson import ObjectId

from shared.alur.files import FaktaBerkas
from shared.contracts import Dokumen
from shared.store.gridfs import CHUNK_BYTES, Bucket, Susunan, Upload, susunan_of
from shared.store.indeks import INDEKS_DOKUMEN
from shared.store.made_files import made_document, write_made
from shared.store.meter import Meter
from shared.store.motor_client import Client, Document, make_indexes, one_of, store_errors
from shared.store.port import BerkasRusak, BerkasTerlaluBesar
from shared.store.together import Together

SMALL_BYTES = CHUNK_BYTES
"""A file in one chunk of the usual size: several of them are fetched in one answer."""

SMALL_AT_ONCE = 16

FILES_AT_ONCE = 100

LARGE_AT_ONCE = 2
BATCH_CHUNKS = 4
"""Left alone, a driver takes as many chunks as the largest answer holds, 16 MB, and decodes them
while it has the next. So many bound a worker's memory, whatever the size of the files."""


class GridFsDokumenStore:
    """Files in the GridFS bucket `dokumen`; their digest and type stand in `metadata`."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = database = client[basis_data]
        self._bucket = Bucket(database)
        self._files, self._chunks = self._bucket.files, self._bucket.chunks
        self._find = Together(self._find_all, FILES_AT_ONCE)
        self._fetch = Together(self._fetch_all, SMALL_AT_ONCE)
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)

    async def prepare(self) -> None:
        """So that whoever brings the first file need not make the indexes."""
        await make_indexes(self._database, INDEKS_DOKUMEN)

    async def put(self, nama_berkas: str, isi: AsyncIterable[bytes], batas_bytes: int) -> Dokumen:
        meter, upload = Meter(), Upload(self._bucket, nama_berkas)
        async for potongan in isi:
            meter.feed(potongan)
            if meter.ukuran_bytes > batas_bytes:
                await upload.abandon()
                raise BerkasTerlaluBesar(nama_berkas, batas_bytes)
            await upload.write(potongan)
        fakta = await self._facts(meter)
        await upload.finish({"sha256": fakta.sha256, "media_type": fakta.media_type})
        return Dokumen(
            berkas_id=str(upload.id),
            nama_berkas=nama_berkas,
            media_type=fakta.media_type,
            ukuran_bytes=fakta.ukuran_bytes,
            sha256=fakta.sha256,
        )

    async def put_made(self, berkas_id: str, nama_berkas: str, isi: bytes) -> Dokumen:
        dokumen = made_document(berkas_id, nama_berkas, isi)
        if await self._find(ObjectId(berkas_id)) is None:
            await write_made(self._bucket, dokumen, isi)
        return dokumen

    async def facts(self, berkas_id: str, batas_bytes: int) -> FaktaBerkas | None:
        """What says how a file lies and its first bytes are asked for at the same time: most files
        are small, and then that is all."""
        meter = Meter()
        id_ = ObjectId(berkas_id)
        document, awal = await asyncio.gather(self._find(id_), self._fetch(id_))
        if document is None:
            return None
        try:
            susunan = susunan_of(document)
            if susunan.ukuran_bytes > batas_bytes:
                return FaktaBerkas(susunan.ukuran_bytes, "", "")
            if susunan.ukuran_bytes <= SMALL_BYTES and susunan.banyak <= 1:
                meter.feed(_isi_kecil(susunan, awal))
            else:
                del awal
                async with self._large:
                    async for potongan in self._potongan(susunan):
                        meter.feed(potongan)
        except BerkasRusak as rusak:
            return FaktaBerkas(meter.ukuran_bytes, "", "", f"{rusak}; unggah ulang")
        return await self._facts(meter)

    async def read(self, berkas_id: str) -> AsyncIterator[bytes]:
        susunan = await self._susunan(berkas_id)
        if susunan is None:
            raise KeyError(berkas_id)
        async for potongan in self._potongan(susunan):
            yield potongan

    async def _facts(self, meter: Meter) -> FaktaBerkas:
        if not meter.berat:
            return meter.facts()
        async with self._large:
            return await asyncio.to_thread(meter.facts)

    async def _susunan(self, berkas_id: str) -> Susunan | None:
        """Raises `BerkasRusak`."""
        document = await self._find(ObjectId(berkas_id))
        return susunan_of(document) if document else None

    async def _find_all(self, semua: Sequence[ObjectId]) -> Sequence[Document | None]:
        with store_errors():
            ada = {d["_id"]: d async for d in self._files.find({"_id": one_of(semua)})}
        return [ada.get(satu) for satu in semua]

    async def _fetch_all(self, semua: Sequence[ObjectId]) -> Sequence[list[Document]]:
        """The first chunk of each file, and the second where there is one. What is larger than a
        small file is only counted: whoever uploads says how large a chunk is."""
        cari = {"files_id": one_of(semua), "n": {"$lte": 1}}
        milik: dict[ObjectId, list[Document]] = defaultdict(list)
        with store_errors():
            async for document in self._chunks.find(cari).batch_size(SMALL_AT_ONCE):
                if len(punya := milik[document["files_id"]]) <= 1:
                    punya.append(document if _seperti_kecil(document) else {})
        return [milik[satu] for satu in semua]

    async def _potongan(self, susunan: Susunan) -> AsyncIterator[bytes]:
        """One more than there should be is asked for: a reader elsewhere would stumble over it."""
        cari = {"files_id": susunan.id}
        with store_errors():
            ditemukan = self._chunks.find(cari).sort("n", 1).limit(susunan.banyak + 1)
            ke = 0
            async for document in ditemukan.batch_size(BATCH_CHUNKS):
                yield susunan.potongan(ke, document)
                ke += 1
        susunan.pastikan_lengkap(ke)


def _seperti_kecil(potongan: Document) -> bool:
    data = potongan.get("data")
    return isinstance(data, bytes) and len(data) <= SMALL_BYTES


def _isi_kecil(susunan: Susunan, potongan: Sequence[Document]) -> bytes:
    """Raises `BerkasRusak`."""
    isi = b"".join(susunan.potongan(ke, satu) for ke, satu in enumerate(potongan))
    susunan.pastikan_lengkap(len(potongan))
    return isi
