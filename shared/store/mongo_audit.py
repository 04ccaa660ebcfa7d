"""Indexes, SOP texts and counters, on the MongoDB wire."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from shared.store.audit_port import SopTersimpan
from shared.store.indeks import Indeks
from shared.store.motor_client import Client, store_errors

_BAWAAN = "_id_"


class MongoAuditStore:
    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = client[basis_data]

    async def indexes(self) -> Mapping[str, tuple[Indeks, ...]]:
        with store_errors():
            nama = await self._database.list_collection_names()
            return {satu: await self._of(satu) for satu in sorted(nama)}

    async def _of(self, koleksi: str) -> tuple[Indeks, ...]:
        ada = await self._database[koleksi].index_information()
        return tuple(_indeks(koleksi, satu) for nama, satu in ada.items() if nama != _BAWAAN)

    async def sops(self) -> AsyncIterator[SopTersimpan]:
        with store_errors():
            async for document in self._database["sop"].find({}):
                isi = (str(document.get(bidang, "")) for bidang in ("_id", "berkas", "sumber"))
                yield SopTersimpan(*isi)

    async def counters(self) -> Mapping[str, int]:
        with store_errors():
            return {
                str(document["_id"]): int(document.get("n", 0))
                async for document in self._database["pencacah"].find({})
            }


def _indeks(koleksi: str, satu: Mapping[str, Any]) -> Indeks:
    """A field that is not simply ascending is named with its direction."""
    kunci = tuple(str(bidang) if arah == 1 else f"{bidang}:{arah}" for bidang, arah in satu["key"])
    umur = satu.get("expireAfterSeconds")
    return Indeks(koleksi, kunci, bool(satu.get("unique")), None if umur is None else int(umur))
