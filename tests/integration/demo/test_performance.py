"""A small demo end to end, with servers of its own, and what it says to try next."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from shared.clock import TrialClock
from tests.integration.demo.theatre import Demo, demo, lingkungan
from tests.integration.embedded.leftovers import gone_within, processes_of

JUMLAH = 10

SABAR_DETIK = 300
"""A guard against commands that never end, not a promise of how long they take."""


@pytest.fixture(scope="module")
def selesai(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo that has come to its end."""
    with demo(tmp_path_factory.mktemp("demo"), JUMLAH) as berjalan:
        berjalan.tunggu_akhir()
        yield berjalan


def test_everything_is_as_it_must_be(selesai: Demo) -> None:
    assert selesai.process.returncode == 0, selesai.kata
    assert "Semua beres" in selesai.kata
    assert "✗" not in selesai.kata
    assert selesai.kata.count("✓") == 22


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


@pytest.mark.timeout(900)
def test_the_suggested_commands_work(selesai: Demo) -> None:
    """From the same folder, in a shell, as they stand there."""
    mulai, lihat, pantau, laporan, cetak = (
        saran(selesai.kata, kata)
        for kata in ("server mulai", " lihat ", " pantau", " laporan ", "sop cetak")
    )
    gladi, andai = (b.strip() for b in selesai.kata.splitlines() if " gladi" in b and "IZIN_" in b)
    folder, env = selesai.folder, lingkungan({})
    perintah = (lihat, pantau, laporan, gladi, andai)
    with _berjalan(mulai, folder, env), ThreadPoolExecutor() as bersama:
        jawaban = bersama.map(lambda satu: _jalankan(satu, folder, env), perintah)
        hasil = dict(zip(perintah, jawaban, strict=True))
    for satu in perintah:
        assert hasil[satu].returncode == 0, (satu, hasil[satu].stderr)
    assert shlex.split(lihat)[-1] in hasil[lihat].stdout
    assert "WITA" in hasil[pantau].stdout
    assert "peringatan, semuanya tercatat" in hasil[laporan].stdout
    dicetak = _jalankan(cetak, folder, env)
    assert dicetak.returncode == 0
    assert "Front Office" in dicetak.stdout
    assert gone_within(folder, 20)


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
