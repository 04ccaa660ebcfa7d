"""Wall and CPU of starts, in rounds that alternate, over servers that run already."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.kecepatan.giliran import giliran
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.pekerja import HENTI_DETIK, SIAP_DETIK, PengukuranGagal
from bench.kecepatan.peserta import SIAP_DI_LOG
from bench.kecepatan.procstat import bagian_dicuri, cpu_detik, mesin_kini, semua_stat
from bench.kecepatan.tempat import AKAR, Ruang, ruang, siapkan_antrean, siapkan_penyimpanan
from bench.mulai.perintah import Perintah, semua_perintah
from bench.pola.rekam import Pola
from shared.embedded.guarded import Command, Guarded
from shared.embedded.server import tail_of

KALI = 5
TENGOK_DETIK = 0.01


@dataclass(frozen=True)
class Mulai:
    """One start: seconds on the clock, and of CPU of all that it started. `dicuri` as in
    `Hasil`."""

    nama: str
    detik: float
    cpu: float
    dicuri: float = 0.0


def ukur_mulai(jalan: Jalan, kabar: Callable[[str], None], kali: int = KALI) -> list[Mulai]:
    """Each `kali` times, after one time that is not counted: it fills what the system keeps of
    files. Raises `PengukuranGagal`."""
    with ruang(jalan.tempat, "mulai") as tempat:
        nomor = siapkan(jalan.pola, tempat)
        perintah = {satu.nama: satu for satu in semua_perintah(jalan.pola, nomor)}
        for satu in perintah.values():
            ukur_satu(satu, tempat)
        hasil = []
        for _, nama in giliran(list(perintah), kali):
            hasil.append(ukur_satu(perintah[nama], tempat))
            kabar(f"{nama:<42} {hasil[-1].detik:6.2f} detik, CPU {hasil[-1].cpu:5.2f}")
        return hasil


def siapkan(pola: Pola, tempat: Ruang) -> str:
    """An application in the store that can be looked at: its nomor."""
    siapkan_penyimpanan(tempat)
    siapkan_antrean(tempat)
    pola.lemari.unggah(tempat.mongodb_url, tempat.basis_data)
    with tempat.permohonan() as permohonan:
        permohonan.insert_one(dict(pola.tapak[0].dokumen))
    return str(pola.tapak[0].dokumen["nomor"])


def ukur_satu(perintah: Perintah, tempat: Ruang) -> Mulai:
    """Raises `PengukuranGagal`."""
    mesin = mesin_kini()
    ukur = _sampai_siap if perintah.kali_siap else _sampai_selesai
    detik, cpu = ukur(perintah, tempat)
    return Mulai(perintah.nama, detik, cpu, bagian_dicuri(mesin, mesin_kini()))


def _sampai_selesai(perintah: Perintah, tempat: Ruang) -> tuple[float, float]:
    """What it says goes into a pipe, as where another program reads it."""
    mulai = time.perf_counter()
    proses = subprocess.Popen(  # noqa: S603 - our own command
        perintah.argumen,
        env=dict(tempat.env()),
        cwd=AKAR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    akhir = threading.Timer(SIAP_DETIK, proses.kill)
    akhir.start()
    with proses:
        assert proses.stdout
        keluaran = proses.stdout.read()
        _, status, pakai = os.wait4(proses.pid, 0)
        detik = time.perf_counter() - mulai
        proses.returncode = os.waitstatus_to_exitcode(status)
    akhir.cancel()
    if proses.returncode:
        raise PengukuranGagal(
            f"{perintah.nama} berakhir dengan {proses.returncode}:\n{keluaran.decode()}"
        )
    return detik, pakai.ru_utime + pakai.ru_stime


def _sampai_siap(perintah: Perintah, tempat: Ruang) -> tuple[float, float]:
    log = tempat.folder / "mulai.log"
    log.unlink(missing_ok=True)
    command = Command(perintah.argumen, tempat.env(), AKAR, log, HENTI_DETIK)
    proses = Guarded(command)
    mulai = time.perf_counter()
    try:
        while not _siap(log, perintah.kali_siap):
            if not proses.running() or time.perf_counter() - mulai > SIAP_DETIK:
                raise PengukuranGagal(f"{perintah.nama} tidak siap:\n{tail_of(log)}")
            time.sleep(TENGOK_DETIK)
        return time.perf_counter() - mulai, cpu_detik([proses.pid], semua_stat())
    finally:
        proses.stop()


def _siap(log: Path, kali: int) -> bool:
    return log.read_text(errors="replace").count(SIAP_DI_LOG) >= kali


def milik(hasil: Sequence[Mulai], nama: str) -> list[Mulai]:
    return [satu for satu in hasil if satu.nama == nama]
