"""Who opened which case: noted before a page is shown, and read by who leads others."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from shared.clock import Clock
from shared.kantor.kantor import open_store_client
from shared.kantor.orang import Orang
from shared.kantor.unduh import BerkasPermohonan
from shared.kotak.jejak import Dibuka
from shared.settings import Settings
from shared.store.jejak_port import JejakStore
from shared.store.mongo_jejak import MongoJejakStore

REMEMBERED = 4096
"""Keys that were written: a page that saves itself does not ask the store each time."""
SHOWN = 30


class Jejak:
    """One in each process."""

    def __init__(self, store: JejakStore, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._written: OrderedDict[str, None] = OrderedDict()

    async def note(
        self, orang: Orang, pelaksana: str, nomor: str, berkas: BerkasPermohonan | None = None
    ) -> None:
        """Raises `StoreTidakTerjangkau`: what cannot be noted is not shown."""
        dibuka = Dibuka(
            pada=self._clock(),
            nomor=nomor,
            pelaksana=pelaksana,
            akun=orang.akun.nama,
            petugas=orang.petugas,
            apa="berkas" if berkas else "perkara",
            berkas_id=berkas.berkas.berkas_id if berkas else "",
            berkas=berkas.nama[:200] if berkas else "",
        )
        if dibuka.kunci in self._written:
            return
        await self._store.add(dibuka)
        self._written[dibuka.kunci] = None
        if len(self._written) > REMEMBERED:
            self._written.popitem(last=False)

    async def of_case(self, nomor: str) -> Sequence[Dibuka]:
        return await self._store.of_case(nomor, SHOWN)


@asynccontextmanager
async def open_jejak(settings: Settings) -> AsyncIterator[JejakStore]:
    """To read in it. Raises as `open_stores`."""
    async with open_store_client(settings) as client:
        yield MongoJejakStore(client, settings.basis_data)
