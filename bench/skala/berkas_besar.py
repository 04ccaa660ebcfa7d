"""A submission with a very large file: how long it takes, and what the worker holds of it."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from bench.kecepatan.jalan import Jalan
from bench.kecepatan.pekerja import pekerja
from bench.kecepatan.peserta import PYTHON, Peserta
from bench.kecepatan.procstat import puncak_mib
from bench.kecepatan.tempat import Ruang, ruang, siapkan_antrean, siapkan_penyimpanan
from shared.contracts import DokumenBerkode
from shared.topology import PELAKSANA_PENERIMA
from tests.builders import KURSUS, kode_wajib, pdf, termuat
from tests.office import Office, open_office

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
