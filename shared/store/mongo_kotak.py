"""Inboxes on the MongoDB wire: tasks in `kotak`, the number of each inbox in `kotak_urut`, what is
half filled in in `konsep_putusan`, what is decided in series in `seri_putusan`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.contracts import Tugas
from shared.kotak.konsep import Konsep
from shared.kotak.model import Baris, Batas, Pegangan, TugasMasuk
from shared.kotak.seri import HasilButir, Seri
from shared.store.indeks import INDEKS_KOTAK, KONSEP, KOTAK, KOTAK_URUT, SERI
from shared.store.motor_client import Client, Document, make_indexes, one_of, store_errors
from shared.store.port import KunciGanda


class MongoKotakStore:
    """See `shared.store.kotak_port`. The message is kept as it was sent."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = client[basis_data]
        self._kotak, self._urut = self._database[KOTAK], self._database[KOTAK_URUT]
        self._konsep, self._seri = self._database[KONSEP], self._database[SERI]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_KOTAK)

    async def put(self, masuk: TugasMasuk) -> bool:
        isi = _dokumen(masuk)
        while True:
            lama = await self._opening(masuk.baris.kunci)
            if lama is not None and lama >= masuk.baris.pembukaan:
                return False
            if await self._written(isi, lama):
                await self._count(masuk.baris.pelaksana)
                return True

    async def _opening(self, kunci: str) -> tuple[int, int] | None:
        with store_errors():
            document = await self._kotak.find_one({"_id": kunci}, {"putaran": 1, "langkah": 1})
        return (document["putaran"], document["langkah"]) if document else None

    async def _written(self, isi: Document, lama: tuple[int, int] | None) -> bool:
        """Over that opening, or where there was none; False when somebody was quicker."""
        if lama is None:
            try:
                with store_errors():
                    await self._kotak.insert_one(isi)
            except KunciGanda:
                return False
            return True
        kunci = {"_id": isi["_id"], "putaran": lama[0], "langkah": lama[1]}
        baru = {nama: nilai for nama, nilai in isi.items() if nama != "_id"}
        with store_errors():
            hasil = await self._kotak.update_one(kunci, {"$set": baru})
        return hasil.matched_count == 1

    async def task(self, pelaksana: str, nomor: str) -> TugasMasuk | None:
        with store_errors():
            document = await self._kotak.find_one({"pelaksana": pelaksana, "nomor": nomor})
        if document is None:
            return None
        return TugasMasuk(baris=_baris(document), tugas=Tugas.dari_json(document["tugas"].encode()))

    async def lines(self, pelaksana: str) -> Sequence[Baris]:
        with store_errors():
            kursor = self._kotak.find({"pelaksana": pelaksana}, {"tugas": 0})
            return [_baris(document) async for document in kursor]

    async def hold(self, baris: Baris, pegangan: Pegangan) -> bool:
        ubah = {"$set": {"pegangan": pegangan.model_dump()}}
        return await self._changed(baris, {**_pembukaan(baris), "pegangan": None}, ubah)

    async def release(self, baris: Baris) -> bool:
        oleh = baris.pegangan
        if oleh is None:
            return False
        milik = {"pegangan.akun": oleh.akun, "pegangan.sejak": oleh.sejak}
        return await self._changed(
            baris, {**_pembukaan(baris), **milik}, {"$set": {"pegangan": None}}
        )

    async def move(self, baris: Baris, batas: Batas) -> None:
        await self._changed(baris, _pembukaan(baris), {"$set": {"batas": batas.model_dump()}})

    async def remove(self, baris: Baris) -> bool:
        with store_errors():
            hasil = await self._kotak.delete_one(_pembukaan(baris))
        if hasil.deleted_count:
            await self._count(baris.pelaksana)
        return bool(hasil.deleted_count)

    async def numbers(self, pelaksana: Sequence[str]) -> Mapping[str, int]:
        if not pelaksana:
            return {}
        with store_errors():
            kursor = self._urut.find({"_id": one_of(pelaksana)})
            return {document["_id"]: document["urut"] async for document in kursor}

    async def draft(self, kunci: str) -> Konsep | None:
        with store_errors():
            document = await self._konsep.find_one({"_id": kunci})
        return _konsep(document) if document else None

    async def drafts(self, kunci: Sequence[str]) -> Mapping[str, Konsep]:
        if not kunci:
            return {}
        with store_errors():
            kursor = self._konsep.find({"_id": one_of(kunci)})
            return {document["_id"]: _konsep(document) async for document in kursor}

    async def keep_draft(self, konsep: Konsep) -> None:
        isi = konsep.model_dump(mode="json", exclude={"diubah_pada"})
        ubah = {"$set": {"isi": isi, "diubah_pada": konsep.diubah_pada}}
        try:
            with store_errors():
                await self._konsep.update_one({"_id": konsep.kunci}, ubah, upsert=True)
        except KunciGanda:  # two first ones at once
            with store_errors():
                await self._konsep.update_one({"_id": konsep.kunci}, ubah)

    async def drop_draft(self, kunci: str) -> None:
        with store_errors():
            await self._konsep.delete_one({"_id": kunci})

    async def keep_series(self, seri: Seri) -> None:
        isi = seri.model_dump(include={"akun", "pelaksana", "giliran", "berjalan_sampai"})
        isi |= {"butir": seri.model_dump(mode="json")["butir"], "dibuat_pada": seri.dibuat_pada}
        with store_errors():
            await self._seri.insert_one({"_id": seri.id, "hasil": {}, **isi})

    async def series(self, seri_id: str) -> Seri | None:
        with store_errors():
            document = await self._seri.find_one({"_id": seri_id})
        if document is None:
            return None
        return Seri.model_validate({"id": document.pop("_id"), **document})

    async def begin_series(self, seri: Seri, kini: datetime, sampai: datetime) -> bool:
        bebas = [{"berjalan_sampai": None}, {"berjalan_sampai": {"$lte": kini}}]
        kunci = {"_id": seri.id, "giliran": seri.giliran, "$or": bebas}
        ubah = {"$inc": {"giliran": 1}, "$set": {"berjalan_sampai": sampai}}
        with store_errors():
            hasil = await self._seri.update_one(kunci, ubah)
        return hasil.matched_count == 1

    async def note_series(self, seri_id: str, ke: int, hasil: HasilButir, sampai: datetime) -> None:
        ubah = {f"hasil.{ke}": hasil.model_dump(), "berjalan_sampai": sampai}
        with store_errors():
            await self._seri.update_one({"_id": seri_id}, {"$set": ubah})

    async def end_series(self, seri_id: str) -> None:
        with store_errors():
            await self._seri.update_one({"_id": seri_id}, {"$set": {"berjalan_sampai": None}})

    async def _changed(self, baris: Baris, kunci: Document, ubah: Document) -> bool:
        with store_errors():
            hasil = await self._kotak.update_one(kunci, ubah)
        if hasil.matched_count:
            await self._count(baris.pelaksana)
        return hasil.matched_count == 1

    async def _count(self, pelaksana: str) -> None:
        ubah = {"$inc": {"urut": 1}}
        try:
            with store_errors():
                await self._urut.update_one({"_id": pelaksana}, ubah, upsert=True)
        except KunciGanda:  # two first changes at once
            with store_errors():
                await self._urut.update_one({"_id": pelaksana}, ubah)


def _pembukaan(baris: Baris) -> Document:
    return {"_id": baris.kunci, "putaran": baris.putaran, "langkah": baris.langkah}


def _dokumen(masuk: TugasMasuk) -> Document:
    isi = masuk.baris.model_dump() | {"permohonan_id": str(masuk.baris.permohonan_id)}
    return isi | {"_id": masuk.baris.kunci, "tugas": masuk.tugas.ke_json().decode()}


def _konsep(document: Document) -> Konsep:
    return Konsep.model_validate({**document["isi"], "diubah_pada": document["diubah_pada"]})


def _baris(document: Document) -> Baris:
    isi: dict[str, Any] = {k: v for k, v in document.items() if k not in {"_id", "tugas"}}
    return Baris.model_validate(isi)
