"""Letters on the MongoDB wire: templates in `surat_katalog`, data in `surat`."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from uuid import UUID

from bson import Binary

from shared.store.indeks import SURAT, SURAT_KATALOG
from shared.store.motor_client import Client, Document, store_errors
from shared.store.port import KunciGanda
from shared.store.surat_port import CatatanSurat


class MongoSuratStore:
    """What people wrote is kept as JSON text: a key of theirs is never a key of the store's."""

    def __init__(self, client: Client, basis_data: str) -> None:
        database = client[basis_data]
        self._katalog, self._surat = database[SURAT_KATALOG], database[SURAT]

    async def save_katalog(self, versi: str, berkas: Mapping[str, bytes]) -> None:
        isi = [{"nama": nama, "isi": Binary(byte)} for nama, byte in sorted(berkas.items())]
        with store_errors():
            if await self._katalog.find_one({"_id": versi}, projection={"_id": True}):
                return
        with suppress(KunciGanda), store_errors():
            await self._katalog.insert_one({"_id": versi, "berkas": isi})

    async def load_katalog(self, versi: str) -> Mapping[str, bytes] | None:
        with store_errors():
            document = await self._katalog.find_one({"_id": versi})
        return {d["nama"]: bytes(d["isi"]) for d in document["berkas"]} if document else None

    async def record(self, catatan: CatatanSurat) -> None:
        with suppress(KunciGanda), store_errors():
            await self._surat.insert_one(_ke_dokumen(catatan))

    async def find(self, berkas_id: str) -> CatatanSurat | None:
        with store_errors():
            document = await self._surat.find_one({"_id": berkas_id})
        return _dari_dokumen(document) if document else None


def _ke_dokumen(catatan: CatatanSurat) -> Document:
    isi = asdict(catatan)
    teks = {kunci: json.dumps(isi[kunci], ensure_ascii=False) for kunci in ("isi", "data")}
    id_ = {"_id": isi.pop("berkas_id"), "permohonan_id": str(isi.pop("permohonan_id"))}
    return {**id_, **isi, **teks}


def _dari_dokumen(document: Document) -> CatatanSurat:
    isi = dict(document)
    teks = {kunci: json.loads(isi[kunci]) for kunci in ("isi", "data")}
    berkas_id, permohonan_id = isi.pop("_id"), UUID(isi.pop("permohonan_id"))
    return CatatanSurat(berkas_id=berkas_id, permohonan_id=permohonan_id, **{**isi, **teks})
