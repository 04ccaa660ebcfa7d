"""Who is measured, and how each is started: AlurIzin in both of its forms, the floors, and the task
queues with the numbers of processes and threads that they choose themselves on two cores."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.pola.rekam import Pola

PYTHON = sys.executable
UTAMA, SATU_PROSES = "alurizin", "alurizin-satu-proses"
BENTUK = (UTAMA, SATU_PROSES)
"""AlurIzin itself: a process a role, and one process for all of them."""

SURAT, SATU_PROSES_SURAT = "alurizin-surat", "satu-proses-surat"
BERSURAT = (SURAT, SATU_PROSES_SURAT)
"""The same in an office that makes its letters: officers send their text, and workers the files."""

SENDIRI = (*BENTUK, *BERSURAT)

LANTAI = "lantai-biasa"
DI_KABEL = ("-m", "bench.petugas")
SIAP_DI_LOG = "] siap "
"""The event itself, of all that a worker's log may say."""


@dataclass(frozen=True)
class Peserta:
    """`proses` are commands of the workers; each has begun to work once its log has said `siap`
    that many times. `penggerak` is who brings the applications. `di_kabel`: speaks AlurIzin's
    contract, so that its queues can be declared beforehand. `surat`: decided by text of letters."""

    nama: str
    proses: Sequence[Sequence[str]]
    penggerak: Sequence[str]
    siap: str = "siap"
    kali_siap: int = 1
    di_kabel: bool = False
    surat: bool = False


def alurizin(pola: Pola, banyak: Mapping[str, int] | None = None) -> Peserta:
    """One process a role, unless `banyak` says how many."""
    proses = [
        (PYTHON, "-m", "izin", "jalankan", nama)
        for nama in pola.pelaksana
        for _ in range((banyak or {}).get(nama, 1))
    ]
    return Peserta(UTAMA, proses, (PYTHON, *DI_KABEL), SIAP_DI_LOG, di_kabel=True)


def alurizin_satu_proses(pola: Pola) -> Peserta:
    """All roles on one loop, each of which says that it is ready."""
    proses = [(PYTHON, "-m", "izin", "jalankan", "+".join(pola.pelaksana))]
    penggerak = (PYTHON, *DI_KABEL)
    return Peserta(SATU_PROSES, proses, penggerak, SIAP_DI_LOG, len(pola.pelaksana), di_kabel=True)


def lantai(nama: str, cara: str, pola: Pola) -> Peserta:
    proses = [(PYTHON, "-m", "bench.lantai", cara, satu) for satu in pola.pelaksana]
    return Peserta(nama, proses, (PYTHON, *DI_KABEL), di_kabel=True)


def _rekan(nama: str, modul: str, perintah: Sequence[str], siap: str, kali_siap: int) -> Peserta:
    penggerak = (PYTHON, "-m", "bench.rekan", modul)
    return Peserta(nama, [perintah], penggerak, siap, kali_siap)


def _celery(nama: str, pola: Pola, *pilihan: str) -> Peserta:
    antrean = ("-Q", ",".join(pola.pelaksana))
    perintah = (PYTHON, "-m", "celery", "-A", "bench.rekan.celery_app", "worker", *antrean)
    return _rekan(nama, "celery", (*perintah, "-l", "WARNING", *pilihan), "siap", 1)


def _dramatiq(nama: str, program: Sequence[str], *pilihan: str) -> Peserta:
    perintah = (*program, "bench.rekan.dramatiq_app", "--processes", "2", *pilihan)
    return _rekan(nama, "dramatiq", perintah, "Worker process is ready for action.", 2)


def _taskiq() -> Peserta:
    perintah = (PYTHON, "-m", "taskiq", "worker", "bench.rekan.taskiq_app:broker")
    pilihan = ("--workers", "2", "--log-level", "WARNING")
    return _rekan("taskiq", "taskiq", (*perintah, *pilihan), "siap", 2)


def semua_peserta(pola: Pola) -> dict[str, Peserta]:
    gevent = str(Path(PYTHON).with_name("dramatiq-gevent"))
    peserta = (
        alurizin(pola),
        alurizin_satu_proses(pola),
        replace(alurizin(pola), nama=SURAT, surat=True),
        replace(alurizin_satu_proses(pola), nama=SATU_PROSES_SURAT, surat=True),
        lantai(LANTAI, "biasa", pola),
        lantai("lantai-berkelompok", "berkelompok", pola),
        _celery("celery-threads", pola, "-P", "threads", "-c", "32"),
        _celery("celery-prefork", pola, "-P", "prefork", "-c", "2"),
        _dramatiq("dramatiq-threads", (PYTHON, "-m", "dramatiq"), "--threads", "8"),
        _dramatiq("dramatiq-gevent", (PYTHON, gevent), "--threads", "50"),
        _taskiq(),
    )
    return {satu.nama: satu for satu in peserta}
