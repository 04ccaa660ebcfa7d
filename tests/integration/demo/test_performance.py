"""A small demo end to end, with servers of its own, and what it says to try next."""

import asyncio
import hashlib
import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from izin.registry import discover_desks
from ops.watchdog import NAME as WATCHDOG
from shared.akses import PORTAL, layanan, meja
from shared.clock import TrialClock
from shared.embedded import find_running
from shared.kantor.sk import nama_berkas
from shared.sk.model import NomorSk
from shared.store.mongo_sk import MongoSkStore
from shared.store.motor_client import connect
from shared.tandatangan.folder_uji_coba import CA
from shared.tandatangan.periksa import periksa_tanda_tangan
from shared.tandatangan.susunan import BERKAS, baca_susunan
from shared.topology import PELAKSANA_PEMOHON
from tests.integration.demo.theatre import Demo, demo, lingkungan
from tests.integration.embedded.leftovers import gone_within, processes_of
from tests.other_readers import pdfsig, qr_codes, trust_store
from tests.unit.demo.test_applicant_files import teks_pdf

JUMLAH = 10

SABAR_DETIK = 300
"""A guard against commands that never end, not a promise of how long they take."""


@pytest.fixture(scope="module")
def selesai(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo that has come to its end, with least rights for everybody."""
    with demo(tmp_path_factory.mktemp("demo"), JUMLAH, None, "--akun") as berjalan:
        berjalan.tunggu_akhir()
        yield berjalan


def test_everything_is_as_it_must_be(selesai: Demo) -> None:
    assert selesai.process.returncode == 0, selesai.kata
    assert "Semua beres" in selesai.kata
    assert "✗" not in selesai.kata
    assert selesai.kata.count("✓") == 23


def test_the_summary_tells_what_such_a_demo_must_show(selesai: Demo) -> None:
    for apa in (
        "dikembalikan Front Office, SK terbit",
        "ditolak Dinas Teknis",
        "dikembalikan Sekretaris, SK terbit",
        "dikirim dua kali, SK terbit",
    ):
        assert apa in selesai.kata


def test_breaches_are_told_and_agree_with_one_another(selesai: Demo) -> None:
    """Planned for ten applications: twelve alerts, two of them about a last-minute return."""
    for apa in (
        "mendekati batas",
        "terlampaui",
        "selesai terlambat",
        "kembali di ujung batas",
        "kembali tanpa perubahan",
        "putaran berulang",
        "Ketepatan waktu",
        "Ke mana waktu",
        "Fiktif positif",
    ):
        assert apa in selesai.kata
    (diumumkan,) = re.findall(r"diumumkan tepat satu kali +(\d+) pengumuman", selesai.kata)
    (diturunkan,) = re.findall(r"sama dengan yang diturunkan +(\d+) peringatan", selesai.kata)
    assert diumumkan == diturunkan
    assert int(diumumkan) >= 12


def test_days_pass_in_seconds_by_the_demo_s_clock(selesai: Demo) -> None:
    hari = re.findall(r"detik  \w+ (\d+ \w+ \d{4}) \d\d\.\d\d WITA", selesai.kata)
    assert len(set(hari)) >= 2
    jam = TrialClock(selesai.folder / ".izin/demo/jam.json")
    satu = jam()
    assert satu < jam() + timedelta(milliseconds=1)


def test_everybody_logs_in_with_an_account_of_their_own(selesai: Demo) -> None:
    log = (selesai.folder / ".izin/demo/rabbitmq/server.log").read_text(errors="replace")
    masuk = set(re.findall(r"user '([\w-]+)' authenticated", log))
    desks = discover_desks()
    assert masuk >= {PORTAL, *(layanan(nama) for nama in (*desks, WATCHDOG))}
    assert masuk >= {meja(nama) for nama in desks if nama != PELAKSANA_PEMOHON}


def test_the_progress_is_told_on_the_way(selesai: Demo) -> None:
    assert f"diajukan {JUMLAH}/{JUMLAH}" in selesai.kata


def test_no_process_is_left_behind(selesai: Demo) -> None:
    assert processes_of(selesai.folder) == {}


def test_no_personal_data_is_in_the_workers_logs(selesai: Demo) -> None:
    catatan = "".join(p.read_text() for p in (selesai.folder / ".izin/demo/log").glob("*.log"))
    assert "siap" in catatan
    for rahasia in ("990101", "0000-0000-", "contoh.example"):
        assert rahasia not in catatan


def saran(kata: str, akhiran: str) -> str:
    """The suggested command that ends so, as it was printed."""
    return next(
        baris.strip()
        for baris in kata.splitlines()
        if baris.startswith("  ")
        and akhiran in baris
        and " izin" in baris.replace("/izin", " izin")
    )


@dataclass(frozen=True)
class Sesudahnya:
    """What the suggested commands said, and the register of SK numbers."""

    jawaban: dict[str, "subprocess.CompletedProcess[str]"]
    buku: tuple[NomorSk, ...]


@pytest.fixture(scope="module")
def sesudahnya(selesai: Demo) -> Sesudahnya:
    """With the servers up once more, as the demo says; in a shell, from the same folder."""
    folder, env = selesai.folder, lingkungan({})
    bersama = ("lihat", "pantau", "laporan", "gladi", "sk periksa .izin", "sk daftar")
    perintah = [
        baris.strip()
        for baris in selesai.kata.splitlines()
        if baris.startswith("  IZIN_") and any(f" {kata}" in baris for kata in bersama)
    ]
    with _berjalan(saran(selesai.kata, "server mulai"), folder, env), ThreadPoolExecutor() as kolam:
        dijawab = kolam.map(lambda satu: _jalankan(satu, folder, env), perintah)
        jawaban = dict(zip(perintah, dijawab, strict=True))
        buku = asyncio.run(_buku(folder / ".izin/demo"))
    assert gone_within(folder, 20)
    return Sesudahnya(jawaban, buku)


async def _buku(folder: Path) -> tuple[NomorSk, ...]:
    running = find_running(folder)
    assert running is not None
    client = connect(running.mongodb_url)
    try:
        return tuple([satu async for satu in MongoSkStore(client, "izin").scan()])
    finally:
        client.close()


@pytest.mark.timeout(900)
def test_the_suggested_commands_work(selesai: Demo, sesudahnya: Sesudahnya) -> None:
    for perintah, jawaban in sesudahnya.jawaban.items():
        assert jawaban.returncode == 0, (perintah, jawaban.stdout, jawaban.stderr)
    kata = {perintah: jawaban.stdout for perintah, jawaban in sesudahnya.jawaban.items()}
    for akhiran, harus in (
        (" lihat ", " WITA"),
        (" pantau", "WITA"),
        (" laporan ", "peringatan, semuanya tercatat"),
        (" gladi", ""),
        (" --waktu ", ""),
        (" sk periksa .izin", "SAH DAN BERLAKU"),
        (" sk daftar", "001/PAUD/DPMPTSP/"),
    ):
        assert harus in kata[saran(selesai.kata, akhiran)]
    dicetak = _jalankan(saran(selesai.kata, "sop cetak"), selesai.folder, lingkungan({}))
    assert dicetak.returncode == 0
    assert "Front Office" in dicetak.stdout


def test_an_sk_can_be_checked_at_once_while_no_server_runs(selesai: Demo) -> None:
    periksa = saran(selesai.kata, "sk periksa --luring")
    jawaban = _jalankan(periksa, selesai.folder, lingkungan({}))
    assert jawaban.returncode == 0, jawaban.stderr
    assert "TANDA TANGANNYA SAH" in jawaban.stdout


def berkas_sk(selesai: Demo) -> list[Path]:
    return sorted((selesai.folder / ".izin/demo/sk").iterdir())


def test_every_sk_is_on_the_disk(selesai: Demo, sesudahnya: Sesudahnya) -> None:
    terbit = [satu for satu in sesudahnya.buku if satu.status == "berlaku"]
    sidik = {hashlib.sha256(berkas.read_bytes()).hexdigest() for berkas in berkas_sk(selesai)}
    assert sidik == {satu.sha256 for satu in terbit}
    assert f"{len(terbit)} SK bertanda tangan (kunci uji coba): .izin/demo/sk" in selesai.kata
    assert len(terbit) == JUMLAH - selesai.kata.count("ditolak Dinas Teknis")


def test_two_readers_that_know_nothing_of_each_other_accept_every_sk(
    selesai: Demo, tmp_path: Path
) -> None:
    folder = selesai.folder / ".izin/demo/tanda-tangan"
    store = trust_store(tmp_path, (folder / CA).read_bytes())
    kantor = baca_susunan(folder / BERKAS)
    kini = TrialClock(selesai.folder / ".izin/demo/jam.json")()
    for berkas in berkas_sk(selesai):
        kata = pdfsig(store, berkas)
        assert "Total document signed" in kata, kata
        assert "Signature is Valid." in kata, kata
        assert "Certificate is Trusted." in kata, kata
        assert kata.count("Signature #") == 1
        hasil = periksa_tanda_tangan(berkas.read_bytes(), kantor.kepercayaan, kini)
        assert hasil.sah, hasil.temuan


def test_the_qr_on_the_page_of_every_sk_leads_to_its_entry_of_the_register(
    selesai: Demo, sesudahnya: Sesudahnya
) -> None:
    kode = {satu.kode: satu for satu in sesudahnya.buku}
    for berkas in berkas_sk(selesai):
        (tautan,) = qr_codes(berkas)
        satu = kode[tautan.rpartition("/")[2]]
        assert satu.sha256 == hashlib.sha256(berkas.read_bytes()).hexdigest()
        assert berkas.name == nama_berkas(satu.nomor)
        assert satu.nomor in teks_pdf(berkas.read_bytes())


@contextmanager
def _berjalan(perintah: str, folder: Path, env: dict[str, str]) -> Iterator[None]:
    """A command that stays, from the moment at which it says how to end it."""
    with subprocess.Popen(
        ["sh", "-c", f"exec env {perintah}"],
        cwd=folder,
        env=env,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stderr is not None
            assert any("Ctrl-C" in baris for baris in server.stderr)
            yield
        finally:
            server.terminate()


def _jalankan(
    perintah: str, folder: Path, env: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", "-c", perintah],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=SABAR_DETIK,
        check=False,
    )
