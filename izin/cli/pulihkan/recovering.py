"""Goes through the store and publishes again what the queues do not have."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import NamedTuple

from izin.cli.pulihkan.looking import Look
from izin.cli.pulihkan.outbox import Outbox
from izin.cli.pulihkan.tally import Tally
from shared.alur import Kiriman, kiriman_kabar, kiriman_terbuka, penanda_terbuka
from shared.books import SopBook
from shared.contracts import Berkas, Pemberitahuan, Peristiwa
from shared.errors import AlurIzinError, BrokerTidakTerjangkau, StoreTidakTerjangkau
from shared.mutu_baku.kejadian import kiriman_pelanggaran
from shared.permohonan import LangkahTerbuka, Permohonan
from shared.sop.model import Sop
from shared.store.port import DokumenTidakTerbaca
from shared.store.watch_port import Klaim


class Seen(NamedTuple):
    """`antrean` is None when everything is to be published whatever the queues hold; then
    `mulai`, from when on everything looks after itself, plays no part for steps either."""

    antrean: Look | None
    karantina: frozenset[str]
    kabar: frozenset[str]
    mulai: datetime


class Recovery:
    """`sejak`: notices, facts and breaches from then on are published again too."""

    def __init__(
        self, sop: SopBook, seen: Seen, sejak: datetime | None, outbox: Outbox, tally: Tally
    ) -> None:
        self._sop = sop
        self._seen = seen
        self._sejak = sejak
        self._outbox = outbox
        self._tally = tally

    async def applications(self, semua: AsyncIterator[Permohonan]) -> None:
        """One that cannot be restored is named, and does not stop the others. Raises when broker
        or store go away."""
        try:
            async for permohonan in semua:
                await self._one(permohonan)
        except DokumenTidakTerbaca as galat:
            self._tally.masalah += [f"{satu}: dokumen tidak terbaca" for satu in galat.sebutan]

    async def breaches(self, semua: AsyncIterator[Klaim], sejak: datetime) -> None:
        """Announced ones; what is only claimed is the watchdogs' to announce, and what they have
        announced since the look began is in its queue by itself. Raises as `applications`."""
        try:
            async for klaim in semua:
                pada = klaim.diumumkan_pada
                if pada is None or not sejak <= pada <= self._seen.mulai:
                    continue
                if klaim.kunci not in self._seen.kabar:
                    await self._outbox.put(kiriman_pelanggaran(klaim.pelanggaran))
                    self._tally.pelanggaran += 1
        except DokumenTidakTerbaca as galat:
            self._tally.masalah += [f"pelanggaran {satu}: tidak terbaca" for satu in galat.sebutan]

    async def finish(self) -> None:
        await self._outbox.flush()
        self._tally.masalah += self._outbox.unrouted

    async def _one(self, permohonan: Permohonan) -> None:
        try:
            sop = (await self._sop.version(permohonan.sop_versi)).sop
            kiriman = {satu.message_id: satu for satu in self._wanted(permohonan, sop)}
        except (StoreTidakTerjangkau, BrokerTidakTerjangkau):
            raise
        except (AlurIzinError, LookupError, ValueError) as galat:
            self._tally.masalah.append(f"{permohonan.nomor}: {type(galat).__name__}")
            return
        for satu in kiriman.values():
            await self._outbox.put(satu)
            self._count(satu)

    def _wanted(self, permohonan: Permohonan, sop: Sop) -> Iterable[Kiriman]:
        if permohonan.langkah is not None and self._is_missing(permohonan, permohonan.langkah):
            yield from kiriman_terbuka(permohonan, sop)
        if self._sejak is not None:
            for satu in kiriman_kabar(permohonan, sop, self._sejak):
                if satu.message_id not in self._seen.kabar:
                    yield satu

    def _is_missing(self, permohonan: Permohonan, terbuka: LangkahTerbuka) -> bool:
        meja = self._tally.meja[terbuka.pelaksana]
        meja.terbuka += 1
        look, penanda = self._seen.antrean, penanda_terbuka(permohonan)
        if look is None:
            return True
        if not look.ids.isdisjoint(penanda):
            meja.di_antrean += 1
        elif not self._seen.karantina.isdisjoint(penanda):
            meja.di_karantina += 1
        elif max(terbuka.dibuka_pada, permohonan.dibuat_pada) > self._seen.mulai:
            meja.baru += 1
        else:
            return True
        return False

    def _count(self, kiriman: Kiriman) -> None:
        pesan = kiriman.pesan
        if isinstance(pesan, Berkas):
            self._tally.meja[pesan.pelaksana].dikirim += 1
        elif isinstance(pesan, Pemberitahuan):
            self._tally.pemberitahuan += 1
        elif isinstance(pesan, Peristiwa):
            self._tally.peristiwa += 1
