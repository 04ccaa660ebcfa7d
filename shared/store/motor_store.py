"""Applications and files on the MongoDB wire. The only module that knows Motor: the other stores
on that wire begin with what it gives them (`connect`, `store_errors`, `Client`, `Collection`).

Motor is in maintenance and PyMongo's own async client is its successor: the move must stay an
edit of this one file.
"""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias, cast
from uuid import UUID

from bson import CodecOptions, ObjectId
from bson.raw_bson import RawBSONDocument
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
    AsyncIOMotorGridFSBucket,
)
from pydantic import ValidationError
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
)

from shared.alur.files import FaktaBerkas
from shared.certificate_words import sebab_sertifikat
from shared.contracts import Dokumen
from shared.errors import SkemaLebihBaru, StoreTidakTerjangkau
from shared.permohonan import Permohonan, Status
from shared.store.codec import as_read, from_document, to_document, to_update
from shared.store.gridfs_layout import Susunan, susunan_of
from shared.store.indeks import BUCKET_DOKUMEN, INDEKS_PERMOHONAN, PERMOHONAN, Indeks
from shared.store.meter import Meter
from shared.store.pages import in_parts
from shared.store.port import BerkasRusak, BerkasTerlaluBesar, DokumenTidakTerbaca, KunciGanda

Document = dict[str, Any]
Client: TypeAlias = "AsyncIOMotorClient[Document]"
Collection: TypeAlias = "AsyncIOMotorCollection[Document]"
Database: TypeAlias = "AsyncIOMotorDatabase[Document]"
RawCollection: TypeAlias = "AsyncIOMotorCollection[RawBSONDocument]"

AUTHENTICATION_FAILED = 18
DUPLICATE_KEY = 11000


def _is_transient(error: PyMongoError) -> bool:
    return (
        isinstance(error, ConnectionFailure)
        or error.timeout
        or error.has_error_label("RetryableWriteError")
    )


@contextmanager
def store_errors() -> Iterator[None]:
    """Motor's errors as ours: duplicates, and everything that another try may cure."""
    try:
        yield
    except DuplicateKeyError as error:
        raise KunciGanda(str((error.details or {}).get("keyValue", ""))) from error
    except BulkWriteError as error:
        pertama = error.details["writeErrors"][:1]
        if pertama and pertama[0]["code"] == DUPLICATE_KEY:
            raise KunciGanda(str(pertama[0].get("keyValue", ""))) from error
        raise
    except PyMongoError as error:
        if isinstance(error, OperationFailure) and error.code == AUTHENTICATION_FAILED:
            # A store that is being set up may not know its user yet.
            raise StoreTidakTerjangkau("AuthenticationFailed") from error
        if _is_transient(error):
            raise StoreTidakTerjangkau(sebab_sertifikat(error) or type(error).__name__) from error
        raise


def connect(mongodb_url: str) -> Client:
    """A client for the event loop that is running; it connects when first used."""
    return AsyncIOMotorClient(mongodb_url, tz_aware=True)


def raw_collection(database: Database, nama: str) -> RawCollection:
    """Documents as the very bytes that are stored."""
    pilihan = CodecOptions(document_class=RawBSONDocument)
    return cast("RawCollection", database.get_collection(nama, codec_options=pilihan))


async def make_indexes(database: Database, indeks: Iterable[Indeks]) -> None:
    """Safe to repeat and to run beside others."""
    with store_errors():
        for satu in indeks:
            await database[satu.koleksi].create_index(satu.urutan, **satu.pilihan)


class MotorPermohonanStore:
    """Applications in the collection `permohonan`, one document each."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._client = client
        self._database = database = client[basis_data]
        self._permohonan = database[PERMOHONAN]
        self._pencacah = database["pencacah"]
        self._sop = database["sop"]
        self._menghitung = asyncio.Lock()

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_PERMOHONAN)

    async def ping(self) -> None:
        with store_errors():
            await self._client.admin.command("ping")

    async def close(self) -> None:
        self._client.close()

    async def find(self, permohonan_id: UUID) -> Permohonan | None:
        with store_errors():
            document = await self._permohonan.find_one({"_id": str(permohonan_id)})
        return from_document(document) if document else None

    async def find_by_nomor(self, nomor: str) -> Permohonan | None:
        with store_errors():
            document = await self._permohonan.find_one({"nomor": nomor})
        return from_document(document) if document else None

    async def insert(self, permohonan: Permohonan) -> None:
        with store_errors():
            await self._permohonan.insert_one(to_document(permohonan))

    async def advance(self, baru: Permohonan, lama: Permohonan) -> bool:
        with store_errors():
            hasil = await self._permohonan.update_one(as_read(lama), to_update(baru, lama))
        return hasil.matched_count == 1

    async def next_number(self, pencacah: str) -> int:
        """By compare-and-set: an upserting find_one_and_update is not atomic everywhere (under
        contention the embedded store answered None, and mongod may answer with a duplicate)."""
        async with self._menghitung:
            while True:
                with store_errors():
                    angka = await self._try_count(pencacah)
                if angka is not None:
                    return angka

    async def _try_count(self, pencacah: str) -> int | None:
        """The next number, or None when another process was quicker."""
        document = await self._pencacah.find_one({"_id": pencacah})
        if document is None:
            try:
                await self._pencacah.insert_one({"_id": pencacah, "n": 1})
            except DuplicateKeyError:
                return None
            return 1
        lama = int(document["n"])
        hasil = await self._pencacah.update_one(
            {"_id": pencacah, "n": lama}, {"$set": {"n": lama + 1}}
        )
        return lama + 1 if hasil.matched_count else None

    async def save_sop(self, versi: str, berkas: str, sumber: str) -> None:
        isi = {"berkas": berkas, "sumber": sumber}
        with store_errors():
            await self._sop.update_one({"_id": versi}, {"$setOnInsert": isi}, upsert=True)

    async def load_sop(self, versi: str) -> tuple[str, str] | None:
        with store_errors():
            document = await self._sop.find_one({"_id": versi})
        return (document["berkas"], document["sumber"]) if document else None

    async def scan(
        self, status: Status | None = None, pelaksana: str | None = None
    ) -> AsyncIterator[Permohonan]:
        # One of them leads to an index; the other has little to leave out.
        saring = {"langkah.pelaksana": pelaksana} if pelaksana else {"status": status}
        saring = {bidang: nilai for bidang, nilai in saring.items() if nilai}
        rusak: list[str] = []
        with store_errors():
            async for document in in_parts(
                lambda id_: self._permohonan.find({**saring, "_id": id_})
            ):
                if status not in {None, document.get("status")}:
                    continue
                try:
                    permohonan = from_document(document)
                except (ValidationError, SkemaLebihBaru):
                    rusak.append(str(document.get("nomor", document["_id"])))
                    continue
                yield permohonan
        if rusak:
            raise DokumenTidakTerbaca(rusak)


class GridFsDokumenStore:
    """Files in the GridFS bucket `dokumen`; their digest and type stand in `metadata`."""

    def __init__(self, client: Client, basis_data: str) -> None:
        database = client[basis_data]
        self._bucket = AsyncIOMotorGridFSBucket(database, bucket_name=BUCKET_DOKUMEN)
        self._files = database[f"{BUCKET_DOKUMEN}.files"]
        self._chunks = database[f"{BUCKET_DOKUMEN}.chunks"]

    async def put(self, nama_berkas: str, isi: AsyncIterable[bytes], batas_bytes: int) -> Dokumen:
        meter = Meter()
        with store_errors():
            grid_in = self._bucket.open_upload_stream(nama_berkas)
            async for potongan in isi:
                meter.feed(potongan)
                if meter.ukuran_bytes > batas_bytes:
                    await grid_in.abort()
                    raise BerkasTerlaluBesar(nama_berkas, batas_bytes)
                await grid_in.write(potongan)
            await grid_in.close()
            fakta = meter.facts()
            metadata = {"sha256": fakta.sha256, "media_type": fakta.media_type}
            await self._files.update_one({"_id": grid_in._id}, {"$set": {"metadata": metadata}})
        return Dokumen(
            berkas_id=str(grid_in._id),
            nama_berkas=nama_berkas,
            media_type=fakta.media_type,
            ukuran_bytes=fakta.ukuran_bytes,
            sha256=fakta.sha256,
        )

    async def facts(self, berkas_id: str, batas_bytes: int) -> FaktaBerkas | None:
        meter = Meter()
        try:
            susunan = await self._susunan(berkas_id)
            if susunan is None:
                return None
            if susunan.ukuran_bytes > batas_bytes:
                return FaktaBerkas(susunan.ukuran_bytes, "", "")
            async for potongan in self._potongan(susunan):
                meter.feed(potongan)
        except BerkasRusak as rusak:
            return FaktaBerkas(meter.ukuran_bytes, "", "", f"{rusak}; unggah ulang")
        return meter.facts()

    async def read(self, berkas_id: str) -> AsyncIterator[bytes]:
        susunan = await self._susunan(berkas_id)
        if susunan is None:
            raise KeyError(berkas_id)
        async for potongan in self._potongan(susunan):
            yield potongan

    async def _susunan(self, berkas_id: str) -> Susunan | None:
        with store_errors():
            document = await self._files.find_one({"_id": ObjectId(berkas_id)})
        return susunan_of(document) if document else None

    async def _potongan(self, susunan: Susunan) -> AsyncIterator[bytes]:
        """One more than there should be is asked for: a reader elsewhere would stumble over it."""
        cari = {"files_id": susunan.id}
        with store_errors():
            ditemukan = self._chunks.find(cari).sort("n", 1).limit(susunan.banyak + 1)
            ke = 0
            async for document in ditemukan:
                yield susunan.potongan(ke, document)
                ke += 1
        susunan.pastikan_lengkap(ke)
