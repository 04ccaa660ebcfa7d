"""The register of SK numbers on the MongoDB wire: one document a number, in `sk`."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from shared.mongo_driver import OperationFailure
from shared.sk.model import NomorSk
from shared.store.indeks import INDEKS_SK, SK
from shared.store.motor_client import UNAUTHORIZED, Client, Document, make_indexes, store_errors
from shared.store.port import DokumenTidakTerbaca, HakSimpananKurang, KunciGanda
from shared.store.sk_port import Buat

_TANGGAL = ("tanggal", "berlaku_sampai")


class MongoSkStore:
    """See `shared.store.sk_port`. The `_id` is series, year and number: a number is there once."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = client[basis_data]
        self._sk = self._database[SK]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_SK)

    async def draw(self, seri: str, tahun: int, permohonan_id: UUID | None, buat: Buat) -> NomorSk:
        while True:
            if permohonan_id and (ada := await self.find_by_case(permohonan_id)):
                return ada
            baru = buat(await self._last(seri, tahun) + 1)
            try:
                with _writing():
                    await self._sk.insert_one(_ke_dokumen(baru))
            except KunciGanda:
                # The number is taken, or the case has one by now: the next look tells.
                continue
            return baru

    async def _last(self, seri: str, tahun: int) -> int:
        with store_errors():
            milik = self._sk.find({"seri": seri, "tahun": tahun}, projection={"urut": True})
            async for document in milik.sort([("urut", -1)]).limit(1):
                return int(document["urut"])
        return 0

    async def find(self, nomor: str) -> NomorSk | None:
        return await self._one({"nomor": nomor})

    async def find_by_case(self, permohonan_id: UUID) -> NomorSk | None:
        return await self._one({"perkara": str(permohonan_id)})

    async def find_by_code(self, kode: str) -> NomorSk | None:
        return await self._one({"kode": kode})

    async def find_by_digest(self, sidik: str) -> NomorSk | None:
        return await self._one({"$or": [{"sha256": sidik}, {"naskah": sidik}]})

    async def change(self, baru: NomorSk, lama: NomorSk) -> bool:
        kunci = {"_id": _kunci(lama), "revisi": lama.revisi}
        isi = {nama: nilai for nama, nilai in _ke_dokumen(baru).items() if nama != "_id"}
        with _writing():
            hasil = await self._sk.update_one(kunci, {"$set": isi})
        return hasil.matched_count == 1

    async def scan(
        self, seri: str | None = None, tahun: int | None = None
    ) -> AsyncIterator[NomorSk]:
        cari: dict[str, Any] = {"seri": seri, "tahun": tahun}
        cari = {nama: nilai for nama, nilai in cari.items() if nilai is not None}
        urutan = [("seri", 1), ("tahun", 1), ("urut", 1)]
        rusak: list[str] = []
        with store_errors():
            async for document in self._sk.find(cari).sort(urutan):
                try:
                    satu = _dari_dokumen(document)
                except (KeyError, TypeError, ValueError):
                    rusak.append(str(document["_id"]))
                    continue
                yield satu
        if rusak:
            raise DokumenTidakTerbaca(rusak)

    async def _one(self, cari: Document) -> NomorSk | None:
        with store_errors():
            document = await self._sk.find_one(cari)
        return _dari_dokumen(document) if document else None


@contextmanager
def _writing() -> Iterator[None]:
    try:
        with store_errors():
            yield
    except OperationFailure as error:
        if error.code == UNAUTHORIZED:
            raise HakSimpananKurang(
                "akun penyimpanan ini tidak boleh mengubah buku nomor"
            ) from error
        raise


def _kunci(satu: NomorSk) -> str:
    return f"{satu.seri}/{satu.tahun}/{satu.urut}"


def _ke_dokumen(satu: NomorSk) -> Document:
    """BSON knows instants and no days. `perkara` is unique: a case has one number that is not void.
    One that is void, or was passed over, stands for itself."""
    isi = satu.model_dump() | {"_id": _kunci(satu)}
    for nama in _TANGGAL:
        isi[nama] = isi[nama].isoformat() if isi[nama] else None
    kasus = str(satu.permohonan_id) if satu.permohonan_id else None
    perkara = kasus if satu.status != "batal" else None
    return isi | {"permohonan_id": kasus, "perkara": perkara or _kunci(satu)}


def _dari_dokumen(document: Document) -> NomorSk:
    isi = {nama: nilai for nama, nilai in document.items() if nama not in {"_id", "perkara"}}
    for nama in _TANGGAL:
        isi[nama] = date.fromisoformat(isi[nama]) if isi[nama] else None
    isi["pencabutan"] = tuple(isi.get("pencabutan", ()))
    kasus = isi["permohonan_id"]
    return NomorSk.model_validate(isi | {"permohonan_id": UUID(kasus) if kasus else None})
