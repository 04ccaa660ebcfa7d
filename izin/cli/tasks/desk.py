"""What an officer's tool works with beside the wire: the stores, the SOPs and the rules."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from izin.cli.servers import Stores, open_store_client
from izin.cli.sop_versions import sop_book
from izin.cli.tasks.due import Limit, Moment, limit_of
from izin.registry import discover_desks
from shared.alur import susun_tugas
from shared.books import KalenderBook, SopBook
from shared.clock import Clock, clock_of
from shared.contracts import Tugas
from shared.desk import BukuAturan, Perkara, buku_aturan
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca_berkas
from shared.mutu_baku.jaga import batas_terbuka
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import MongoKalenderStore


@dataclass(frozen=True)
class Desk:
    """One role's tool, without the wire: that is opened where something is taken or sent."""

    pelaksana: str
    nama: str
    settings: Settings
    stores: Stores
    book: SopBook
    kalender: KalenderBook
    rules: BukuAturan

    @property
    def clock(self) -> Clock:
        return clock_of(self.settings.berkas_jam)

    async def moment(self) -> Moment:
        return Moment(self.clock(), (await self.kalender.berlaku()).terkini)

    async def limit(self, tugas: Tugas) -> Limit:
        """As it stands now."""
        return limit_of(await self.stores.permohonan.find(tugas.permohonan_id), tugas)

    async def case(self, permohonan: Permohonan) -> Perkara | None:
        """The open step of this application; None when it has ended."""
        if permohonan.langkah is None:
            return None
        sop = (await self.book.version(permohonan.sop_versi)).sop
        return Perkara(permohonan, sop, sop.langkah_ke(permohonan.langkah.no))

    async def task(self, permohonan: Permohonan) -> Tugas | None:
        """The task as the worker would publish it now."""
        case = await self.case(permohonan)
        if case is None or permohonan.langkah is None:
            return None
        batas = batas_terbuka(permohonan, case.sop, await self.kalender.berlaku())
        rule = self.rules[case.langkah.tindakan]
        return susun_tugas(case, permohonan.langkah, rule, batas.jatuh_tempo if batas else None)


@asynccontextmanager
async def open_desk(pelaksana: str, settings: Settings) -> AsyncIterator[Desk]:
    """Settings from `with_servers`. Raises `Unreachable` and `KalenderTidakSah`."""
    desks = discover_desks()
    rules = buku_aturan(desks.values())
    kalender = baca_berkas(settings.kalender, LIBUR_INDONESIA)
    async with open_store_client(settings) as client:
        name = settings.basis_data
        stores = Stores(MongoPermohonanStore(client, name), GridFsDokumenStore(client, name))
        yield Desk(
            pelaksana=pelaksana,
            nama=desks[pelaksana].nama,
            settings=settings,
            stores=stores,
            book=sop_book(settings, stores),
            kalender=KalenderBook(kalender, MongoKalenderStore(client, name)),
            rules=rules,
        )
