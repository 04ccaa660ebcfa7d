"""The state of the office and of AlurIzin itself, on the MongoDB wire."""

from collections.abc import AsyncIterable, AsyncIterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.contracts.base import teks_saat
from shared.mutu_baku.buku_waktu import Gangguan
from shared.permohonan import SKEMA_DOKUMEN
from shared.store.indeks import GANGGUAN, INDEKS_OPS, PERMOHONAN
from shared.store.motor_client import (
    Client,
    Collection,
    Range,
    in_parts,
    make_indexes,
    store_errors,
)
from shared.store.port import KunciGanda
from shared.store.watch_port import KeadaanKarantina, Macet, Terbuka

SAPUAN_TERAKHIR = "terakhir"
KARANTINA = "isi-karantina"

_BIDANG_TERBUKA = dict.fromkeys(
    (
        "skema",
        "nomor",
        "sop",
        "langkah.no",
        "langkah.pelaksana",
        "langkah.dibuka_pada",
        "jaga.mendekati",
        "jaga.jatuh_tempo",
    ),
    1,
)


class MongoOpsStore:
    """Pulses in `denyut`, outages in `gangguan`, sweeps in `sapuan`, what is stuck in `macet`,
    what was seen of karantina in `keadaan`."""

    def __init__(self, client: Client, basis_data: str) -> None:
        self._database = database = client[basis_data]
        self._permohonan = database[PERMOHONAN]
        self._denyut = database["denyut"]
        self._gangguan = database[GANGGUAN]
        self._sapuan = database["sapuan"]
        self._macet = database["macet"]
        self._keadaan = database["keadaan"]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_OPS)

    async def open_steps(self) -> AsyncIterator[Terbuka]:
        with store_errors():
            async for document in in_parts(self._find_open):
                terbuka = _terbuka(document)
                if terbuka is not None:
                    yield terbuka

    def _find_open(self, id_: Range) -> AsyncIterable[dict[str, Any]]:
        return self._permohonan.find({"status": "berjalan", "_id": id_}, _BIDANG_TERBUKA)

    async def pulse(self, pelaksana: str) -> datetime | None:
        with store_errors():
            document = await self._denyut.find_one({"_id": pelaksana})
        return document["pada"] if document else None

    async def beat(self, pelaksana: str, pada: datetime) -> None:
        await _upsert(self._denyut, pelaksana, {"$max": {"pada": pada}})

    async def add_outage(self, gangguan: Gangguan) -> None:
        kunci = f"{gangguan.pelaksana}/{teks_saat(gangguan.dari)}"
        with suppress(KunciGanda), store_errors():
            await self._gangguan.insert_one({"_id": kunci, **gangguan._asdict()})

    async def outages(self, dari: datetime, sampai: datetime) -> tuple[Gangguan, ...]:
        saring = {"sampai": {"$gt": dari}, "dari": {"$lt": sampai}}
        with store_errors():
            kursor = self._gangguan.find(saring, {"_id": 0})
            ditemukan = [Gangguan(**document) async for document in kursor]
        return tuple(sorted(ditemukan, key=lambda satu: (satu.dari, satu.pelaksana)))

    async def swept(self, watchdog: str, pada: datetime) -> None:
        isi = {"watchdog": watchdog, "pada": pada}
        if await self._perbarui_sapuan(isi):
            return
        try:
            with store_errors():
                await self._sapuan.insert_one({"_id": SAPUAN_TERAKHIR, **isi})
        except KunciGanda:
            await self._perbarui_sapuan(isi)

    async def _perbarui_sapuan(self, isi: Mapping[str, Any]) -> bool:
        lebih_awal = {"_id": SAPUAN_TERAKHIR, "pada": {"$lt": isi["pada"]}}
        with store_errors():
            hasil = await self._sapuan.update_one(lebih_awal, {"$set": isi})
        return hasil.matched_count == 1

    async def last_sweep(self) -> datetime | None:
        with store_errors():
            document = await self._sapuan.find_one({"_id": SAPUAN_TERAKHIR})
        return document["pada"] if document else None

    async def stuck(self, permohonan_id: str, alasan: str, pada: datetime) -> None:
        ubah = {"$set": {"alasan": alasan}, "$setOnInsert": {"sejak": pada}, "$inc": {"kali": 1}}
        await _upsert(self._macet, permohonan_id, ubah)

    async def unstuck(self, permohonan_id: str) -> None:
        with store_errors():
            await self._macet.delete_one({"_id": permohonan_id})

    async def all_stuck(self) -> tuple[Macet, ...]:
        with store_errors():
            macet = [
                Macet(d["_id"], d["alasan"], d["sejak"], d["kali"])
                async for d in self._macet.find({})
            ]
        return tuple(sorted(macet, key=lambda satu: (satu.sejak, satu.permohonan_id)))

    async def saw_karantina(self, pesan: int, pada: datetime) -> bool:
        if not pesan:
            kosong = {"pesan": 0, "sejak": None, "dilihat_pada": pada}
            await _upsert(self._keadaan, KARANTINA, {"$set": kosong})
            return False
        baru = {"pesan": pesan, "dilihat_pada": pada}
        await _upsert(self._keadaan, KARANTINA, {"$set": baru, "$setOnInsert": {"sejak": None}})
        with store_errors():
            hasil = await self._keadaan.update_one(
                {"_id": KARANTINA, "sejak": None}, {"$set": {"sejak": pada}}
            )
        return hasil.matched_count == 1

    async def karantina(self) -> KeadaanKarantina | None:
        with store_errors():
            d = await self._keadaan.find_one({"_id": KARANTINA})
        return KeadaanKarantina(d["pesan"], d["sejak"], d["dilihat_pada"]) if d else None


async def _upsert(koleksi: Collection, kunci: str, ubah: Mapping[str, Any]) -> None:
    """Of two that insert at the same time one may be told that the key is taken: by now it is
    there, and can be updated."""
    try:
        with store_errors():
            await koleksi.update_one({"_id": kunci}, ubah, upsert=True)
    except KunciGanda:
        with store_errors():
            await koleksi.update_one({"_id": kunci}, ubah)


def _terbuka(document: Mapping[str, Any]) -> Terbuka | None:
    """None for a document that is broken, or newer than this version: it counts nowhere, and
    whoever reads it whole names it."""
    try:
        if document.get("skema", 1) > SKEMA_DOKUMEN:
            return None
        langkah, jaga = document["langkah"], document.get("jaga") or {}
        return Terbuka(
            permohonan_id=UUID(document["_id"]),
            nomor=document["nomor"],
            sop=document["sop"],
            langkah=langkah["no"],
            pelaksana=langkah["pelaksana"],
            dibuka_pada=langkah["dibuka_pada"],
            mendekati=jaga.get("mendekati"),
            jatuh_tempo=jaga.get("jatuh_tempo"),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
