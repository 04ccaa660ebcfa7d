"""The officers' desk as its pages open it: an office, its accounts, and who is to do what there."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property

from shared.akun.aturan import wajib_faktor
from shared.akun.model import SEBUTAN_HAK
from shared.books import PetugasBook, all_pelaksana, open_petugas
from shared.clock import Clock, system_clock
from shared.clock_guard import ClockGuard
from shared.desk import Desk
from shared.errors import JamTidakSepakat
from shared.kantor.errors import MasukanKeliru
from shared.kantor.kantor import Kantor, open_store_client, read_kantor
from shared.kotak.alasan import Alasan, baca_alasan
from shared.sandi import Sandi
from shared.settings import Settings
from shared.store.akun_port import MasukStore
from shared.store.dilihat_port import DilihatStore
from shared.store.jejak_port import JejakStore
from shared.store.kotak_port import KotakStore
from shared.store.mongo_akun import MongoAkunStore
from shared.store.mongo_clocks import MongoClockStore
from shared.store.mongo_dilihat import MongoDilihatStore
from shared.store.mongo_jejak import MongoJejakStore
from shared.store.mongo_kotak import MongoKotakStore
from shared.topology import PELAKSANA_PEMOHON


@dataclass(frozen=True)
class Ruang:
    """`wall`: life's own clock, for sessions; the office's may run faster for a trial. `kunci`: the
    desk's key."""

    kantor: Kantor
    akun: MasukStore
    kotak_store: KotakStore
    dilihat_store: DilihatStore
    jejak_store: JejakStore
    petugas: PetugasBook | None
    kunci: bytes = field(repr=False)
    wall: Clock = system_clock
    sandi: Sandi = field(default_factory=Sandi)
    alasan: tuple[Alasan, ...] = ()
    """From which officers choose when a document is sent back."""

    guard: ClockGuard | None = None
    """Both clocks, where a process has to agree with the store's; None where there is none."""

    @cached_property
    def meja(self) -> tuple[str, ...]:
        """The desks that officers sit at, in the order of the first SOP that names them."""
        urutan = [
            langkah.pelaksana
            for termuat in self.kantor.sop.katalog.values()
            for langkah in termuat.sop.langkah
        ]
        semua = dict.fromkeys((*urutan, *self.kantor.desks))
        return tuple(nama for nama in semua if nama != PELAKSANA_PEMOHON)

    @cached_property
    def wajib_faktor(self) -> frozenset[str]:
        """Raises `MasukanKeliru` for a policy that names what there is not."""
        sop = [termuat.sop for termuat in self.kantor.sop.katalog.values()]
        dikenal = (*self.meja, *SEBUTAN_HAK)
        try:
            return wajib_faktor(self.kantor.settings.faktor_kedua, sop, dikenal)
        except ValueError as error:
            raise MasukanKeliru(
                f"IZIN_FAKTOR_KEDUA: '{error}' bukan peran atau hak",
                anjuran=f"Yang ada: {', '.join(dikenal)}, penanda_tangan, semua, tidak",
            ) from error

    @property
    def diam_detik(self) -> float:
        return self.kantor.settings.sesi_diam_menit * 60


@asynccontextmanager
async def open_ruang(
    settings: Settings, desks: Mapping[str, Desk], kunci: bytes, nama: str
) -> AsyncIterator[Ruang]:
    """As `open_kantor`; raises `DaftarPetugasTidakSah` and `AlasanTidakSah` too. `nama` is the
    process's: by it others know whose clock differs."""
    alasan = baca_alasan(settings.alasan)
    kantor_on = read_kantor(settings, desks)
    async with open_store_client(settings) as client:
        guard = ClockGuard(
            nama,
            MongoClockStore(client, settings.basis_data),
            settings.berkas_jam,
            settings.batas_selisih_jam_detik,
        )
        with suppress(JamTidakSepakat):  # it listens, and says why it shows nothing
            await guard.join()
        kantor = kantor_on(client, guard.clock)
        semua = all_pelaksana(kantor.sop.katalog, desks)
        akun = MongoAkunStore(client, settings.basis_data)
        kotak = MongoKotakStore(client, settings.basis_data)
        await akun.prepare()
        await kotak.prepare()
        dilihat = MongoDilihatStore(client, settings.basis_data)
        await dilihat.prepare()
        jejak = MongoJejakStore(client, settings.basis_data)
        await jejak.prepare()
        petugas = open_petugas(settings, semua)
        stores = akun, kotak, dilihat, jejak
        yield Ruang(kantor, *stores, petugas, kunci, wall=guard.wall, alasan=alasan, guard=guard)
