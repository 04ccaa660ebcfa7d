"""What an officer's tool works with beside the wire: the stores, the SOPs and the rules."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from izin.cli.servers import Stores, open_stores
from izin.cli.sop_versions import sop_book
from izin.registry import discover_desks
from shared.alur import susun_tugas
from shared.contracts import Tugas
from shared.desk import BukuAturan, Perkara, buku_aturan
from shared.permohonan import Permohonan
from shared.settings import Settings
from shared.worker.sop_book import SopBook


@dataclass(frozen=True)
class Desk:
    """One role's tool, without the wire: that is opened where something is taken or sent."""

    pelaksana: str
    nama: str
    settings: Settings
    stores: Stores
    book: SopBook
    rules: BukuAturan

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
        return susun_tugas(case, permohonan.langkah, self.rules[case.langkah.tindakan])


@asynccontextmanager
async def open_desk(pelaksana: str, settings: Settings) -> AsyncIterator[Desk]:
    """Settings from `with_servers`."""
    desks = discover_desks()
    rules = buku_aturan(desks.values())
    async with open_stores(settings) as stores:
        book = sop_book(settings, stores)
        yield Desk(pelaksana, desks[pelaksana].nama, settings, stores, book, rules)
