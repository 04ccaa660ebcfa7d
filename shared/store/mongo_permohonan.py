"""Applications on the MongoDB wire."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from pydantic import ValidationError

from shared.errors import SkemaLebihBaru
from shared.permohonan import Permohonan, Status
from shared.store.codec import as_read, from_document, to_document, to_update
from shared.store.indeks import INDEKS_PERMOHONAN, PERMOHONAN
from shared.store.mongo_counting import Counting
from shared.store.mongo_writing import Advance, Insert, Writing
from shared.store.motor_client import Client, Document, make_indexes, one_of, store_errors
from shared.store.pages import in_parts
from shared.store.port import DokumenTidakTerbaca
from shared.store.together import Together

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
