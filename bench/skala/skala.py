"""Cost of an application with few and with very many open ones in the store beside it."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

import bson
from pymongo import MongoClient

from bench.kecepatan.contestants import PYTHON, Peserta, alurizin
from bench.kecepatan.latency import Kabar, ukur_laju
from bench.kecepatan.place import Ruang, ruang, siapkan_antrean, siapkan_penyimpanan
from bench.kecepatan.processes import pekerja, puncak_mib
from bench.kecepatan.run import Jalan, giliran
from bench.kecepatan.table import Hasil
from bench.pesanan import Pesanan
from bench.pola.record import dokumen_untuk
from shared.contracts import DokumenBerkode, Tugas
from shared.store.indeks import PERMOHONAN
from shared.tindakan import NilaiPutusan
from shared.topology import PELAKSANA_PENERIMA
from tests.builders import KURSUS, kode_wajib, pdf, termuat
from tests.office import Office, open_office

SEKALI_TULIS = 100
"""The embedded store pauses for its checkpoints: more at once would run into time limits."""


def ukur_terbuka(
    jalan: Jalan, banyak: Sequence[int], putaran: int, pesanan: Pesanan, kabar: Kabar
) -> list[Hasil]:
    """A database for each number, all of them measured in turn. Raises `PengukuranGagal`."""
    nama = {f"{satu} terbuka": f"bench_terbuka_{satu}" for satu in banyak}
    for satu, basis_data in zip(banyak, nama.values(), strict=True):
        isi(jalan, basis_data, satu)
        kabar(f"{satu} permohonan terbuka ditulis")
    hasil = []
    for ke, giliran_nama in giliran(list(nama), putaran):
        peserta = replace(alurizin(jalan.pola), nama=giliran_nama)
        satu_jalan = replace(jalan, basis_data=nama[giliran_nama])
        hasil.append(satu_jalan(peserta, ke, pesanan))
        kabar(f"putaran {ke}  {giliran_nama}: {hasil[-1].per_detik:.1f} permohonan/detik")
    return hasil


def isi(jalan: Jalan, basis_data: str, banyak: int) -> None:
    """Open at their first desk, alike but for what has to be unique."""
    pertama = jalan.pola.tapak[0]
    with ruang(jalan.tempat, basis_data, basis_data) as tempat:
        siapkan_penyimpanan(tempat)
        with MongoClient[dict[str, object]](tempat.mongodb_url, socketTimeoutMS=120_000) as client:
            permohonan = client[basis_data][PERMOHONAN]
            for mulai in range(0, banyak, SEKALI_TULIS):
                jumlah = min(SEKALI_TULIS, banyak - mulai)
                permohonan.insert_many(
                    [dokumen_untuk(pertama, str(uuid4())) for _ in range(jumlah)]
                )


# One application that is sent back a hundred times: what a decision costs at the end of it.
PUTARAN = 100
SEKELOMPOK = 10


@dataclass(frozen=True)
class Riwayat:
    """Milliseconds from a decision to its answer, in the first and the last rounds; bytes of the
    document in the store at the end."""

    putaran: int
    awal_ms: float
    akhir_ms: float
    dokumen_byte: int


def ukur_riwayat(jalan: Jalan, putaran: int = PUTARAN) -> Riwayat:
    """Raises `PengukuranGagal`."""
    peserta = alurizin(jalan.pola)
    with ruang(jalan.tempat, "riwayat") as tempat:
        siapkan_penyimpanan(tempat)
        siapkan_antrean(tempat)
        with pekerja(peserta, tempat):
            lama = asyncio.run(_bolak_balik(jalan, tempat, putaran))
        with tempat.permohonan() as permohonan:
            byte = len(bson.encode(permohonan.find_one({}, {})))
    banyak = min(SEKELOMPOK, putaran)
    return Riwayat(putaran, _ms(lama[: 2 * banyak]), _ms(lama[-2 * banyak :]), byte)


def _ms(detik: list[float]) -> float:
    return 1000 * statistics.median(detik)


async def _bolak_balik(jalan: Jalan, tempat: Ruang, putaran: int) -> list[float]:
    """The second desk sends it back to the first one again and again."""
    _, pertama, kedua = (tapak.pelaksana for tapak in jalan.pola.tapak[:3])
    lama: list[float] = []
    async with open_office(tempat.settings()) as kantor:
        await kantor.ajukan(await kantor.pengajuan())
        for _ in range(putaran):
            lama.append(await _putuskan(kantor, await kantor.tugas(pertama), "terima"))
            tugas = await kantor.tugas(kedua)
            lama.append(await _putuskan(kantor, tugas, _kembali(tugas)))
    return lama


def _kembali(tugas: Tugas) -> NilaiPutusan:
    return next(p.putusan for p in tugas.pilihan if isinstance(p.ke, int) and p.ke < tugas.langkah)


async def _putuskan(kantor: Office, tugas: Tugas, nilai: NilaiPutusan) -> float:
    putusan = await kantor.putusan(tugas, nilai)
    mulai = time.perf_counter()
    jawaban = await kantor.client.decide(putusan)
    assert jawaban.diterapkan, jawaban
    return time.perf_counter() - mulai


# A submission with a very large file: how long it takes, and what the worker holds of it.
MIB = 1024 * 1024
BESAR_BYTE = 50 * MIB
BATAS_MIB = 64


@dataclass(frozen=True)
class BerkasBesar:
    """Seconds from a submission to its answer, without the file and with it; MiB that the worker
    ever had resident, before and after."""

    byte: int
    kecil_detik: float
    besar_detik: float
    puncak_sebelum_mib: float
    puncak_sesudah_mib: float


def ukur_berkas(jalan: Jalan, byte: int = BESAR_BYTE) -> BerkasBesar:
    """Raises `PengukuranGagal`."""
    peserta = Peserta("berkas", [(PYTHON, "-m", "izin", "jalankan", PELAKSANA_PENERIMA)], ())
    with ruang(jalan.tempat, "berkas") as biasa:
        tempat = replace(biasa, tambahan={"IZIN_BATAS_BERKAS_MIB": str(BATAS_MIB)})
        siapkan_penyimpanan(tempat)
        siapkan_antrean(tempat)
        with pekerja(peserta, tempat) as satu:
            return asyncio.run(_ajukan_keduanya(tempat, satu.pid[0], byte))


async def _ajukan_keduanya(tempat: Ruang, pid: int, byte: int) -> BerkasBesar:
    async with open_office(tempat.settings()) as kantor:
        await _ajukan(kantor, 0)  # the first one of all loads what is loaded once
        kecil, sebelum = await _ajukan(kantor, 0), puncak_mib(pid)
        besar = await _ajukan(kantor, byte)
    return BerkasBesar(byte, kecil, besar, sebelum, puncak_mib(pid))


async def _ajukan(kantor: Office, byte: int) -> float:
    pengajuan = await kantor.pengajuan()
    if byte:
        kode = kode_wajib(termuat(KURSUS).sop)[0]
        berkas = await kantor.dokumen.put("besar.pdf", _isi(byte), BATAS_MIB * MIB)
        lain = [d for d in pengajuan.dokumen if d.kode != kode]
        dokumen = (DokumenBerkode(kode=kode, berkas=berkas), *lain)
        pengajuan = pengajuan.model_copy(update={"dokumen": dokumen})
    mulai = time.perf_counter()
    jawaban = await kantor.ajukan(pengajuan)
    assert jawaban.diterapkan, jawaban
    return time.perf_counter() - mulai


async def _isi(byte: int) -> AsyncIterator[bytes]:
    """A PDF by its beginning and by its end, and as long as is wanted."""
    tepi = pdf("besar")
    yield tepi
    for mulai in range(2 * len(tepi), byte, MIB):
        yield b" " * min(MIB, byte - mulai)
    yield tepi


# One, two and four processes of the role that has the most to do: its submissions and a step.
def ukur_proses(
    jalan: Jalan, banyak: Sequence[int], putaran: int, pesanan: Pesanan, kabar: Kabar
) -> list[Hasil]:
    """Raises `PengukuranGagal`."""
    peserta = {}
    for satu in banyak:
        nama = f"{satu} x {PELAKSANA_PENERIMA}"
        peserta[nama] = replace(alurizin(jalan.pola, {PELAKSANA_PENERIMA: satu}), nama=nama)
    return ukur_laju(jalan, peserta, putaran, pesanan, kabar)
