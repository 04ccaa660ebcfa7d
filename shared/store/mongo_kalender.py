"""The calendars of the office, on the MongoDB wire."""

from contextlib import suppress

from shared.store.motor_client import Client, store_errors
from shared.store.port import KunciGanda
from shared.store.watch_port import CatatanMasa


class MongoKalenderStore:
    """Calendars by their version in `kalender`, when each came into force in `masa_kalender`."""

    def __init__(self, client: Client, basis_data: str) -> None:
        database = client[basis_data]
        self._kalender = database["kalender"]
        self._masa = database["masa_kalender"]

    async def save_kalender(self, versi: str, salinan: str) -> None:
        with suppress(KunciGanda), store_errors():
            await self._kalender.insert_one({"_id": versi, "salinan": salinan})

    async def load_kalender(self, versi: str) -> str | None:
        with store_errors():
            document = await self._kalender.find_one({"_id": versi})
        return document["salinan"] if document else None

    async def masa(self) -> tuple[CatatanMasa, ...]:
        with store_errors():
            catatan = [
                CatatanMasa(d["_id"], d["versi"], d["dari"], tuple(d["alasan"]), d["tergeser"])
                async for d in self._masa.find({})
            ]
        return tuple(sorted(catatan, key=lambda satu: satu.urutan))

    async def adopt(self, catatan: CatatanMasa) -> bool:
        isi = catatan._asdict()
        try:
            with store_errors():
                await self._masa.insert_one({"_id": isi.pop("urutan"), **isi})
        except KunciGanda:
            return False
        return True

    async def count_moved(self, urutan: int, tambah: int) -> None:
        with store_errors():
            await self._masa.update_one({"_id": urutan}, {"$inc": {"tergeser": tambah}})
