"""The figures of the last weeks, reckoned in the background and kept for a while."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from shared.books import VersiSopHilang
from shared.kalender.berlaku import AWAL
from shared.kantor.kantor import Kantor
from shared.laporan.mingguan import PenyusunMingguan, Seminggu, minggu_terakhir
from shared.laporan.tinjauan import Lingkup
from shared.sop.errors import SopTidakSah
from shared.store.port import DokumenTidakTerbaca

BANYAK_MINGGU = 26
SEGAR_DETIK = 600.0
"""Figures of weeks do not change from one minute to the next."""
SABAR_DETIK = 2.0
"""How long a page waits for the first figures; then it says that they are being reckoned."""
SEKALIGUS = 10


@dataclass(frozen=True)
class Mingguan:
    """`tak_terhitung`: applications that could not be reckoned or read."""

    dibuat: datetime
    minggu: tuple[Seminggu, ...]
    tak_terhitung: int


class PapanMingguan:
    """One a process. A look never waits for long: it gets the figures of before, or none yet."""

    def __init__(self, kantor: Kantor, segar_detik: float = SEGAR_DETIK) -> None:
        self._kantor, self._segar_detik = kantor, segar_detik
        self._hasil: Mingguan | None = None
        self._susun: asyncio.Task[Mingguan] | None = None
        self._lagi_pada = 0.0

    async def lihat(self, sabar_detik: float = SABAR_DETIK) -> Mingguan | None:
        """None while the first ones are being reckoned. Raises `StoreTidakTerjangkau`."""
        if self._susun is None and monotonic() >= self._lagi_pada:
            self._susun = asyncio.create_task(susun_mingguan(self._kantor))
        susun = self._susun
        if susun is not None and self._hasil is None:
            await asyncio.wait({susun}, timeout=sabar_detik)
        if susun is not None and susun.done():
            if self._susun is susun:
                self._susun = None
            self._hasil = susun.result()
            self._lagi_pada = monotonic() + self._segar_detik
        return self._hasil

    async def close(self) -> None:
        if self._susun is not None:
            self._susun.cancel()
            await asyncio.gather(self._susun, return_exceptions=True)


async def susun_mingguan(kantor: Kantor, banyak: int = BANYAK_MINGGU) -> Mingguan:
    """Reads every application, one after the other, and rests as long as it works: pages go
    first."""
    kini = kantor.clock()
    berlaku = await kantor.kalender.segarkan()
    semua = minggu_terakhir(kini, berlaku.terkini.zona, banyak)
    gangguan = await kantor.ops.outages(AWAL, kini)
    penyusun = PenyusunMingguan(semua, Lingkup(semua[-1].jangka, berlaku, gangguan))
    for kode in kantor.sop.known():
        if (termuat := kantor.sop.current(kode)) is not None:
            penyusun.kenalkan(termuat.sop)
    hilang, ke, mulai = 0, 0, monotonic()
    try:
        async for permohonan in kantor.permohonan.scan():
            try:
                sop = (await kantor.sop.version(permohonan.sop_versi)).sop
            except (VersiSopHilang, SopTidakSah):
                hilang += 1
                continue
            penyusun.tambah(permohonan, sop)
            ke += 1
            if not ke % SEKALIGUS:
                await asyncio.sleep(monotonic() - mulai)
                mulai = monotonic()
    except DokumenTidakTerbaca as error:
        hilang += len(error.sebutan)
    return Mingguan(kini, penyusun.hasil(), hilang + penyusun.tak_terhitung)
