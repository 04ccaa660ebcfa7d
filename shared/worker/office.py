"""The shared parts of a process's roles: one client of the store, the books, clock and memory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from shared.books import KalenderBook, PetugasBook, SopBook
from shared.clock_guard import ClockGuard
from shared.desk import Desk, buku_aturan
from shared.errors import StoreTidakTerjangkau
from shared.gabungan import gabung
from shared.kalender.model import Kalender
from shared.readiness import wait_for
from shared.settings import Settings
from shared.sk_register import SkRegister
from shared.sop.loader import KatalogSop
from shared.store.mongo_clocks import MongoClockStore
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import MongoKalenderStore
from shared.store.mongo_sk import MongoSkStore
from shared.store.mongo_surat import MongoSuratStore
from shared.store.motor_client import connect
from shared.store.surat_port import SuratStore
from shared.surat.loader import KatalogSurat
from shared.surat_book import SuratBook
from shared.tandatangan.susunan import TandaTanganKantor
from shared.worker.context import LastSeen, WorkerContext
from shared.worker.letters import Letters
from shared.worker.signing import Signing


@dataclass(frozen=True)
class OfficeFiles:
    """The documents that an office writes itself."""

    katalog: KatalogSop
    kalender: Kalender
    petugas: PetugasBook | None
    surat: KatalogSurat
    tanda_tangan: TandaTanganKantor | None = None


class Office:
    """To be made inside the event loop that is to run it. `pelaksana` are those of this process:
    an application that one of them read or wrote, another need not read again."""

    def __init__(
        self,
        files: OfficeFiles,
        desks: Mapping[str, Desk],
        settings: Settings,
        mongodb_url: str,
        pelaksana: Collection[str],
    ) -> None:
        self._files, self._settings, self._mongodb_url = files, settings, mongodb_url
        client, basis_data = connect(mongodb_url), settings.basis_data
        self.guard = ClockGuard(
            gabung(pelaksana),
            MongoClockStore(client, basis_data),
            settings.berkas_jam,
            settings.batas_selisih_jam_detik,
        )
        self.clock = self.guard.clock
        self.ops = MongoOpsStore(client, basis_data)
        self._permohonan = MongoPermohonanStore(client, basis_data)
        self._dokumen = GridFsDokumenStore(client, basis_data)
        self._sop = SopBook(files.katalog, self._permohonan)
        kalender_store = MongoKalenderStore(client, basis_data)
        self._kalender = KalenderBook(files.kalender, kalender_store, self.clock)
        self._aturan = buku_aturan(desks.values())
        self._nama = {kunci: desk.nama for kunci, desk in desks.items()}
        self._last_seen = LastSeen(pelaksana)
        surat_store = MongoSuratStore(client, basis_data)
        self._surat = SuratBook(files.surat, surat_store)
        register = SkRegister(MongoSkStore(client, basis_data), self._permohonan, self.clock)
        self._letters = Letters(
            buku=self._surat,
            store=surat_store,
            dokumen=self._dokumen,
            zona=ZoneInfo(settings.zona_waktu),
            batas_bytes=settings.batas_berkas_bytes,
            register=register,
            signing=self._signing(surat_store, register),
        )

    def _signing(self, surat: SuratStore, register: SkRegister) -> Signing | None:
        if self._files.tanda_tangan is None:
            return None
        return Signing(
            kantor=self._files.tanda_tangan,
            register=register,
            surat=surat,
            buku=self._surat,
            dokumen=self._dokumen,
            zona=ZoneInfo(self._settings.zona_waktu),
            clock=self.clock,
        )

    def context(self, pelaksana: str) -> WorkerContext:
        """The tools of this role."""
        return WorkerContext(
            pelaksana=pelaksana,
            permohonan=self._permohonan,
            dokumen=self._dokumen,
            sop=self._sop,
            kalender=self._kalender,
            aturan=self._aturan,
            batas_berkas_bytes=self._settings.batas_berkas_bytes,
            batas_kiriman_bytes=self._settings.batas_kiriman_bytes,
            zona=ZoneInfo(self._settings.zona_waktu),
            clock=self.clock,
            petugas=self._files.petugas,
            mundur=timedelta(hours=self._settings.batas_mundur_jam),
            last_seen=self._last_seen,
            kabari_kemajuan=self._settings.kabari_kemajuan == "ya",
            nama=self._nama,
            surat=self._letters,
        )

    async def wait(self) -> None:
        """Until the store is there, our clock agrees with it, and it knows our SOPs and calendar.
        Raises `TidakSiap`."""
        await wait_for(
            "MongoDB",
            self._mongodb_url,
            self._prepare,
            (StoreTidakTerjangkau,),
            self._settings.batas_mulai_detik,
        )

    async def _prepare(self) -> None:
        await self.guard.join()
        await self._permohonan.prepare()
        await self._dokumen.prepare()
        await self._sop.keep()
        await self._kalender.keep()
        await self._surat.keep()
        await self._letters.register.store.prepare()

    async def close(self) -> None:
        self._surat.close()
        await self._permohonan.close()
