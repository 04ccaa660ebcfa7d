"""The clocks of all processes, on the MongoDB wire."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from shared.store.clock_port import JamProses, Petunjuk, SemuaJam
from shared.store.indeks import INDEKS_JAM, JAM
from shared.store.motor_client import Client, make_indexes, store_errors
from shared.store.port import KunciGanda

ACUAN = "acuan"


class MongoClockStore:
    """Processes in `jam`, by their names, beside the office's time."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._admin = client["admin"]
        self._database = client[basis_data]
        self._jam = self._database[JAM]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_JAM)

    async def time(self) -> datetime:
        """By `hello`, which every account may ask; mongod and the embedded store both answer it."""
        with store_errors():
            answer = await self._admin.command("hello")
        pada: datetime = answer["localTime"]
        return pada.replace(tzinfo=UTC)

    async def clocks(self) -> SemuaJam:
        with store_errors():
            documents = {d["_id"]: d async for d in self._jam.find({})}
        acuan = documents.pop(ACUAN, None)
        proses = tuple(
            JamProses(nama, d["sebutan"], _petunjuk(d), d["selisih_detik"], d["sepakat"])
            for nama, d in sorted(documents.items())
        )
        return SemuaJam(_petunjuk(acuan) if acuan else None, proses)

    async def tell(self, jam: JamProses) -> None:
        isi = {
            **jam.petunjuk._asdict(),
            "sebutan": jam.sebutan,
            "selisih_detik": jam.selisih_detik,
            "sepakat": jam.sepakat,
            "terlihat": jam.petunjuk.pada,
        }
        with store_errors():
            await self._jam.update_one({"_id": jam.proses}, {"$set": isi}, upsert=True)

    async def forget(self, proses: str) -> None:
        with store_errors():
            await self._jam.delete_one({"_id": proses})

    async def refer(self, baru: Petunjuk, lama: Petunjuk | None) -> bool:
        isi = baru._asdict()
        if lama is None:
            try:
                with store_errors():
                    await self._jam.insert_one({"_id": ACUAN, **isi})
            except KunciGanda:
                return False
            return True
        with store_errors():
            masih = {"_id": ACUAN, "jam": lama.jam, "pada": lama.pada}
            hasil = await self._jam.update_one(masih, {"$set": isi})
        return hasil.matched_count == 1


def _petunjuk(document: Mapping[str, Any]) -> Petunjuk:
    return Petunjuk(*(document[bidang] for bidang in Petunjuk._fields))
