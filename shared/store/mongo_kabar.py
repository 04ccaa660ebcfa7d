"""Deliveries and channels of alerts, on the MongoDB wire."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime

from shared.store.indeks import INDEKS_KABAR, KABAR_TERKIRIM
from shared.store.kabar_port import SEWA_PERINGATAN
from shared.store.motor_client import Client, make_indexes, store_errors
from shared.store.port import KunciGanda


class MongoKabarStore:
    """Deliveries in `kabar_terkirim`, by channel and message; channels in `kabar_saluran`."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = database = client[basis_data]
        self._terkirim = database[KABAR_TERKIRIM]
        self._saluran = database["kabar_saluran"]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_KABAR)

    async def delivered(self, saluran: str, message_id: str) -> bool:
        with store_errors():
            document = await self._terkirim.find_one({"_id": _kunci(saluran, message_id)})
        return document is not None

    async def record(self, saluran: str, message_id: Iterable[str], pada: datetime) -> None:
        for satu in message_id:
            with suppress(KunciGanda), store_errors():
                isi = {"_id": _kunci(saluran, satu), "saluran": saluran, "pada": pada}
                await self._terkirim.insert_one(isi)

    async def claim_warning(self, kunci: str, pada: datetime) -> bool:
        """Beside the deliveries, so that it is forgotten as they are."""
        baru = {"_id": kunci, "pada": pada, "diberikan": False}
        try:
            with store_errors():
                await self._terkirim.insert_one(baru)
            return True
        except KunciGanda:
            lama = {"_id": kunci, "diberikan": False, "pada": {"$lte": pada - SEWA_PERINGATAN}}
            with store_errors():
                hasil = await self._terkirim.update_one(lama, {"$set": {"pada": pada}})
            return hasil.matched_count == 1

    async def warned(self, kunci: str, pada: datetime) -> None:
        ubah = {"$set": {"diberikan": True, "pada": pada}}
        with store_errors():
            await self._terkirim.update_one({"_id": kunci}, ubah)

    async def channels(self) -> Mapping[str, frozenset[str]]:
        with store_errors():
            return {d["_id"]: frozenset(d["kunci"]) async for d in self._saluran.find({})}

    async def keep_channel(self, saluran: str, kunci: Iterable[str]) -> None:
        ubah = {"$set": {"kunci": sorted(kunci)}}
        with store_errors():
            await self._saluran.update_one({"_id": saluran}, ubah, upsert=True)

    async def forget_channel(self, saluran: str) -> None:
        with store_errors():
            await self._saluran.delete_one({"_id": saluran})


def _kunci(saluran: str, message_id: str) -> str:
    return f"{saluran}/{message_id}"
