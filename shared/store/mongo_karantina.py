"""The records of karantina, on the MongoDB wire."""

from contextlib import suppress

from shared.store.karantina_port import CatatanKarantina
from shared.store.motor_store import Client, store_errors
from shared.store.port import KunciGanda


class MongoKarantinaStore:
    """In the collection `karantina_catatan`, by `kunci`."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._catatan = client[basis_data]["karantina_catatan"]

    async def prepare(self) -> None:
        with store_errors():
            await self._catatan.create_index([("pada", -1), ("_id", -1)])

    async def record(self, catatan: CatatanKarantina) -> None:
        isi = catatan._asdict()
        with suppress(KunciGanda), store_errors():
            await self._catatan.insert_one({"_id": isi.pop("kunci"), **isi})

    async def latest(self, jumlah: int) -> tuple[CatatanKarantina, ...]:
        with store_errors():
            kursor = self._catatan.find({}).sort([("pada", -1), ("_id", -1)]).limit(jumlah)
            return tuple([CatatanKarantina(kunci=d.pop("_id"), **d) async for d in kursor])
