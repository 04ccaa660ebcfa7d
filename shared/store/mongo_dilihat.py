"""Who has seen which alert, on the MongoDB wire: `peringatan_dilihat`. The number of records stands
beside those of the inboxes, under a name that no desk can have."""

from collections.abc import Iterable, Mapping

from shared.contracts.parts import Petugas
from shared.petugas.orang import pengenal_baku
from shared.store.dilihat_port import Dilihat
from shared.store.indeks import DILIHAT, INDEKS_DILIHAT, KOTAK_URUT
from shared.store.motor_client import Client, Document, make_indexes, one_of, store_errors
from shared.store.port import KunciGanda

_URUT = "peringatan."
_SEKALIGUS = 200


class MongoDilihatStore:
    """See `shared.store.dilihat_port`."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = client[basis_data]
        self._dilihat, self._urut = self._database[DILIHAT], self._database[KOTAK_URUT]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_DILIHAT)

    async def see(self, dilihat: Dilihat) -> bool:
        document = {
            "_id": f"{dilihat.kunci}|{pengenal_baku(dilihat.petugas.id)}",
            "kunci": dilihat.kunci,
            "petugas": dilihat.petugas.model_dump(),
            "pada": dilihat.pada,
        }
        try:
            with store_errors():
                await self._dilihat.insert_one(document)
        except KunciGanda:
            return False
        await self._count()
        return True

    async def seen(self, kunci: Iterable[str]) -> Mapping[str, tuple[Dilihat, ...]]:
        semua, dicari = dict[str, tuple[Dilihat, ...]](), list(dict.fromkeys(kunci))
        for mulai in range(0, len(dicari), _SEKALIGUS):
            bagian = dicari[mulai : mulai + _SEKALIGUS]
            with store_errors():
                kursor = self._dilihat.find({"kunci": one_of(bagian)})
                ditemukan = [_dilihat(document) async for document in kursor]
            for satu in sorted(ditemukan, key=lambda d: (d.pada, d.petugas.id)):
                semua[satu.kunci] = (*semua.get(satu.kunci, ()), satu)
        return semua

    async def number(self) -> int:
        with store_errors():
            document = await self._urut.find_one({"_id": _URUT})
        return document["urut"] if document else 0

    async def _count(self) -> None:
        ubah = {"$inc": {"urut": 1}}
        try:
            with store_errors():
                await self._urut.update_one({"_id": _URUT}, ubah, upsert=True)
        except KunciGanda:  # two first ones at once
            with store_errors():
                await self._urut.update_one({"_id": _URUT}, ubah)


def _dilihat(document: Document) -> Dilihat:
    petugas = Petugas.model_validate(document["petugas"])
    return Dilihat(document["kunci"], petugas, document["pada"])
