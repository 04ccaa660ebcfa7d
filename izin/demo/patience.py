"""What the performance waits for: everybody ready, everything over, all quiet."""

import asyncio
import time
from datetime import timedelta

from izin.demo.board import Papan
from izin.demo.broker import Pengamat
from izin.demo.errors import DemoGagal
from izin.demo.evidence import baca_semua, kabar_semestinya
from izin.demo.records import Arsip
from izin.demo.stage import Panggung
from izin.demo.world import Dunia
from shared import topology

_SIAP_DETIK = 120.0
_MACET_DETIK = 60.0
_TENANG_DETIK = 20.0
_LIHAT_DETIK = 0.2


class Kesabaran:
    def __init__(self, panggung: Panggung, dunia: Dunia, papan: Papan, arsip: Arsip) -> None:
        self._panggung = panggung
        self._catatan = dunia.catatan
        self._jam = dunia.jam
        self._papan = papan
        self._arsip = arsip

    async def sampai_siap(self, pengamat: Pengamat) -> None:
        """The day begins when everybody is at work. Raises DemoGagal."""
        batas = time.monotonic() + _SIAP_DETIK
        while time.monotonic() < batas:
            panjang = await pengamat.panjang(self._panggung.antrean)
            if all(konsumen for _, konsumen in panjang.values()):
                return
            await asyncio.sleep(_LIHAT_DETIK)
        raise DemoGagal(f"pelaksana belum siap setelah {_SIAP_DETIK:g} detik")

    async def sampai_tuntas(self) -> None:
        """Every application has ended, or somebody failed. Raises DemoGagal when nothing moves."""
        terakhir, banyak = time.monotonic(), -1
        while not self._papan.tuntas and not self._catatan.gagal:
            await asyncio.sleep(_LIHAT_DETIK)
            if self._papan.banyak_kejadian != banyak:
                terakhir, banyak = time.monotonic(), self._papan.banyak_kejadian
            elif time.monotonic() - terakhir > _MACET_DETIK:
                raise DemoGagal(f"tidak ada kemajuan selama {_MACET_DETIK:g} detik")

    async def sampai_tenang(self, pengamat: Pengamat) -> None:
        """Nothing on the way, nothing in anybody's hands, and the watchdog has seen it all; what
        is late will show as missing."""
        harus = kabar_semestinya(await baca_semua(self._arsip.permohonan), self._panggung.harapan)
        berakhir = self._jam() + timedelta(seconds=1)
        batas = time.monotonic() + _TENANG_DETIK
        while time.monotonic() < batas and not self._catatan.gagal:
            sepi = await self._sepi(pengamat) and harus <= self._catatan.kabar
            pengumuman = len(self._catatan.pengumuman)
            if sepi and await self._arsip.semua_diumumkan(berakhir, pengumuman):
                return
            await asyncio.sleep(_LIHAT_DETIK)

    async def _sepi(self, pengamat: Pengamat) -> bool:
        panjang = await pengamat.panjang([*self._panggung.antrean, topology.ANTREAN_KARANTINA])
        karantina = panjang.pop(topology.ANTREAN_KARANTINA)[0]
        if any(jumlah for jumlah, _ in panjang.values()) or self._catatan.di_tangan:
            return False
        return karantina >= len(self._panggung.harapan.karantina)
