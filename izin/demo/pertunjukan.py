"""What a performance needs, and what it is judged by."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console

from izin.demo.akun import AkunDemo
from izin.demo.background import daun, selama
from izin.demo.bukti import (
    Arsip,
    Bukti,
    Harapan,
    Pengamat,
    amati,
    baca_fakta,
    baca_semua,
    kabar_semestinya,
)
from izin.demo.dunia import Dunia
from izin.demo.errors import BrokerDipakai, DemoGagal
from izin.demo.jam import JamDemo, Sutradara
from izin.demo.masukan_buruk import MasukanBuruk
from izin.demo.orang import Bawaan, Meja, ajukan, baca_pemberitahuan, siapkan_dokumen
from izin.demo.papan import Papan
from izin.demo.pemeriksaan import Karantina, Pengumuman
from izin.demo.pertimbangan import harus_ditolak
from izin.demo.servers import ServerDemo
from izin.demo.skenario import Skenario
from izin.demo.tayangan import Tayangan
from izin.demo.workers import Workers, panggil_workers
from ops.watchdog import NAME as WATCHDOG
from shared import topology
from shared.akses import PORTAL, layanan
from shared.books import all_pelaksana
from shared.contracts import DokumenBerkode, Peristiwa
from shared.desk import Desk
from shared.errors import AlurIzinError
from shared.kalender.model import Kalender
from shared.rabbit.client import open_client
from shared.rabbit.declare import declare
from shared.settings import Settings, variabel_url
from shared.sop.loader import KatalogSop
from shared.store.motor_client import connect
from shared.surat.loader import KatalogSurat
from shared.tandatangan.periksa import Kepercayaan
from shared.tandatangan.susunan import baca_susunan
from shared.topology import Topologi, topologi

_JEDA_SAPU_DETIK = "0.1"
"""The clock runs faster than life, so the watchdog looks more often."""


@dataclass(frozen=True)
class Panggung:
    """`settings` with both URLs filled in, with the database of this run and how it signs; `mulai`:
    the demo's first morning; `proses`: everything that is started, by the name it is started
    with."""

    settings: Settings
    kalender: Kalender
    mulai: datetime
    berkas_jam: Path
    daftar_petugas: Path
    surat: KatalogSurat
    proses: tuple[str, ...]
    katalog: KatalogSop
    desks: Mapping[str, Desk]
    skenario: tuple[Skenario, ...]
    akun: AkunDemo
    masukan_buruk: MasukanBuruk
    folder_log: Path
    console: Console

    @property
    def rabbitmq_url(self) -> str:
        url = self.settings.rabbitmq_url
        return url.get_secret_value() if url else ""

    @property
    def mongodb_url(self) -> str:
        url = self.settings.mongodb_url
        return url.get_secret_value() if url else ""

    @property
    def topologi(self) -> Topologi:
        return topologi(all_pelaksana(self.katalog, self.desks))

    @property
    def antrean(self) -> list[str]:
        """Those that the demo fills and must leave empty."""
        return [a.nama for a in self.topologi.antrean if a.nama != topology.ANTREAN_KARANTINA]

    @property
    def pelaksana(self) -> tuple[str, ...]:
        """Whoever has a step in one of the SOPs, each once."""
        semua = (nama for termuat in self.katalog.values() for nama in termuat.sop.pelaksana)
        return tuple(dict.fromkeys(semua))

    @property
    def nama(self) -> dict[str, str]:
        return {kode: desk.nama for kode, desk in self.desks.items()}

    @property
    def env_worker(self) -> dict[str, str]:
        url, punya_akun = self.rabbitmq_url, (*self.desks, *self.pelaksana, WATCHDOG)
        return {
            **os.environ,
            "RABBITMQ_URL": url,
            **{variabel_url(nama): self.akun.url(url, layanan(nama)) for nama in punya_akun},
            "MONGODB_URL": self.mongodb_url,
            "IZIN_BASIS_DATA": self.settings.basis_data,
            "IZIN_DAFTAR_PETUGAS": str(self.daftar_petugas.resolve()),
            "IZIN_BERKAS_JAM": str(self.berkas_jam.resolve()),
            "IZIN_TANDA_TANGAN": str(self.tanda_tangan.resolve()),
            "IZIN_JEDA_SAPU_DETIK": _JEDA_SAPU_DETIK,
        }

    @property
    def tanda_tangan(self) -> Path:
        assert self.settings.tanda_tangan is not None  # noqa: S101 - filled in
        return self.settings.tanda_tangan

    @property
    def kepercayaan(self) -> Kepercayaan:
        return baca_susunan(self.tanda_tangan).kepercayaan

    @property
    def harapan(self) -> Harapan:
        return Harapan(
            skenario={satu.permohonan_id: satu for satu in self.skenario},
            sop={termuat.versi: termuat for termuat in self.katalog.values()},
            karantina=self.masukan_buruk.di_karantina,
            kabar_lain=self.masukan_buruk.kabar,
            penolakan=harus_ditolak(self.skenario),
            berdaftar=True,
        )


_SIAP_DETIK = 120.0
_MACET_DETIK = 60.0
_TENANG_DETIK = 20.0
_LIHAT_DETIK = 0.2


class Kesabaran:
    """What the performance waits for: everybody ready, everything over, all quiet."""

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


# Everybody who acts or watches in the demo, as coroutines that run until they are cancelled.
_BERSAMAAN = 3


async def meja(pelaksana: str, rabbitmq_url: str, dunia: Dunia) -> None:
    async with open_client(rabbitmq_url) as client:
        await Meja(pelaksana, client, dunia).layani()


async def portal(rabbitmq_url: str, dunia: Dunia) -> None:
    async with open_client(rabbitmq_url) as client:
        await baca_pemberitahuan(client, dunia)


@contextmanager
def bersiap(skenario: Iterable[Skenario], dunia: Dunia) -> Iterator[Mapping[str, Bawaan]]:
    """The applicants prepare their documents, few at once, for as long as the block lasts; by
    permohonan_id. The store must answer."""
    tangan = asyncio.Semaphore(_BERSAMAAN)
    bawaan = {
        satu.permohonan_id: asyncio.create_task(_siapkan(satu, dunia, tangan)) for satu in skenario
    }
    try:
        yield bawaan
    finally:
        for berkas in bawaan.values():
            berkas.cancel()


async def _siapkan(
    skenario: Skenario, dunia: Dunia, tangan: asyncio.Semaphore
) -> tuple[DokumenBerkode, ...]:
    async with tangan:
        return await siapkan_dokumen(skenario, dunia)


async def para_pemohon(rabbitmq_url: str, bawaan: Mapping[str, Bawaan], dunia: Dunia) -> None:
    """Ends when everything is submitted and answered."""
    async with open_client(rabbitmq_url) as client, asyncio.TaskGroup() as bersama:
        for id_, berkas in bawaan.items():
            bersama.create_task(ajukan(client, dunia.skenario[id_], dunia, berkas))


async def ikuti(fakta: AsyncIterator[Peristiwa], papan: Papan) -> None:
    async for peristiwa in fakta:
        papan.catat(peristiwa)


async def pantau(peringatan: AsyncIterator[Pengumuman], papan: Papan, dunia: Dunia) -> None:
    """Ops: reads every alert as it comes."""
    async for satu in peringatan:
        dunia.catatan.pengumuman.append(satu)
        papan.peringatkan(satu.pelanggaran)


# One performance: everybody on stage, until every application has ended and all is quiet.
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
            panggung.console, self._papan, panggung.nama, self._jam, self._dunia.zona
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
                with bersiap(panggung.skenario, self._dunia) as bawaan:
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
        alat = {p: panggung.akun.url_alat(url, p) for p in panggung.pelaksana}
        orang = [meja(p, milik, self._dunia) for p, milik in alat.items()]
        try:
            async with (
                amati(url) as pengamat,
                pengamat.peristiwa() as fakta,
                pengamat.peringatan() as peringatan,
                selama(
                    workers.jaga(),
                    self._tayangan.tayangkan(),
                    ikuti(fakta, self._papan),
                    pantau(peringatan, self._papan, self._dunia),
                    portal(panggung.akun.url(url, PORTAL), self._dunia),
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
            kiriman = bersama.create_task(self._kiriman(bawaan))
            await self._sabar.sampai_siap(pengamat)
            pimpin = bersama.create_task(self._sutradara.pimpin())
            await self._sabar.sampai_tuntas()
            if not self.gagal:
                await kiriman
            kiriman.cancel()
            pimpin.cancel()
        self._jam.lepas()
        await self._sabar.sampai_tenang(pengamat)

    async def _kiriman(self, bawaan: Mapping[str, Bawaan]) -> None:
        panggung = self._panggung
        url = panggung.akun.url(panggung.rabbitmq_url, PORTAL)
        await para_pemohon(url, bawaan, self._dunia)
        await panggung.masukan_buruk.kirim(url, self._dunia)

    async def _bukti(self, pengamat: Pengamat, lama: list[Karantina]) -> Bukti:
        """After the workers are gone, so that what they had in hand is back in its queue."""
        semua = await baca_semua(self._arsip.permohonan)
        dunia, panggung = self._dunia, self._panggung
        with self._arsip.lemari_sk(panggung.surat) as lemari:
            fakta, sk = await asyncio.gather(
                baca_fakta(dunia.dokumen, semua, dunia.batas_berkas_bytes),
                lemari.bukti(semua, panggung.harapan.sop, panggung.kepercayaan),
            )
        panjang = await pengamat.panjang(panggung.antrean)
        baru = Counter(await pengamat.karantina()) - Counter(lama)
        return Bukti(
            semua=semua,
            fakta=fakta,
            kabar=frozenset(dunia.catatan.kabar),
            karantina=tuple(baru.elements()),
            antrean={nama: jumlah for nama, (jumlah, _) in panjang.items()},
            penolakan=frozenset(dunia.catatan.penolakan),
            sk=sk,
            waktu=await self._arsip.bukti_waktu(
                (self._panggung.mulai, self._jam()), tuple(dunia.catatan.pengumuman)
            ),
        )
