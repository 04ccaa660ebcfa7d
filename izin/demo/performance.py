"""One performance: everybody on stage, until every application has ended and all is quiet."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

from izin.demo import cast
from izin.demo.board import Papan
from izin.demo.broker import Pengamat, amati
from izin.demo.checks.wire import Karantina
from izin.demo.errors import BrokerDipakai, DemoGagal
from izin.demo.live import Tayangan
from izin.demo.stage import Panggung
from izin.demo.verify import Bukti, baca_fakta, baca_semua, kabar_semestinya
from izin.demo.workers import jalankan_workers
from izin.demo.world import Dunia
from shared import topology
from shared.errors import AlurIzinError
from shared.store.motor_store import GridFsDokumenStore, MotorPermohonanStore, connect
from shared.worker.topology_setup import declare

_MACET_DETIK = 60.0
_TENANG_DETIK = 20.0
_LIHAT_DETIK = 0.2


class Pertunjukan:
    """To be made inside the event loop that plays it."""

    def __init__(self, panggung: Panggung, benih: int) -> None:
        settings = panggung.settings
        client = connect(panggung.mongodb_url)
        zona = ZoneInfo(settings.zona_waktu)
        self._panggung = panggung
        self._permohonan = MotorPermohonanStore(client, settings.basis_data)
        self._dunia = Dunia(
            skenario=panggung.harapan.skenario,
            dokumen=GridFsDokumenStore(client, settings.basis_data),
            batas_berkas_bytes=settings.batas_berkas_bytes,
            zona=zona,
            benih=benih,
        )
        sop = {kode: termuat.sop for kode, termuat in panggung.katalog.items()}
        self._papan = Papan(sop, len(panggung.skenario))
        self._tayangan = Tayangan(panggung.console, self._papan, panggung.nama, zona)

    @property
    def gagal(self) -> Sequence[str]:
        """What went wrong on the way, in the words of the one it happened to."""
        return self._dunia.catatan.gagal

    async def mainkan(self) -> Bukti:
        """Raises BrokerDipakai before anything is touched."""
        url = self._panggung.rabbitmq_url
        try:
            await declare(url, self._panggung.topologi)
            async with amati(url) as pengamat:
                await self._pastikan_sepi(pengamat)
                lama = await pengamat.karantina()
                await self._lakon(pengamat)
                self._panggung.console.print("Memeriksa hasilnya dari penyimpanan …")
                return await self._bukti(pengamat, lama)
        finally:
            await self._permohonan.close()

    async def _pastikan_sepi(self, pengamat: Pengamat) -> None:
        panjang = await pengamat.panjang(self._panggung.antrean)
        if dipakai := [
            f"{nama} ({jumlah} pesan, {konsumen} konsumen)"
            for nama, (jumlah, konsumen) in panjang.items()
            if jumlah or konsumen
        ]:
            raise BrokerDipakai(dipakai)

    async def _lakon(self, pengamat: Pengamat) -> None:
        """What goes wrong ends the play, and is told together with what the store holds."""
        panggung = self._panggung
        orang = [cast.meja(p, panggung.rabbitmq_url, self._dunia) for p in panggung.pelaksana]
        try:
            async with (
                jalankan_workers(
                    panggung.pelaksana, panggung.env_worker, panggung.folder_log
                ) as workers,
                pengamat.peristiwa() as fakta,
                selama(
                    workers.jaga(),
                    self._tayangan.tayangkan(),
                    cast.ikuti(fakta, self._papan),
                    cast.portal(panggung.rabbitmq_url, self._dunia),
                    *orang,
                ),
            ):
                await self._cerita(pengamat)
        except* AlurIzinError as gagal:
            for galat in _daun(gagal):
                self._dunia.catatan.kegagalan(str(galat))

    async def _cerita(self, pengamat: Pengamat) -> None:
        panggung = self._panggung
        await cast.para_pemohon(panggung.rabbitmq_url, panggung.skenario, self._dunia)
        await panggung.masukan_buruk.kirim(pengamat, self._dunia)
        await self._sampai_tuntas()
        await self._sampai_tenang(pengamat)

    async def _sampai_tuntas(self) -> None:
        """Every application has ended, or somebody failed. Raises DemoGagal when nothing moves."""
        terakhir, banyak = time.monotonic(), -1
        while not self._papan.tuntas and not self.gagal:
            await asyncio.sleep(_LIHAT_DETIK)
            if self._papan.banyak_kejadian != banyak:
                terakhir, banyak = time.monotonic(), self._papan.banyak_kejadian
            elif time.monotonic() - terakhir > _MACET_DETIK:
                raise DemoGagal(f"tidak ada kemajuan selama {_MACET_DETIK:g} detik")

    async def _sampai_tenang(self, pengamat: Pengamat) -> None:
        """Nothing on the way and nothing in anybody's hands; what is late will show as missing."""
        harapan = self._panggung.harapan
        harus = kabar_semestinya(await baca_semua(self._permohonan), harapan)
        batas = time.monotonic() + _TENANG_DETIK
        while time.monotonic() < batas and not self.gagal:
            panjang = await pengamat.panjang([*self._panggung.antrean, topology.ANTREAN_KARANTINA])
            karantina = panjang.pop(topology.ANTREAN_KARANTINA)[0]
            sepi = not any(jumlah for jumlah, _ in panjang.values())
            catatan = self._dunia.catatan
            lengkap = harus <= catatan.kabar and karantina >= len(harapan.karantina)
            if sepi and lengkap and not catatan.di_tangan:
                return
            await asyncio.sleep(_LIHAT_DETIK)

    async def _bukti(self, pengamat: Pengamat, lama: list[Karantina]) -> Bukti:
        """After the workers are gone, so that what they had in hand is back in its queue."""
        semua = await baca_semua(self._permohonan)
        dunia = self._dunia
        fakta = await baca_fakta(dunia.dokumen, semua, dunia.batas_berkas_bytes)
        panjang = await pengamat.panjang(self._panggung.antrean)
        baru = Counter(await pengamat.karantina()) - Counter(lama)
        return Bukti(
            semua=semua,
            fakta=fakta,
            kabar=frozenset(dunia.catatan.kabar),
            karantina=tuple(baru.elements()),
            antrean={nama: jumlah for nama, (jumlah, _) in panjang.items()},
        )


@asynccontextmanager
async def selama(*latar: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """These run beside the body and are cancelled at its end; one that fails ends the body."""
    async with asyncio.TaskGroup() as bersama:
        tugas = [bersama.create_task(satu) for satu in latar]
        try:
            yield
        finally:
            for satu in tugas:
                satu.cancel()


def _daun(kelompok: BaseExceptionGroup[AlurIzinError]) -> list[AlurIzinError]:
    hasil: list[AlurIzinError] = []
    for galat in kelompok.exceptions:
        hasil += _daun(galat) if isinstance(galat, BaseExceptionGroup) else [galat]
    return hasil
