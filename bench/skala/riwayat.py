"""One application that is sent back a hundred times: what a decision costs at the end of it."""

import asyncio
import statistics
import time
from dataclasses import dataclass

import bson

from bench.kecepatan.jalan import Jalan
from bench.kecepatan.pekerja import pekerja
from bench.kecepatan.peserta import alurizin
from bench.kecepatan.tempat import Ruang, ruang, siapkan_antrean, siapkan_penyimpanan
from shared.contracts import Tugas
from shared.tindakan import NilaiPutusan
from tests.office import Office, open_office

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
