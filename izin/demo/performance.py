"""One performance: everybody on stage, until every application has ended and all is quiet."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

from izin.demo import cast
from izin.demo.applicant import Bawaan
from izin.demo.background import daun, selama
from izin.demo.board import Papan
from izin.demo.broker import Pengamat, amati
from izin.demo.checks.wire import Karantina
from izin.demo.clockwork import JamDemo
from izin.demo.director import Sutradara
from izin.demo.errors import BrokerDipakai
from izin.demo.evidence import Bukti, baca_fakta, baca_semua
from izin.demo.live import Tayangan
from izin.demo.patience import Kesabaran
from izin.demo.records import Arsip
from izin.demo.servers import ServerDemo
from izin.demo.stage import Panggung
from izin.demo.workers import Workers, panggil_workers
from izin.demo.world import Dunia
from shared.errors import AlurIzinError
from shared.rabbit.declare import declare
from shared.store.motor_client import connect


class Pertunjukan:
    """To be made inside the event loop that plays it."""

    def __init__(self, panggung: Panggung, benih: int) -> None:
        settings = panggung.settings
        self._panggung = panggung
        self._arsip = Arsip(connect(panggung.mongodb_url), settings.basis_data, panggung.kalender)
        self._jam = JamDemo(panggung.berkas_jam, panggung.mulai)
        self._dunia = Dunia(
            skenario=panggung.harapan.skenario,
            dokumen=self._arsip.dokumen,
            batas_berkas_bytes=settings.batas_berkas_bytes,
            kalender=panggung.kalender,
            jam=self._jam,
            mulai=panggung.mulai,
            benih=benih,
        )
        sop = {kode: termuat.sop for kode, termuat in panggung.katalog.items()}
        self._papan = Papan(sop, len(panggung.skenario))
        self._sutradara = Sutradara(
            self._jam, self._papan, self._arsip.permohonan, self._arsip.jaga
        )
        self._sabar = Kesabaran(panggung, self._dunia, self._papan, self._arsip)
        self._tayangan = Tayangan(
            panggung.console, self._papan, panggung.nama, (self._jam, self._dunia.zona)
        )

    @property
    def gagal(self) -> Sequence[str]:
        """What went wrong on the way, in the words of the one it happened to."""
        return self._dunia.catatan.gagal

    async def mainkan(self, server: ServerDemo) -> Bukti:
        """While the servers start, the workers do too, and the applicants get their papers ready.
        Raises EmbeddedError, and BrokerDipakai before anything is touched."""
        panggung, url = self._panggung, self._panggung.rabbitmq_url
        try:
            lama = [] if server.broker_sendiri else await self._karantina_lama(url)
            async with panggil_workers(panggung.folder_log) as workers:
                await workers.mulai(panggung.proses, panggung.env_worker)
                await server.penyimpanan()
                with cast.bersiap(panggung.skenario, self._dunia) as bawaan:
                    await server.broker()
                    await declare(url, panggung.topologi)
                    await self._lakon(workers, bawaan)
            panggung.console.print("Memeriksa hasilnya dari penyimpanan …")
            async with amati(url) as pengamat:
                return await self._bukti(pengamat, lama)
        finally:
            await self._arsip.tutup()

    async def _karantina_lama(self, url: str) -> list[Karantina]:
        """What lay there before us, on a broker of somebody else, which must be idle."""
        await declare(url, self._panggung.topologi)
        async with amati(url) as pengamat:
            await self._pastikan_sepi(pengamat)
            return await pengamat.karantina()

    async def _pastikan_sepi(self, pengamat: Pengamat) -> None:
        panjang = await pengamat.panjang(self._panggung.antrean)
        if dipakai := [
            f"{nama} ({jumlah} pesan, {konsumen} konsumen)"
            for nama, (jumlah, konsumen) in panjang.items()
            if jumlah or konsumen
        ]:
            raise BrokerDipakai(dipakai)

    async def _lakon(self, workers: Workers, bawaan: Mapping[str, Bawaan]) -> None:
        """What goes wrong ends the play, and is told together with what the store holds."""
        panggung, url = self._panggung, self._panggung.rabbitmq_url
        orang = [cast.meja(p, url, self._dunia) for p in panggung.pelaksana]
        try:
            async with (
                amati(url) as pengamat,
                pengamat.peristiwa() as fakta,
                pengamat.peringatan() as peringatan,
                selama(
                    workers.jaga(),
                    self._tayangan.tayangkan(),
                    cast.ikuti(fakta, self._papan),
                    cast.pantau(peringatan, self._papan, self._dunia),
                    cast.portal(url, self._dunia),
                    *orang,
                ),
            ):
                await self._cerita(pengamat, bawaan)
            await workers.pulangkan()
        except* AlurIzinError as gagal:
            for galat in daun(gagal):
                self._dunia.catatan.kegagalan(str(galat))

    async def _cerita(self, pengamat: Pengamat, bawaan: Mapping[str, Bawaan]) -> None:
        """The clock begins to move when everybody is at work."""
        async with asyncio.TaskGroup() as bersama:
            kiriman = bersama.create_task(self._kiriman(pengamat, bawaan))
            await self._sabar.sampai_siap(pengamat)
            pimpin = bersama.create_task(self._sutradara.pimpin())
            await self._sabar.sampai_tuntas()
            if not self.gagal:
                await kiriman
            kiriman.cancel()
            pimpin.cancel()
        self._jam.lepas()
        await self._sabar.sampai_tenang(pengamat)

    async def _kiriman(self, pengamat: Pengamat, bawaan: Mapping[str, Bawaan]) -> None:
        panggung = self._panggung
        await cast.para_pemohon(panggung.rabbitmq_url, bawaan, self._dunia)
        await panggung.masukan_buruk.kirim(pengamat, self._dunia)

    async def _bukti(self, pengamat: Pengamat, lama: list[Karantina]) -> Bukti:
        """After the workers are gone, so that what they had in hand is back in its queue."""
        semua = await baca_semua(self._arsip.permohonan)
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
            penolakan=frozenset(dunia.catatan.penolakan),
            waktu=await self._arsip.bukti_waktu(
                (self._panggung.mulai, self._jam()), tuple(dunia.catatan.pengumuman)
            ),
        )
