"""SOPs, calendars and the register of officers as they are in force now.

The store decides which calendar is in force (docs/kalender.md). A process started with a newer file
keeps using the calendar in force until a watchdog adopts the new one; so all processes count the
same.
"""

import time
from collections.abc import Collection, Mapping
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from shared.clock import Clock, system_clock
from shared.data_file import tanda_berkas
from shared.desk import Desk
from shared.errors import AlurIzinError
from shared.kalender import loader as kalender_loader
from shared.kalender.berlaku import AWAL, KalenderBerlaku, Masa, perubahan
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import KalenderTidakSah
from shared.kalender.model import Kalender
from shared.kalender.salinan import baca_salinan, tulis_salinan
from shared.log import get_logger
from shared.petugas.loader import DaftarPetugasTidakSah, baca_berkas
from shared.petugas.model import DaftarPetugas
from shared.settings import Settings
from shared.sop.loader import KatalogSop, baca
from shared.sop.model import SopTermuat
from shared.store.port import PermohonanStore
from shared.store.watch_port import CatatanMasa, KalenderStore


class VersiSopHilang(AlurIzinError):
    """An application runs under a version that is neither loaded nor kept in the store."""


class SopBook:
    """Keeps every loaded version in the store, and reads others back from there: older ones, and
    newer ones that another worker has loaded already, with roles that this one may not know."""

    def __init__(self, katalog: KatalogSop, store: PermohonanStore) -> None:
        self._katalog = katalog
        self._store = store
        self._versi = {termuat.versi: termuat for termuat in katalog.values()}

    async def keep(self) -> None:
        """To be called before work begins, so that every application keeps its SOP."""
        for termuat in self._katalog.values():
            await self._store.save_sop(termuat.versi, termuat.berkas, termuat.sumber)

    @property
    def katalog(self) -> KatalogSop:
        """Those that are loaded."""
        return self._katalog

    def current(self, kode: str) -> SopTermuat | None:
        return self._katalog.get(kode)

    def known(self) -> tuple[str, ...]:
        return tuple(self._katalog)

    async def version(self, versi: str) -> SopTermuat:
        """Raises `VersiSopHilang`."""
        if versi not in self._versi:
            tersimpan = await self._store.load_sop(versi)
            if tersimpan is None:
                raise VersiSopHilang(versi)
            berkas, sumber = tersimpan
            self._versi[versi] = baca(sumber, berkas, pelaksana=None)
        return self._versi[versi]


SEGAR_DETIK = 15.0
"""For so long a process may use a calendar that has been replaced: the watchdog projects again
the instants that were counted by the old one."""

BERLAKU_SESUDAH = timedelta(seconds=5)
"""From its adoption until a calendar is in force: by then every watchdog that asks knows of it, and
every claim made by the calendar before is of an earlier event."""

_MILIDETIK = timedelta(milliseconds=1)


class KalenderHilang(AlurIzinError):
    """The store says that a calendar was in force, and does not have it."""


class KalenderBook:
    """The calendars in force. `sendiri` is the calendar of this process's own file."""

    def __init__(
        self,
        sendiri: Kalender,
        store: KalenderStore,
        clock: Clock = system_clock,
        segar_detik: float = SEGAR_DETIK,
    ) -> None:
        self._sendiri = sendiri
        self._store = store
        self._clock = clock
        self._segar_detik = segar_detik
        self._kenal: dict[str, Kalender] = {sendiri.versi: sendiri}
        self._berlaku: KalenderBerlaku | None = None
        self._diambil = 0.0

    async def keep(self) -> None:
        """To be called before work begins: an office that has no calendar yet gets this one."""
        if not await self._store.masa():
            await self._store.save_kalender(self._sendiri.versi, tulis_salinan(self._sendiri))
            await self._store.adopt(CatatanMasa(0, self._sendiri.versi, AWAL, ()))
        await self.segarkan()

    async def adopt(self) -> CatatanMasa | None:
        """Put this process's own calendar in force from `BERLAKU_SESUDAH` on; None when it is the
        last one already, or when another process was quicker. Open deadlines move with it."""
        await self.keep()
        tercatat = await self._store.masa()
        if tercatat[-1].versi == self._sendiri.versi:
            return None
        # A clock that was set back must not put a calendar in force before the one it replaces.
        dari = max(self._clock() + BERLAKU_SESUDAH, tercatat[-1].dari + _MILIDETIK)
        alasan = perubahan(await self._kalender(tercatat[-1].versi), self._sendiri, dari)
        await self._store.save_kalender(self._sendiri.versi, tulis_salinan(self._sendiri))
        baru = CatatanMasa(tercatat[-1].urutan + 1, self._sendiri.versi, dari, alasan)
        diterima = await self._store.adopt(baru)
        await self.segarkan()
        return baru if diterima else None

    async def berlaku(self) -> KalenderBerlaku:
        """Not older than `segar_detik`. Raises `KalenderHilang`."""
        usia = time.monotonic() - self._diambil
        if self._berlaku is None or usia > self._segar_detik:
            return await self.segarkan()
        return self._berlaku

    async def segarkan(self) -> KalenderBerlaku:
        """As the store has it now."""
        tercatat = await self._store.masa()
        if not tercatat:
            return KalenderBerlaku.selalu(self._sendiri)
        masa = [Masa(satu.dari, await self._kalender(satu.versi)) for satu in tercatat]
        self._berlaku, self._diambil = KalenderBerlaku(tuple(masa)), time.monotonic()
        return self._berlaku

    async def catatan(self) -> tuple[CatatanMasa, ...]:
        """Each calendar, from when it was in force, and why it was changed."""
        return await self._store.masa()

    async def _kalender(self, versi: str) -> Kalender:
        if versi not in self._kenal:
            salinan = await self._store.load_kalender(versi)
            if salinan is None:
                raise KalenderHilang(versi)
            self._kenal[versi] = baca_salinan(salinan)
        return self._kenal[versi]


log = get_logger()


class PetugasBook:
    """Asks the file system before every decision whether the file is another one: that costs
    microseconds, and a mandate that was taken back must not live on for a while."""

    def __init__(self, berkas: Path, zona: ZoneInfo, pelaksana: Collection[str]) -> None:
        """Raises `DaftarPetugasTidakSah`: work does not begin with a broken register."""
        self._berkas = berkas
        self._asal = (zona, frozenset(pelaksana))
        self._tanda = tanda_berkas(berkas)
        self._daftar = baca_berkas(berkas, *self._asal)

    def berlaku(self) -> DaftarPetugas:
        """A new version that is broken, or a file that is gone, changes nothing: the last sound
        one stays in force, and the log says why, once."""
        tanda = tanda_berkas(self._berkas)
        if tanda != self._tanda:
            # Seen before it is read: a change made meanwhile is seen next time.
            self._tanda = tanda
            self._baca_lagi()
        return self._daftar

    def _baca_lagi(self) -> None:
        try:
            self._daftar = baca_berkas(self._berkas, *self._asal)
        except DaftarPetugasTidakSah as galat:
            log.error(
                "daftar_petugas_ditolak", masalah=galat.masalah, tetap_versi=self._daftar.versi
            )
        else:
            log.info("daftar_petugas_dibaca", versi=self._daftar.versi)


def read_kalender(settings: Settings) -> Kalender:
    """The calendar of this process's own file. Raises `KalenderTidakSah`, also when its zone is
    not that of the settings: the year of a nomor and the office's day would not agree."""
    kalender = kalender_loader.baca_berkas(settings.kalender, LIBUR_INDONESIA)
    if kalender.zona.key != settings.zona_waktu:
        masalah = f"zona {kalender.zona.key} bukan IZIN_ZONA_WAKTU ({settings.zona_waktu})"
        raise KalenderTidakSah(str(settings.kalender), [masalah])
    return kalender


def open_petugas(settings: Settings, pelaksana: Collection[str]) -> PetugasBook | None:
    """None where the office keeps no register. Raises `DaftarPetugasTidakSah`."""
    if settings.daftar_petugas is None:
        return None
    return PetugasBook(settings.daftar_petugas, ZoneInfo(settings.zona_waktu), pelaksana)


def all_pelaksana(katalog: KatalogSop, desks: Mapping[str, Desk]) -> frozenset[str]:
    dalam_sop = {p for termuat in katalog.values() for p in termuat.sop.pelaksana}
    return frozenset(dalam_sop | set(desks))
