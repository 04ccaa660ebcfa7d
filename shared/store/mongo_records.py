"""The records beside the applications, on the MongoDB wire: calendars in force, what the notifier
has delivered, what was done in karantina, and what an audit reads."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from shared.store.indeks import (
    INDEKS_KABAR,
    INDEKS_KARANTINA,
    KABAR_TERKIRIM,
    KARANTINA_CATATAN,
    Indeks,
)
from shared.store.motor_client import Client, make_indexes, store_errors
from shared.store.port import KunciGanda, SopTersimpan
from shared.store.watch_port import SEWA_PERINGATAN, CatatanKarantina, CatatanMasa


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
