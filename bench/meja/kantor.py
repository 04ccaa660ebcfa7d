"""An office of its own on loopback, with cases that wait and people who have signed in."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from izin.cli.catalogue import load_catalogue
from izin.cli.processes import free_port
from izin.demo.dunia import Dunia, petugas_demo
from izin.demo.jam import JamDemo
from izin.demo.orang import siapkan_dokumen, susun_pengajuan
from izin.demo.skenario import Rencana, Skenario, buat_skenario
from izin.registry import discover_desks
from shared.akun.model import Akun, Sesi, Tahap
from shared.alur import jawab
from shared.clock import system_clock
from shared.contracts import Petugas, Verdik
from shared.embedded import find_running
from shared.kantor.kantor import Kantor, open_kantor
from shared.kantor.tugas import meja
from shared.rabbit.client import WireClient, open_client
from shared.sandi import new_token
from shared.settings import Settings
from shared.store.mongo_akun import MongoAkunStore
from shared.store.motor_client import connect
from shared.tindakan import Tindakan
from shared.topology import PELAKSANA_PEMOHON

BENIH = 17
MULAI_DETIK = 120.0
HENTI_DETIK = 60.0
SERENTAK = 8
"""Submissions and decisions on their way at once while the office is filled."""


@dataclass(frozen=True)
class Berjalan:
    """`pid` is the supervisor's."""

    pid: int
    alamat: str
    settings: Settings

    def pid_meja(self) -> int:
        """Raises `StopIteration` when it does not run."""
        return next(self._anak("meja"))

    def _anak(self, nama: str) -> Iterator[int]:
        for berkas in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                kata = berkas.read_bytes().split(b"\0")
            except OSError:
                continue
            if b"--induk" in kata and str(self.pid).encode() in kata and nama.encode() in kata:
                yield int(berkas.parent.name)


@contextmanager
def kantor_berjalan(folder: Path) -> Iterator[Berjalan]:
    """`izin jalankan semua` on servers of its own; nothing of it is left afterwards."""
    port = free_port("127.0.0.1", 0)
    log = (folder / "semua.log").open("wb")
    proses = subprocess.Popen(
        [sys.executable, "-m", "izin", "jalankan", "semua"],
        env=_env(folder, port),
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        _tunggu(proses, folder / "semua.log")
        urls = find_running(folder)
        assert urls is not None, "the servers do not answer"
        settings = Settings(
            rabbitmq_url=urls.rabbitmq_url,
            mongodb_url=urls.mongodb_url,
            folder_data=folder,
        )
        yield Berjalan(proses.pid, f"http://127.0.0.1:{port}", settings)
    finally:
        proses.send_signal(signal.SIGTERM)
        try:
            proses.wait(timeout=HENTI_DETIK)
        finally:
            proses.kill()
            log.close()


def _env(folder: Path, port: int) -> Mapping[str, str]:
    bersih = {n: isi for n, isi in os.environ.items() if not n.startswith(("IZIN_", "RABBITMQ_"))}
    bersih.pop("MONGODB_URL", None)
    return bersih | {
        "IZIN_FOLDER_DATA": str(folder),
        "IZIN_PORT_MEJA": str(port),
        # All come from one address here, and in an office from as many as there are people.
        "IZIN_LAJU_MEJA": "100000",
        "IZIN_FAKTOR_KEDUA": "tidak",
    }


def _tunggu(proses: subprocess.Popen[bytes], log: Path) -> None:
    batas = time.monotonic() + MULAI_DETIK
    while "Siap." not in (kata := log.read_text(errors="replace")):
        if proses.poll() is not None or time.monotonic() > batas:
            raise SystemExit(f"kantor tidak mulai:\n{kata[-3000:]}")
        time.sleep(0.1)


async def isi(berjalan: Berjalan, banyak: int, maju: int) -> list[str]:
    """So many applications; `maju` of them go on to the third desk. The nomor of the others, which
    wait at the first."""
    settings = berjalan.settings
    desks = discover_desks()
    async with (
        open_kantor(settings, desks) as kantor,
        open_client(settings.named_rabbitmq_url()) as client,
    ):
        nomor = await _ajukan(kantor, client, banyak)
        giliran = asyncio.Semaphore(SERENTAK)
        await asyncio.gather(*(_majukan(kantor, client, n, giliran) for n in nomor[:maju]))
    return nomor[maju:]


async def _ajukan(kantor: Kantor, client: WireClient, banyak: int) -> list[str]:
    """All with the papers of the first of their SOP: typesetting is not what is measured."""
    kini = system_clock()
    sop = {kode: termuat.sop for kode, termuat in kantor.sop.katalog.items()}
    kalender = (await kantor.kalender.berlaku()).terkini
    rencana = Rencana(banyak, BENIH, kalender.tanggal(kini), f"{kini:%H%M%S}")
    semua = buat_skenario(sop, rencana)
    jam = JamDemo(kantor.settings.folder_data / "jam-contoh.json", kini)
    dunia = Dunia(
        skenario={},
        dokumen=kantor.dokumen,
        batas_berkas_bytes=kantor.settings.batas_berkas_bytes,
        kalender=kalender,
        jam=jam,
        mulai=kini,
        benih=BENIH,
    )
    berkas = {}
    for satu in semua:
        if satu.sop.kode not in berkas:
            mulus = Skenario(satu.no, satu.sop, satu.profil, satu.pengajuan_id)
            berkas[satu.sop.kode] = await siapkan_dokumen(mulus, dunia)
    giliran = asyncio.Semaphore(SERENTAK)

    async def ajukan(satu: Skenario) -> str:
        async with giliran:
            pengajuan = susun_pengajuan(satu, berkas[satu.sop.kode], system_clock())
            jawaban = await client.submit(pengajuan, wait_seconds=60.0)
        assert jawaban is not None and jawaban.diterapkan, jawaban
        return str(jawaban.nomor)

    return list(await asyncio.gather(*map(ajukan, semua)))


async def _majukan(
    kantor: Kantor, client: WireClient, nomor: str, giliran: asyncio.Semaphore
) -> None:
    """Past the two steps that owe no output."""
    async with giliran:
        for _ in range(2):
            permohonan = await kantor.permohonan.find_by_nomor(nomor)
            assert permohonan is not None and permohonan.langkah is not None
            tugas = await meja(kantor, permohonan.langkah.pelaksana).task(permohonan)
            assert tugas is not None
            verdik = [Verdik(kode=d.kode, diterima=True) for d in tugas.dokumen]
            putusan = jawab(
                tugas,
                "terima",
                petugas_demo(BENIH, tugas.pelaksana),
                system_clock(),
                putusan_id=f"isi-{nomor}-{tugas.langkah}",
                mulai_pada=tugas.dibuka_pada,
                verdik=tuple(verdik) if tugas.tindakan is Tindakan.VERIFIKASI else (),
            )
            jawaban = await client.decide(putusan)
            assert jawaban.diterapkan, jawaban


@dataclass(frozen=True)
class Duduk:
    """Somebody who has signed in, at that desk."""

    akun: str
    pelaksana: str
    token: str


async def dudukkan(berjalan: Berjalan, banyak: int) -> Sequence[Duduk]:
    """At the desks in turn."""
    settings = berjalan.settings
    urut = (nama for satu in load_catalogue(settings).values() for nama in satu.sop.pelaksana)
    meja_kantor = [nama for nama in dict.fromkeys(urut) if nama != PELAKSANA_PEMOHON]
    client = connect(settings.named_mongodb_url())
    store = MongoAkunStore(client, settings.basis_data)
    orang = []
    for ke in range(banyak):
        orang.append(await _satu(store, ke, meja_kantor[ke % len(meja_kantor)]))
    client.close()
    return orang


async def _satu(store: MongoAkunStore, ke: int, pelaksana: str) -> Duduk:
    kini, token, nama = system_clock(), new_token(), f"petugas.{ke:04d}"
    petugas = Petugas(id=f"{199001010000000000 + ke}", nama=f"Petugas {ke}")
    assert await store.add(Akun(nama=nama, petugas=petugas, peran=(pelaksana,), dibuat_pada=kini))
    await store.begin(
        Sesi(
            id=token.sidik,
            akun=nama,
            tahap=Tahap.PENUH,
            mulai_pada=kini,
            terlihat_pada=kini,
            sampai=kini + timedelta(hours=8),
        )
    )
    return Duduk(nama, pelaksana, token.isi)
