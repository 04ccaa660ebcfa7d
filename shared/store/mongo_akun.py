"""Accounts on the MongoDB wire: `akun_petugas`, `sesi_petugas` and `percobaan_masuk`."""

from datetime import datetime
from typing import Any

from shared.akun.model import Akun, Percobaan, Sesi
from shared.petugas.orang import pengenal_baku
from shared.store.indeks import AKUN, INDEKS_AKUN, PERCOBAAN, SESI
from shared.store.motor_client import Client, Document, make_indexes, store_errors
from shared.store.port import KunciGanda


class MongoAkunStore:
    """See `shared.store.akun_port.MasukStore`. `orang` is the officer in one spelling."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = database = client[basis_data]
        self._akun, self._sesi = database[AKUN], database[SESI]
        self._percobaan = database[PERCOBAAN]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_AKUN)

    async def add(self, akun: Akun) -> bool:
        try:
            with store_errors():
                await self._akun.insert_one(_dokumen_akun(akun))
        except KunciGanda:
            return False
        return True

    async def find(self, nama: str) -> Akun | None:
        return await self._one({"_id": nama})

    async def find_by_officer(self, petugas_id: str) -> Akun | None:
        return await self._one({"orang": pengenal_baku(petugas_id)})

    async def change(self, baru: Akun, lama: Akun) -> bool:
        isi = {nama: nilai for nama, nilai in _dokumen_akun(baru).items() if nama != "_id"}
        isi["urutan"] = lama.urutan + 1
        with store_errors():
            hasil = await self._akun.update_one(
                {"_id": lama.nama, "urutan": lama.urutan}, {"$set": isi}
            )
        return hasil.matched_count == 1

    async def all(self) -> tuple[Akun, ...]:
        with store_errors():
            return tuple([_akun(d) async for d in self._akun.find({}).sort([("_id", 1)])])

    async def _one(self, cari: Document) -> Akun | None:
        with store_errors():
            document = await self._akun.find_one(cari)
        return _akun(document) if document else None

    async def begin(self, sesi: Sesi) -> None:
        isi = sesi.model_dump(exclude={"id"})
        with store_errors():
            await self._sesi.update_one({"_id": sesi.id}, {"$set": isi}, upsert=True)

    async def session(self, id_: str) -> Sesi | None:
        with store_errors():
            document = await self._sesi.find_one({"_id": id_})
        return _sesi_dari(document) if document else None

    async def seen(self, id_: str, pada: datetime) -> None:
        with store_errors():
            await self._sesi.update_one({"_id": id_}, {"$set": {"terlihat_pada": pada}})

    async def sessions_of(self, akun: str) -> tuple[Sesi, ...]:
        with store_errors():
            milik = [_sesi_dari(d) async for d in self._sesi.find({"akun": akun})]
        return tuple(sorted(milik, key=lambda satu: satu.mulai_pada, reverse=True))

    async def end(self, id_: str) -> None:
        with store_errors():
            await self._sesi.delete_one({"_id": id_})

    async def end_all(self, akun: str, but: str | None = None) -> int:
        milik = [satu.id for satu in await self.sessions_of(akun) if satu.id != but]
        for satu in milik:
            await self.end(satu)
        return len(milik)

    async def attempts(self, kunci: str) -> Percobaan | None:
        with store_errors():
            document = await self._percobaan.find_one({"_id": kunci})
        return Percobaan(kali=document["kali"], pada=document["pada"]) if document else None

    async def attempt(self, kunci: str, pada: datetime) -> int:
        ubah = {"$inc": {"kali": 1}, "$set": {"pada": pada}}
        try:
            with store_errors():
                await self._percobaan.update_one({"_id": kunci}, ubah, upsert=True)
        except KunciGanda:  # two first attempts at once
            with store_errors():
                await self._percobaan.update_one({"_id": kunci}, ubah)
        kini = await self.attempts(kunci)
        return kini.kali if kini else 1

    async def forgive(self, kunci: str, kali: int | None = None) -> None:
        with store_errors():
            if kali is None:
                await self._percobaan.delete_one({"_id": kunci})
            else:
                mengurangi = {"$inc": {"kali": -kali}}
                await self._percobaan.update_one({"_id": kunci, "kali": {"$gte": kali}}, mengurangi)


def _dokumen_akun(akun: Akun) -> Document:
    isi = akun.model_dump()
    return isi | {"_id": isi.pop("nama"), "orang": pengenal_baku(akun.petugas.id)}


def _akun(document: Document) -> Akun:
    isi: dict[str, Any] = {k: v for k, v in document.items() if k not in {"_id", "orang"}}
    return Akun.model_validate(isi | {"nama": document["_id"]})


def _sesi_dari(document: Document) -> Sesi:
    isi = {k: v for k, v in document.items() if k != "_id"}
    return Sesi.model_validate(isi | {"id": document["_id"]})
