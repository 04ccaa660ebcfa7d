"""The clock of the demo: people act by it, and sleep by it until it is their turn."""

import asyncio
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as waktu_hari
from pathlib import Path
from typing import Protocol

from izin.demo.errors import DemoGagal
from izin.demo.giliran import Giliran
from izin.demo.papan import Papan
from shared.clock import TrialClock
from shared.kalender.hitung import saat_kantor
from shared.kalender.model import Kalender
from shared.store.port import PermohonanStore
from shared.store.watch_port import WatchStore

LAJU = 20.0
"""While people are at work. Slow enough that the machine's own doing takes no five minutes."""

_BERANGKAT_DETIK = 1.0
"""For so long after a move the clock runs at `LAJU`; a machine that needs longer is waited for."""

_BUKA = waktu_hari(8, 0)
_TIDUR = timedelta(days=1)


class Jam(Protocol):
    """What the simulated people need of a clock."""

    def __call__(self) -> datetime: ...

    async def sampai(self, siapa: str, kapan: Giliran) -> None:
        """Returns when it is `siapa`'s turn; `siapa` is the application that is waited with."""


def hari_pertama(kalender: Kalender, hari_ini: date) -> datetime:
    """An ordinary working morning: the first on or after today."""
    tanggal = hari_ini
    while not kalender.hari_kerja(tanggal):
        tanggal += _TIDUR
    return saat_kantor(kalender, datetime.combine(tanggal, _BUKA, kalender.zona))


class _Penunggu:
    def __init__(self, kapan: Giliran) -> None:
        self.kapan = kapan
        self.bangun = asyncio.Event()


class JamDemo:
    """A trial clock with sleepers. Its file is read by every process of the demo."""

    def __init__(self, berkas: Path, mulai: datetime) -> None:
        self.berkas = berkas
        self.mulai = mulai.astimezone(UTC)
        self._penunggu: dict[str, _Penunggu] = {}
        self._laju = 1.0
        self._berangkat = time.monotonic()
        self._dimulai: float | None = None
        TrialClock.write(berkas, mulai, self._laju)
        self._jam = TrialClock(berkas)

    def __call__(self) -> datetime:
        return self._jam()

    @property
    def kecepatan(self) -> float:
        """How many times faster than life it has run since it was first moved."""
        if self._dimulai is None:
            return 1.0
        nyata = max(time.monotonic() - self._dimulai, 1.0)
        return max((self() - self.mulai).total_seconds() / nyata, 1.0)

    @property
    def laju(self) -> float:
        return self._laju

    @property
    def penunggu(self) -> int:
        return len(self._penunggu)

    @property
    def batas_lompat(self) -> datetime | None:
        """How far the clock may move without anybody being late; None when nobody sleeps."""
        return min((p.kapan.paling_lambat for p in self._penunggu.values()), default=None)

    async def sampai(self, siapa: str, kapan: Giliran) -> None:
        if kapan.putus <= self():
            return
        penunggu = self._penunggu[siapa] = _Penunggu(kapan)
        try:
            await penunggu.bangun.wait()
        finally:
            if self._penunggu.get(siapa) is penunggu:
                del self._penunggu[siapa]

    def lompat(self, ke: datetime) -> None:
        """Move on, and wake whose turn it is."""
        self._dimulai = self._dimulai or time.monotonic()
        self._atur(ke, LAJU)
        self._berangkat = time.monotonic()
        self.bangunkan()

    def bangunkan(self) -> None:
        """Whose turn it is by now. For whom the instant matters, the clock goes slowly."""
        kini = self()
        giliran = {s: p for s, p in self._penunggu.items() if p.kapan.putus <= kini}
        if any(penunggu.kapan.tepat for penunggu in giliran.values()) and self._laju != 1.0:
            self._atur(kini, 1.0)
        for siapa, penunggu in giliran.items():
            del self._penunggu[siapa]
            penunggu.bangun.set()

    def tahan(self) -> None:
        """While something is on its way: not faster than life for longer than a moment."""
        if self._laju != 1.0 and time.monotonic() - self._berangkat > _BERANGKAT_DETIK:
            self._atur(self(), 1.0)

    def lepas(self) -> None:
        """From now on it runs like any other clock."""
        self._atur(self(), 1.0)

    def _atur(self, ke: datetime, laju: float) -> None:
        self._jam.advance(ke, laju)
        self._laju = laju


# Moves the clock on when everybody waits: nights, weekends and slow officers take no time.
#
# It never goes past an instant at which something falls due without the watchdog having seen it, so
# that a breach is announced as promptly as in life.
_LIHAT_DETIK = 0.02
_SESUDAH = timedelta(seconds=1)
"""A limit is exceeded when now is later than its due instant."""

_SAPUAN_DETIK = 30.0


async def jatuh_tempo(
    permohonan: PermohonanStore, jaga: WatchStore, sebelum: datetime
) -> datetime | None:
    """What the watchdog is to look at next, if that is before `sebelum`."""
    semua = [await permohonan.find(satu) for satu in await jaga.due(sebelum)]
    # Some of them the watchdog may have looked at just now: what is next for these is later.
    pada = (satu.jaga.pada for satu in semua if satu and satu.jaga and satu.jaga.pada)
    return min((saat for saat in pada if saat < sebelum), default=None)


class Sutradara:
    """`papan` knows who has ended; everybody else sleeps, or is at work."""

    def __init__(
        self, jam: JamDemo, papan: Papan, permohonan: PermohonanStore, jaga: WatchStore
    ) -> None:
        self._jam = jam
        self._papan = papan
        self._permohonan = permohonan
        self._jaga = jaga
        self._menunggu_sejak: float | None = None

    async def pimpin(self) -> None:
        """For ever. Raises DemoGagal when the watchdog does not look at what is due."""
        while True:
            await asyncio.sleep(_LIHAT_DETIK)
            self._jam.bangunkan()
            if self._ada_yang_bekerja():
                self._jam.tahan()
            else:
                await self._lanjut()

    def _ada_yang_bekerja(self) -> bool:
        berakhir = self._papan.selesai + self._papan.ditolak
        return self._jam.penunggu + berakhir < self._papan.jumlah

    async def _lanjut(self) -> None:
        batas = self._jam.batas_lompat
        tempo = await self.jatuh_tempo(batas or self._jam())
        if tempo is not None and tempo < self._jam():
            self._tunggu_sapuan(tempo)
            return
        self._menunggu_sejak = None
        if batas is not None:
            self._jam.lompat(min(batas, tempo + _SESUDAH) if tempo else batas)

    async def jatuh_tempo(self, sebelum: datetime) -> datetime | None:
        """What the watchdog is to look at next, if that is before `sebelum`."""
        return await jatuh_tempo(self._permohonan, self._jaga, sebelum)

    def _tunggu_sapuan(self, tempo: datetime) -> None:
        self._jam.tahan()
        kini = time.monotonic()
        self._menunggu_sejak = self._menunggu_sejak or kini
        if kini - self._menunggu_sejak > _SAPUAN_DETIK:
            raise DemoGagal(f"watchdog tidak memeriksa yang jatuh tempo pada {tempo.isoformat()}")
