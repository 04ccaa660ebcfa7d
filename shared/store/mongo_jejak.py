"""Who opened which case, on the MongoDB wire: the collection `perkara_dibuka`, which the desk may
add to and read."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.kotak.jejak import Dibuka
from shared.store.indeks import DIBUKA, INDEKS_JEJAK
from shared.store.motor_client import Client, make_indexes, store_errors
from shared.store.port import KunciGanda


class MongoJejakStore:
    """See `shared.store.jejak_port`."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = client[basis_data]
        self._dibuka = self._database[DIBUKA]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_JEJAK)

    async def add(self, dibuka: Dibuka) -> None:
        try:
            with store_errors():
                await self._dibuka.insert_one({"_id": dibuka.kunci, **dibuka.model_dump()})
        except KunciGanda:
            return

    async def of_case(self, nomor: str, most: int) -> Sequence[Dibuka]:
        return await self._latest({"nomor": nomor}, most)

    async def of_person(self, siapa: str, most: int) -> Sequence[Dibuka]:
        akun = await self._latest({"akun": siapa}, most)
        return akun or await self._latest({"petugas.id": siapa}, most)

    async def _latest(self, saring: Mapping[str, Any], most: int) -> Sequence[Dibuka]:
        with store_errors():
            kursor = self._dibuka.find(saring, {"_id": 0}).sort("pada", -1).limit(most)
            return [Dibuka(**document) async for document in kursor]
