"""Applications on the MongoDB wire."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from uuid import UUID

from pydantic import ValidationError

from shared.errors import SkemaLebihBaru
from shared.mongo_driver import DuplicateKeyError
from shared.permohonan import Permohonan, Status
from shared.store.codec import as_read, from_document, to_document, to_update
from shared.store.indeks import INDEKS_PERMOHONAN, PERMOHONAN
from shared.store.mongo_writing import Advance, Insert, Writing
from shared.store.motor_client import (
    Client,
    Collection,
    Document,
    in_parts,
    make_indexes,
    one_of,
    store_errors,
)
from shared.store.port import DokumenTidakTerbaca
from shared.store.together import Together

MOST_COUNTED_AT_ONCE = 100


class Counting:
    """Numbers given out in the order in which they were asked for, to all that ask at the moment
    in one round trip.

    By compare-and-set: an upserting find_one_and_update is not atomic everywhere (under
    contention the embedded store answered None, and mongod may answer with a duplicate;
    decision 23).
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._together: Together[str, int] = Together(self._count, MOST_COUNTED_AT_ONCE)

    async def __call__(self, name: str) -> int:
        """1, 2, 3, … for each name. Raises `StoreTidakTerjangkau`."""
        return await self._together(name)

    async def _count(self, names: Sequence[str]) -> Sequence[int]:
        drawn = {name: await self._draw(name, many) for name, many in Counter(names).items()}
        return [next(drawn[name]) for name in names]

    async def _draw(self, name: str, many: int) -> Iterator[int]:
        while True:
            with store_errors():
                first = await self._try(name, many)
            if first is not None:
                return iter(range(first, first + many))

    async def _try(self, name: str, many: int) -> int | None:
        """The first of so many numbers, or None when another process was quicker."""
        document = await self._collection.find_one({"_id": name})
        if document is None:
            try:
                await self._collection.insert_one({"_id": name, "n": many})
            except DuplicateKeyError:
                return None
            return 1
        last = int(document["n"])
        done = await self._collection.update_one(
            {"_id": name, "n": last}, {"$set": {"n": last + many}}
        )
        return last + 1 if done.matched_count else None


MOST_AT_ONCE = 50
"""Applications in one answer: a long history is some hundred kilobytes."""


class MongoPermohonanStore:
    """Applications in the collection `permohonan`, one document each."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._client = client
        self._database = database = client[basis_data]
        self._permohonan = database[PERMOHONAN]
        self._sop = database["sop"]
        self._read = Together(self._read_all, MOST_AT_ONCE)
        self._write = Writing(self._permohonan)
        self._count = Counting(database["pencacah"])

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_PERMOHONAN)

    async def ping(self) -> None:
        with store_errors():
            await self._client.admin.command("ping")

    async def close(self) -> None:
        self._client.close()

    async def find(self, permohonan_id: UUID) -> Permohonan | None:
        document = await self._read(str(permohonan_id))
        return from_document(document) if document else None

    async def _read_all(self, semua: Sequence[str]) -> Sequence[Document | None]:
        with store_errors():
            cari = self._permohonan.find({"_id": one_of(semua)})
            ditemukan = {d["_id"]: d async for d in cari}
        return [ditemukan.get(satu) for satu in semua]

    async def find_by_nomor(self, nomor: str) -> Permohonan | None:
        with store_errors():
            document = await self._permohonan.find_one({"nomor": nomor})
        return from_document(document) if document else None

    async def insert(self, permohonan: Permohonan) -> None:
        await self._write(Insert(to_document(permohonan)))

    async def advance(self, baru: Permohonan, lama: Permohonan) -> bool:
        ubah = to_update(baru, lama)
        return await self._write(
            Advance(as_read(lama), ubah, baru.urutan - 1, baru.riwayat[-1].digest)
        )

    async def next_number(self, pencacah: str) -> int:
        return await self._count(pencacah)

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

    async def open_at(
        self, pelaksana: str, setelah: UUID | None, paling_banyak: int
    ) -> Sequence[Permohonan]:
        saring: Document = {"langkah.pelaksana": pelaksana}
        if setelah is not None:
            saring["_id"] = {"$gt": str(setelah)}
        ditemukan: list[Permohonan] = []
        with store_errors():
            async for document in self._permohonan.find(saring).sort("_id", 1):
                with suppress(ValidationError, SkemaLebihBaru):
                    ditemukan.append(from_document(document))
                if len(ditemukan) == paling_banyak:
                    break
        return ditemukan
