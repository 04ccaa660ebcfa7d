"""What a demo is judged by, and what it left in the store and on the wire."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from aio_pika import DeliveryMode, Message, connect_robust
from aio_pika.abc import AbstractIncomingMessage, AbstractRobustConnection

from izin.demo.pemeriksaan import Kabar, Karantina, Pengumuman, kabar_seharusnya
from izin.demo.sk import BuktiSk, LemariSk
from izin.demo.skenario import Skenario
from shared import topology
from shared.akses import lewat_pintu, nama_pengguna
from shared.alur import Fakta
from shared.audit.keluaran import berkas_disebut
from shared.books import KalenderBook
from shared.contracts import Pelanggaran, Peristiwa
from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.model import Kalender
from shared.laporan.baris import Catatan
from shared.laporan.bulan import Bulan, Jangka
from shared.laporan.laporan import Penyusun
from shared.laporan.model import Laporan
from shared.laporan.tinjauan import Lingkup
from shared.mutu_baku.buku_waktu import Gangguan
from shared.permohonan import Permohonan
from shared.sop.model import SopTermuat
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import MongoKalenderStore
from shared.store.mongo_sk import MongoSkStore
from shared.store.mongo_surat import MongoSuratStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import Client
from shared.store.port import DokumenStore, PermohonanStore, facts_of
from shared.store.watch_port import Klaim
from shared.surat.loader import KatalogSurat
from shared.surat_book import SuratBook


# What the store and the wire say about time, after everything has stopped.
@dataclass(frozen=True)
class BuktiWaktu:
    """From `mulai`, when the first morning began, to `kini`; `sapuan`: the watchdog's last."""

    mulai: datetime
    kini: datetime
    berlaku: KalenderBerlaku
    gangguan: tuple[Gangguan, ...]
    klaim: tuple[Klaim, ...]
    pengumuman: tuple[Pengumuman, ...]
    sapuan: datetime | None

    @cached_property
    def klaim_menurut(self) -> Mapping[str, tuple[Klaim, ...]]:
        """By permohonan_id."""
        kumpulan: dict[str, tuple[Klaim, ...]] = {}
        for satu in self.klaim:
            kunci = str(satu.pelanggaran.permohonan_id)
            kumpulan[kunci] = (*kumpulan.get(kunci, ()), satu)
        return kumpulan

    def laporan(self, semua: Iterable[Permohonan], sop: Mapping[str, SopTermuat]) -> Laporan:
        """What `izin laporan` would say, for the days of the demo instead of a month. `sop` by
        version; what runs under an unknown one is left out, which another check names."""
        penyusun = Penyusun(Lingkup(Jangka(self.mulai, self.kini), self.berlaku, self.gangguan))
        for termuat in sop.values():
            penyusun.kenalkan(termuat.sop)
        for permohonan in semua:
            if (milik := sop.get(permohonan.sop_versi)) is not None:
                penyusun.tambah(permohonan, milik.sop)
        for satu in self.klaim:
            penyusun.tambah_catatan(Catatan(satu.kunci, satu.diumumkan_pada is not None))
        lokal = self.mulai.astimezone(self.berlaku.terkini.zona)
        return penyusun.laporan(Bulan(lokal.year, lokal.month), self.kini)


@dataclass(frozen=True, repr=False)
class Bukti:
    """What was found after everything had stopped. `karantina` without what lay there before;
    `penolakan`: the kode of decisions that were tried and refused.

    Without a repr: `asyncio.run` makes one of what its task returns, and this one took seconds.
    """

    semua: tuple[Permohonan, ...]
    fakta: Fakta
    kabar: frozenset[Kabar]
    karantina: tuple[Karantina, ...]
    antrean: Mapping[str, int]
    waktu: BuktiWaktu
    penolakan: frozenset[str] = frozenset()
    sk: BuktiSk = field(default_factory=BuktiSk)


@dataclass(frozen=True)
class Harapan:
    """What was to come of it: `sop` by version, `karantina` the kode by message id. `berdaftar`:
    the office keeps a register of officers."""

    skenario: Mapping[str, Skenario]
    sop: Mapping[str, SopTermuat]
    karantina: Mapping[str, str]
    kabar_lain: Kabar
    penolakan: frozenset[str] = frozenset()
    berdaftar: bool = False


async def baca_semua(store: PermohonanStore) -> tuple[Permohonan, ...]:
    return tuple(sorted([satu async for satu in store.scan()], key=lambda satu: satu.nomor))


async def baca_fakta(dokumen: DokumenStore, semua: Iterable[Permohonan], batas_bytes: int) -> Fakta:
    """Every file of every riwayat is read and measured again."""
    berkas = (d.berkas_id for permohonan in semua for d in berkas_disebut(permohonan))
    return await facts_of(dokumen, berkas, batas_bytes)


def kabar_semestinya(semua: Iterable[Permohonan], harapan: Harapan) -> frozenset[Kabar]:
    """All that the applicants must have been told, as the store has it."""
    dari_riwayat = {
        kabar
        for satu in semua
        if (termuat := harapan.sop.get(satu.sop_versi))
        for kabar in kabar_seharusnya(satu, termuat.sop)
    }
    return frozenset({*dari_riwayat, harapan.kabar_lain})


# The stores that the demo reads, beside what its people are told on the wire.
class Arsip:
    """To be made inside the event loop that uses it."""

    def __init__(self, client: Client, basis_data: str, kalender: Kalender) -> None:
        self.permohonan = MongoPermohonanStore(client, basis_data)
        self.dokumen = GridFsDokumenStore(client, basis_data)
        self.jaga = MongoWatchStore(client, basis_data)
        self._client, self._basis_data = client, basis_data
        self._ops = MongoOpsStore(client, basis_data)
        self._kalender = KalenderBook(kalender, MongoKalenderStore(client, basis_data))

    async def tutup(self) -> None:
        await self.permohonan.close()

    async def semua_diumumkan(self, sesudah: datetime, pengumuman: int) -> bool:
        """Whether the watchdog has looked after that instant and left nothing to be claimed or
        announced, and so many announcements are all there must be."""
        sapuan = await self._ops.last_sweep()
        if sapuan is None or sapuan <= sesudah or await self.jaga.due(sesudah):
            return False
        klaim = [satu async for satu in self.jaga.records()]
        diumumkan = sum(satu.diumumkan_pada is not None for satu in klaim)
        return diumumkan == len(klaim) <= pengumuman

    @contextmanager
    def lemari_sk(self, surat: KatalogSurat) -> Iterator[LemariSk]:
        """`surat`: the office's letters as they are now."""
        tersimpan = MongoSuratStore(self._client, self._basis_data)
        buku = SuratBook(surat, tersimpan)
        try:
            register = MongoSkStore(self._client, self._basis_data)
            yield LemariSk(register, tersimpan, self.dokumen, buku)
        finally:
            buku.close()

    async def bukti_waktu(
        self, jangka: tuple[datetime, datetime], pengumuman: tuple[Pengumuman, ...]
    ) -> BuktiWaktu:
        mulai, kini = jangka
        klaim = [satu async for satu in self.jaga.records()]
        return BuktiWaktu(
            mulai=mulai,
            kini=kini,
            berlaku=await self._kalender.segarkan(),
            gangguan=await self._ops.outages(mulai, kini),
            klaim=tuple(sorted(klaim, key=lambda k: (k.pelanggaran.terjadi_pada, k.kunci))),
            pengumuman=pengumuman,
            sapuan=await self._ops.last_sweep(),
        )


# The broker as somebody beside the pipeline sees it: lengths, facts, karantina, raw messages.
TANPA_ID = "(tanpa id)"


class Pengamat:
    """Made by `amati`. Reads without taking anything away."""

    def __init__(self, connection: AbstractRobustConnection) -> None:
        self._connection = connection

    async def panjang(self, antrean: Iterable[str]) -> dict[str, tuple[int, int]]:
        """(messages ready, consumers) of each queue; they must exist."""
        async with await self._connection.channel() as channel:
            hasil = {}
            for nama in antrean:
                queue = await channel.declare_queue(nama, passive=True)
                jumlah = queue.declaration_result
                hasil[nama] = (jumlah.message_count or 0, jumlah.consumer_count or 0)
            return hasil

    async def karantina(self) -> list[Karantina]:
        """Everything that lies there; it goes back when the channel closes."""
        isi = []
        async with await self._connection.channel() as channel:
            queue = await channel.get_queue(topology.ANTREAN_KARANTINA)
            while pesan := await queue.get(fail=False):
                kode, alasan = (str(pesan.headers.get(nama, "")) for nama in ("kode", "alasan"))
                isi.append(Karantina(pesan.message_id or TANPA_ID, kode, alasan))
        return isi

    @asynccontextmanager
    async def peristiwa(self) -> AsyncIterator[AsyncIterator[Peristiwa]]:
        """Every fact from now on, as a dashboard would get it: through a queue of one's own on
        the exchange of facts."""
        async with await self._connection.channel() as channel:
            queue = await channel.declare_queue(exclusive=True, auto_delete=True)
            await queue.bind(topology.EXCHANGE_PERISTIWA, routing_key="#")
            async with queue.iterator(no_ack=True) as masuk:
                yield (Peristiwa.dari_json(pesan.body) async for pesan in masuk)

    @asynccontextmanager
    async def peringatan(self) -> AsyncIterator[AsyncIterator[Pengumuman]]:
        """Every alert that comes to the queue of ops. What the broker delivers a second time
        because a connection broke is still one announcement."""
        async with await self._connection.channel() as channel:
            await channel.set_qos(prefetch_count=100)
            queue = await channel.get_queue(topology.ANTREAN_OPS)
            async with queue.iterator() as masuk:
                yield _pengumuman(masuk)


async def kirim_mentah(rabbitmq_url: str, isi: bytes, message_id: str) -> None:
    """Whatever it is, to where submissions go, as a submission of this account's."""
    pengguna = nama_pengguna(rabbitmq_url)
    kunci = topology.antrean_berkas(topology.PELAKSANA_PENERIMA)
    nama = topology.pintu(kunci) if lewat_pintu(pengguna) else topology.EXCHANGE_IZIN
    pesan = Message(
        isi,
        message_id=message_id,
        type="Pengajuan",
        content_type="application/json",
        user_id=pengguna,
        delivery_mode=DeliveryMode.PERSISTENT,
    )
    async with await connect_robust(rabbitmq_url) as connection:
        channel = await connection.channel()
        exchange = await channel.get_exchange(nama, ensure=False)
        await exchange.publish(pesan, kunci)


async def _pengumuman(masuk: AsyncIterator[AbstractIncomingMessage]) -> AsyncIterator[Pengumuman]:
    pernah: set[str] = set()
    async for pesan in masuk:
        async with pesan.process():
            satu = Pengumuman(pesan.message_id or TANPA_ID, Pelanggaran.dari_json(pesan.body))
        if not (pesan.redelivered and satu.message_id in pernah):
            pernah.add(satu.message_id)
            yield satu


@asynccontextmanager
async def amati(rabbitmq_url: str) -> AsyncIterator[Pengamat]:
    connection = await connect_robust(rabbitmq_url)
    async with connection:
        yield Pengamat(connection)
