"""The open steps of the whole office, read once for every page that shows them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import NamedTuple

from shared.errors import StoreTidakTerjangkau
from shared.every import Every
from shared.kantor.kantor import Kantor
from shared.kantor.papan import STALE_SECONDS, jeda_baca
from shared.kantor.peringatan import KotakPeringatan
from shared.kotak.model import Batas, Keadaan
from shared.mutu_baku.papan import Papan, hitung
from shared.sop.errors import LangkahTidakAda
from shared.store.watch_port import KeadaanKarantina, Terbuka

PAUSE_SECONDS = 2.0
LOOK_SECONDS = 2.0
SWEPT_WITHIN_SECONDS = 12 * STALE_SECONDS
"""A watchdog that has not swept for so long does not run: people are told."""


class Berjalan(NamedTuple):
    """A running case in the list. `kegiatan`: what its step is called; the SOP's code where this
    version does not have that step."""

    nomor: str
    sop: str
    langkah: int
    kegiatan: str
    pelaksana: str
    dibuka_pada: datetime
    batas: Batas

    @property
    def urutan(self) -> tuple[bool, datetime, datetime, str]:
        """By what falls due first; what has no limit comes last, the oldest first."""
        tempo = self.batas.jatuh_tempo
        return tempo is None, tempo or self.dibuka_pada, self.dibuka_pada, self.nomor


class Pilihan(NamedTuple):
    """Which open steps somebody wants to see; empty for all."""

    sop: str = ""
    pelaksana: str = ""
    keadaan: Keadaan | str = ""

    def cocok(self, satu: Berjalan, kini: datetime) -> bool:
        return (
            self.sop in {"", satu.sop}
            and self.pelaksana in {"", satu.pelaksana}
            and self.keadaan in {"", satu.batas.keadaan(kini)}
        )


class Pengawasan(NamedTuple):
    """Whether breaches are being looked for, and what lies in karantina."""

    disapu: datetime | None
    berjalan: bool
    karantina: KeadaanKarantina | None


def usual_pause(lama_detik: float) -> float:
    return jeda_baca(PAUSE_SECONDS, lama_detik)


@dataclass
class PapanHidup:
    """One a process. However many look at it, the store is read once in a while: `pause` says in
    seconds how long to wait after a reading that took so many. `urut` grows with every change that
    was seen."""

    kantor: Kantor
    peringatan: KotakPeringatan
    pause: Callable[[float], float] = usual_pause
    urut: int = 0
    _terbuka: tuple[Terbuka, ...] | None = None
    _again_at: float = 0.0
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def terbuka(self) -> tuple[Terbuka, ...]:
        """Every running application's open step. Raises `StoreTidakTerjangkau`."""
        if self._terbuka is not None and self._reading.locked():
            return self._terbuka
        async with self._reading:
            if self._terbuka is None or monotonic() >= self._again_at:
                began = monotonic()
                self._keep(tuple([satu async for satu in self.kantor.ops.open_steps()]))
                ended = monotonic()
                self._again_at = ended + self.pause(ended - began)
            assert self._terbuka is not None  # noqa: S101 - read just now, or before
            return self._terbuka

    def _keep(self, terbuka: tuple[Terbuka, ...]) -> None:
        self.urut += self._terbuka is None or set(terbuka) != set(self._terbuka)
        self._terbuka = terbuka

    async def papan(self) -> Papan:
        """Counted as of now, also where the rows are a moment older."""
        return hitung(await self.terbuka(), self.kantor.clock())

    async def daftar(self, pilihan: Pilihan) -> list[Berjalan]:
        kini = self.kantor.clock()
        semua = map(self._berjalan, await self.terbuka())
        cocok = (satu for satu in semua if pilihan.cocok(satu, kini))
        return sorted(cocok, key=lambda satu: satu.urutan)

    def _berjalan(self, satu: Terbuka) -> Berjalan:
        termuat = self.kantor.sop.current(satu.sop)
        try:
            kegiatan = termuat.sop.langkah_ke(satu.langkah).kegiatan if termuat else satu.sop
        except LangkahTidakAda:
            kegiatan = satu.sop
        batas = Batas(mendekati=satu.mendekati, jatuh_tempo=satu.jatuh_tempo)
        return Berjalan(
            satu.nomor, satu.sop, satu.langkah, kegiatan, satu.pelaksana, satu.dibuka_pada, batas
        )

    async def tanda(self) -> dict[str, str]:
        """Of each thing that pages are told of: another one when something is new."""
        kunci, nomor = await self.peringatan.tanda()
        return {PAPAN: str(self.urut), PERINGATAN: f"{kunci}:{nomor}"}

    async def pengawasan(self) -> Pengawasan:
        disapu = await self.kantor.ops.last_sweep()
        lama = (self.kantor.clock() - disapu).total_seconds() if disapu else None
        berjalan = lama is not None and lama <= SWEPT_WITHIN_SECONDS
        return Pengawasan(disapu, berjalan, await self.kantor.ops.karantina())


class PengamatPapan(Every):
    """Looks now and then while pages are open, and tells them when something is new."""

    def __init__(
        self, papan: PapanHidup, tell: Callable[[str], None], wanted: Callable[[], bool]
    ) -> None:
        """`wanted`: whether anybody listens."""
        outages = (StoreTidakTerjangkau,)
        super().__init__(self.once, LOOK_SECONDS, outages=outages, waits="papan_waits")
        self._papan, self._tell, self._wanted = papan, tell, wanted
        self._told: dict[str, str] = {}

    async def once(self) -> None:
        if not self._wanted():
            return
        await self._papan.terbuka()
        told, self._told = self._told, await self._papan.tanda()
        for apa, kini in self._told.items():
            # Of the first look too: what came since the page was made is not known otherwise.
            if told.get(apa) != kini:
                self._tell(apa)


PAPAN, PERINGATAN = "papan", "peringatan"
"""What open pages are told: an open step has come, gone or moved; an alert has come, or somebody
has seen one."""
