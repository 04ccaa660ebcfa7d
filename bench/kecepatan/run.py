"""One run: workers, driver, warm-up, the measured part, and the proof that it was done."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import aio_pika
from aio_pika.exceptions import ChannelNotFoundEntity

from bench.kecepatan.contestants import Peserta
from bench.kecepatan.place import Ruang, Tempat, ruang, siapkan_antrean, siapkan_penyimpanan
from bench.kecepatan.processes import (
    Pekerja,
    Penggerak,
    PengukuranGagal,
    bagian_dicuri,
    cpu_detik,
    keturunan,
    memori,
    mesin_kini,
    pekerja,
    penggerak,
    semua_stat,
)
from bench.kecepatan.table import Hasil, Memori
from bench.pesanan import Pesanan
from bench.pola.record import Pola

# That the work was really done: every step closed in the store, and nothing left on the wire.
SABAR_DETIK = 15.0
JEDA_DETIK = 0.2


def selesai(ruang: Ruang) -> list[int]:
    """How many steps each finished application has closed."""
    with ruang.permohonan() as permohonan:
        return [
            len(document["riwayat"])
            for document in permohonan.find({"status": "selesai"}, {"riwayat.urutan": 1})
        ]


def buktikan(ruang: Ruang, permohonan: int, langkah: int, sabar_detik: float = SABAR_DETIK) -> None:
    """Raises `PengukuranGagal`."""
    tertutup = selesai(ruang)
    if len(tertutup) != permohonan or set(tertutup) - {langkah}:
        raise PengukuranGagal(
            f"di penyimpanan {len(tertutup)} permohonan selesai dengan {sum(tertutup)} langkah;"
            f" seharusnya {permohonan} dengan {permohonan * langkah}"
        )
    asyncio.run(_kosong(ruang, sabar_detik))


async def _kosong(ruang: Ruang, sabar_detik: float) -> None:
    """Asked after the workers stopped: what they still held has come back by then."""
    batas = time.monotonic() + sabar_detik
    while sisa := await _isi_antrean(ruang):
        if time.monotonic() > batas:
            raise PengukuranGagal(f"antrean tidak kosong: {sisa}")
        await asyncio.sleep(JEDA_DETIK)


async def _isi_antrean(ruang: Ruang) -> dict[str, int]:
    isi: dict[str, int] = {}
    async with await aio_pika.connect(ruang.rabbitmq_url) as koneksi:
        for nama in ruang.antrean():
            saluran = await koneksi.channel()
            try:
                queue = await saluran.declare_queue(nama, passive=True)
            except ChannelNotFoundEntity:
                continue  # somebody's own, gone with it
            if banyak := queue.declaration_result.message_count:
                isi[nama] = banyak
            await saluran.close()
    return isi


@dataclass(frozen=True)
class Jalan:
    """Runs contestants one after another over the same servers. `basis_data` names a database
    that stays from run to run; without it each run has one of its own. `sambil` surrounds the
    measured part."""

    tempat: Tempat
    pola: Pola
    basis_data: str | None = None
    sambil: Callable[[Pekerja], AbstractContextManager[object]] = lambda _: nullcontext()

    def __call__(self, peserta: Peserta, putaran: int, pesanan: Pesanan) -> Hasil:
        """Raises `PengukuranGagal`."""
        with self.berdiri(peserta) as ukur:
            return ukur(putaran, pesanan)

    @contextmanager
    def berdiri(self, peserta: Peserta) -> Iterator["Berdiri"]:
        """Its workers, up for as many orders as one likes. Raises `PengukuranGagal` at the end when
        the store does not hold what they should have done."""
        with ruang(self.tempat, peserta.nama, self.basis_data) as tempat:
            sebelum = self._siapkan(peserta, tempat)
            with pekerja(peserta, tempat) as semua:
                satu = Berdiri(self, peserta, tempat, semua, sebelum)
                yield satu
            buktikan(tempat, satu.selesai, len(self.pola.tapak))

    def _siapkan(self, peserta: Peserta, tempat: Ruang) -> int:
        """How many finished applications the database had before."""
        siapkan_penyimpanan(tempat)
        sebelum = len(selesai(tempat)) if self.basis_data else 0
        if peserta.di_kabel:
            siapkan_antrean(tempat)
            self.pola.lemari.unggah(tempat.mongodb_url, tempat.basis_data)
        return sebelum

    def ukur(self, peserta: Peserta, putaran: int, siapa: tuple[Pekerja, Penggerak]) -> Hasil:
        semua, satu = siapa
        satu.jawab()
        awal, mesin = self._cpu(semua, satu), mesin_kini()
        with self.sambil(semua):
            satu.mulai()
            jawaban = satu.jawab()
        dicuri = bagian_dicuri(mesin, mesin_kini())
        akhir = self._cpu(semua, satu)
        permohonan = int(jawaban["permohonan"])
        return Hasil(
            peserta=peserta.nama,
            putaran=putaran,
            permohonan=permohonan,
            langkah=permohonan * len(self.pola.tapak),
            detik=float(jawaban["detik"]),
            cpu={nama: akhir[nama] - awal[nama] for nama in akhir},
            memori=memori_pekerja(semua),
            latensi=tuple(jawaban["latensi"]),
            dicuri=dicuri,
        )

    def _cpu(self, semua: Pekerja, satu: Penggerak) -> Mapping[str, float]:
        stat = semua_stat()
        kelompok = {
            "pekerja": semua.pid,
            "petugas": [satu.pid],
            "broker": self.tempat.broker_pid,
            "penyimpanan": self.tempat.penyimpanan_pid,
        }
        return {nama: cpu_detik(pid, stat) for nama, pid in kelompok.items()}


@dataclass
class Berdiri:
    """Workers that are up; made by `Jalan.berdiri`. Each call is another driver with its order.
    `selesai`: how many finished applications the database should hold."""

    jalan: Jalan
    peserta: Peserta
    tempat: Ruang
    semua: Pekerja
    selesai: int

    def __call__(self, putaran: int, pesanan: Pesanan) -> Hasil:
        """Raises `PengukuranGagal`."""
        with penggerak(self.peserta.penggerak, pesanan, self.tempat) as satu:
            hasil = self.jalan.ukur(self.peserta, putaran, (self.semua, satu))
            self.semua.pastikan_hidup()
        self.selesai += pesanan.pemanasan + hasil.permohonan
        return hasil


def memori_pekerja(semua: Pekerja) -> tuple[Memori, ...]:
    """Of every process that works, the helpers of a task queue's own among them."""
    return tuple(memori(pid) for pid in sorted(keturunan(semua.pid, semua_stat())))


T = TypeVar("T")


class Giliran(NamedTuple):
    """In which order things are measured: alternating, and nobody always first or always last."""

    putaran: int
    nama: str


def giliran(nama: Sequence[str], putaran: int) -> Iterator[Giliran]:
    """Every name once a round; each round begins with the next one."""
    for ke in range(putaran):
        for satu in berputar(nama, ke):
            yield Giliran(ke + 1, satu)


def berputar(urutan: Sequence[T], ke: int) -> Sequence[T]:
    mulai = ke % len(urutan) if urutan else 0
    return [*urutan[mulai:], *urutan[:mulai]]
