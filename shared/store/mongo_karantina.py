"""The records of karantina, on the MongoDB wire."""

from contextlib import suppress

from shared.store.indeks import INDEKS_KARANTINA, KARANTINA_CATATAN
from shared.store.karantina_port import CatatanKarantina
from shared.store.motor_client import Client, make_indexes, store_errors
from shared.store.port import KunciGanda


class MongoKarantinaStore:
    """In the collection `karantina_catatan`, by `kunci`."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = client[basis_data]
        self._catatan = self._database[KARANTINA_CATATAN]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_KARANTINA)

    async def record(self, catatan: CatatanKarantina) -> None:
        isi = catatan._asdict()
        with suppress(KunciGanda), store_errors():
            await self._catatan.insert_one({"_id": isi.pop("kunci"), **isi})

    async def latest(self, jumlah: int) -> tuple[CatatanKarantina, ...]:
        with store_errors():
            kursor = self._catatan.find({}).sort([("pada", -1), ("_id", -1)]).limit(jumlah)
            return tuple([CatatanKarantina(kunci=d.pop("_id"), **d) async for d in kursor])
