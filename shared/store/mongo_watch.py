"""Due applications and claimed breaches, on the MongoDB wire.

The embedded store finds quickly only what an index leads to by flat predicates: what is sorted
here is sorted after it was fetched.
"""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from shared.clock import Clock, system_clock
from shared.kalender.berlaku import AWAL, SELAMANYA
from shared.permohonan import Permohonan
from shared.store.codec import as_read, claim_from_document, claim_to_document, to_watch
from shared.store.indeks import INDEKS_JAGA, PELANGGARAN, PERMOHONAN
from shared.store.motor_client import Client, in_parts, make_indexes, store_errors
from shared.store.port import DokumenTidakTerbaca, KunciGanda
from shared.store.watch_port import Klaim


class MongoWatchStore:
    """Watches in the documents of `permohonan`, claims in `pelanggaran`. The clock only helps to
    find the latest quickly."""

    def __init__(self, client: Client, basis_data: str, clock: Clock = system_clock) -> None:
        self._clock = clock
        self._database = database = client[basis_data]
        self._permohonan = database[PERMOHONAN]
        self._pelanggaran = database[PELANGGARAN]

    async def prepare(self) -> None:
        await make_indexes(self._database, INDEKS_JAGA)

    async def due(self, kini: datetime) -> tuple[UUID, ...]:
        # Without a lower bound the embedded store reads everything that nothing is due for, too.
        saring = {"jaga.pada": {"$gte": AWAL, "$lt": kini}}
        with store_errors():
            kursor = self._permohonan.find(saring, {"jaga.pada": 1})
            ditemukan = [(d["jaga"]["pada"], str(d["_id"])) async for d in kursor]
        return tuple(_ids(satu for _, satu in sorted(ditemukan)))

    async def reckoned_by(self, kalender: str | None) -> tuple[UUID, ...]:
        saring = {"status": "berjalan", "jaga.kalender": kalender}
        with store_errors():
            bagian = in_parts(lambda id_: self._permohonan.find({**saring, "_id": id_}, {"_id": 1}))
            return tuple(_ids([document["_id"] async for document in bagian]))

    async def watch(self, baru: Permohonan, lama: Permohonan) -> bool:
        with store_errors():
            hasil = await self._permohonan.update_one(as_read(lama), to_watch(baru, lama))
        return hasil.matched_count == 1

    async def claim(self, klaim: Klaim) -> bool:
        try:
            with store_errors():
                await self._pelanggaran.insert_one(claim_to_document(klaim))
        except KunciGanda:
            return False
        return True

    async def release(self, klaim: Klaim) -> None:
        with store_errors():
            await self._pelanggaran.delete_one(_masih_dipegang(klaim))

    async def take_over(self, klaim: Klaim, pemegang: str, kini: datetime) -> bool:
        ubah = {"$set": {"pemegang": pemegang, "dipegang_pada": kini}}
        with store_errors():
            hasil = await self._pelanggaran.update_one(_masih_dipegang(klaim), ubah)
        return hasil.matched_count == 1

    async def announced(self, kunci: Iterable[str], pada: datetime) -> None:
        if not (semua := list(kunci)):
            return
        saring = {"_id": {"$in": semua}, "menunggu": True}
        ubah = {"$set": {"diumumkan_pada": pada}, "$unset": {"menunggu": ""}}
        with store_errors():
            await self._pelanggaran.update_many(saring, ubah)

    async def unannounced(self, dipegang_sebelum: datetime) -> tuple[Klaim, ...]:
        saring = {"menunggu": True, "dipegang_pada": {"$lt": dipegang_sebelum}}
        klaim = await self._readable(saring)
        return tuple(sorted(klaim, key=lambda k: (k.dipegang_pada, k.kunci)))

    async def klaim(self, permohonan_id: UUID) -> tuple[Klaim, ...]:
        klaim = [k async for k in self._find({"pelanggaran.permohonan_id": str(permohonan_id)})]
        return tuple(sorted(klaim, key=lambda k: (k.pelanggaran.terjadi_pada, k.kunci)))

    async def latest(self, jumlah: int) -> tuple[Klaim, ...]:
        klaim: list[Klaim] = []
        for jangka in _mundur(self._clock()):
            klaim += await self._readable({"pelanggaran.terdeteksi_pada": jangka})
            if len(klaim) >= jumlah:
                break
        klaim.sort(key=_terbaru, reverse=True)
        return tuple(klaim[:jumlah])

    async def since(self, dari: datetime) -> tuple[Klaim, ...]:
        jangka = {"$gte": dari, "$lt": SELAMANYA}
        klaim = await self._readable({"pelanggaran.terdeteksi_pada": jangka})
        return tuple(sorted(klaim, key=_terbaru, reverse=True))

    def records(self) -> AsyncIterator[Klaim]:
        return _dibaca(in_parts(lambda id_: self._pelanggaran.find({"_id": id_})))

    async def _readable(self, saring: Mapping[str, Any]) -> list[Klaim]:
        """Without those that cannot be read: they must not stop the work on the others, and
        `records` names them."""
        klaim: list[Klaim] = []
        with suppress(DokumenTidakTerbaca):
            async for satu in self._find(saring):
                klaim.append(satu)
        return klaim

    def _find(self, saring: Mapping[str, Any]) -> AsyncIterator[Klaim]:
        return _dibaca(self._pelanggaran.find(saring))


async def _dibaca(documents: AsyncIterable[Mapping[str, Any]]) -> AsyncIterator[Klaim]:
    """Raises `DokumenTidakTerbaca` after all that can be read."""
    rusak: list[str] = []
    with store_errors():
        async for document in documents:
            try:
                klaim = claim_from_document(document)
            except (ValidationError, KeyError):
                rusak.append(str(document["_id"]))
                continue
            yield klaim
    if rusak:
        raise DokumenTidakTerbaca(rusak)


def _ids(ditemukan: Iterable[str]) -> Iterator[UUID]:
    """Without what is no id of ours: somebody else's document must not stop a sweep."""
    for satu in ditemukan:
        with suppress(ValueError):
            yield UUID(satu)


def _terbaru(klaim: Klaim) -> tuple[datetime, str]:
    return klaim.pelanggaran.terdeteksi_pada, klaim.kunci


def _masih_dipegang(klaim: Klaim) -> dict[str, Any]:
    return {
        "_id": klaim.kunci,
        "menunggu": True,
        "pemegang": klaim.pemegang,
        "dipegang_pada": klaim.dipegang_pada,
    }


def _mundur(kini: datetime) -> Iterator[dict[str, datetime]]:
    """Ranges of time that together are all time, the latest first, each much longer than the one
    before: the embedded store would read everything to sort it."""
    sampai, lama = kini, timedelta(minutes=1)
    yield {"$gte": sampai}
    while sampai > AWAL:
        dari = sampai - min(lama, sampai - AWAL)
        yield {"$gte": dari, "$lt": sampai}
        sampai, lama = dari, lama * 4
