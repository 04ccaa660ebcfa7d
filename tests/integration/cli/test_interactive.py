"""An officer at a real terminal (a pseudo-terminal), from the first question to the last."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.cli.office import Office
from tests.unit.cli.folders import rewrite

pytestmark = pytest.mark.integration

PATIENCE_SECONDS = 90.0
REJECTION = ("--putusan", "tolak", "--verdik", "semua=tolak:buram", "--ya")


class Screen:
    """A program that believes it has a terminal of 80 columns."""

    def __init__(self, env: dict[str, str], *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "izin", *arguments],
            env={**os.environ, **env, "COLUMNS": "80", "TERM": "dumb"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.text = ""

    def wait_for(self, text: str) -> None:
        """From what was shown since the last time."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while text not in self.text:
            assert time.monotonic() < deadline, self.text
            if select.select([self._ours], [], [], 0.2)[0]:
                self.text += os.read(self._ours, 65536).decode(errors="replace")
        self.text = self.text.partition(text)[2]

    def type(self, line: str) -> None:
        os.write(self._ours, f"{line}\n".encode())

    def press_ctrl_c(self) -> None:
        self.process.send_signal(2)

    def end(self) -> int:
        code = self.process.wait(timeout=PATIENCE_SECONDS)
        os.close(self._ours)
        return code


@pytest.fixture
def nomor(running: Office, folder: Path) -> Iterator[str]:
    """An application whose task is alone in the queue; nothing waits there afterwards."""
    outcome = running.izin("ajukan", folder)
    assert outcome.code == 0, outcome.err
    yield outcome.out.split("nomor ")[1].split()[0]
    for row in json.loads(running.izin("tugas", "frontoffice", "--daftar", "--json").out):
        decided = running.izin("tugas", "frontoffice", "--nomor", row["nomor"], *REJECTION)
        assert decided.code == 0, decided.err


def test_an_officer_accepts_document_by_document(running: Office, nomor: str) -> None:
    screen = Screen(running.env, "tugas", "frontoffice")
    screen.wait_for(nomor)
    screen.wait_for("Jatuh tempo")
    screen.wait_for("waktu kantor")
    screen.wait_for("Putusan Anda:")
    screen.type("terima")
    screen.wait_for("ktp-pendiri")
    screen.type("terima")
    screen.wait_for("susunan-pengurus")
    screen.type("semua")
    screen.wait_for("Catatan")
    screen.type("")
    screen.wait_for(f"TERIMA {nomor}: Teruskan ke Back Office")
    screen.wait_for("'ya'")
    screen.type("ya")
    screen.wait_for("kini di backoffice")
    screen.wait_for("Tidak ada tugas lagi")
    assert screen.end() == 0
    _, entri = json.loads(running.izin("lihat", nomor, "--json").out)["riwayat"]
    assert entri["dibuka_pada"] <= entri["dikerjakan_pada"] < entri["diputuskan_pada"]


@pytest.mark.parametrize("word", ["lewati", "keluar"])
def test_a_task_that_was_only_looked_at_is_there_for_the_next(
    running: Office, nomor: str, word: str
) -> None:
    for _ in range(2):
        screen = Screen(running.env, "tugas", "frontoffice")
        screen.wait_for(nomor)
        screen.wait_for("Putusan Anda:")
        screen.type(word)
        assert screen.end() == 0


def test_skipping_shows_the_next_task_and_not_the_same_one(
    running: Office, nomor: str, folder: Path
) -> None:
    rewrite(folder, "Siti ", "Siti Kedua ")
    assert running.izin("ajukan", folder).code == 0
    screen = Screen(running.env, "tugas", "frontoffice")
    for name in (nomor, "Siti Kedua"):
        screen.wait_for(name)
        screen.wait_for("Putusan Anda:")
        screen.type("lewati")
    screen.wait_for("Tidak ada tugas lagi")
    assert screen.end() == 0


def test_ctrl_c_gives_the_task_back_at_once(running: Office, nomor: str) -> None:
    screen = Screen(running.env, "tugas", "frontoffice")
    screen.wait_for("Putusan Anda:")
    screen.press_ctrl_c()
    assert screen.end() == 130
    screen = Screen(running.env, "tugas", "frontoffice")
    screen.wait_for(nomor)
    screen.type("keluar")
    assert screen.end() == 0


def test_an_officer_who_is_too_late_is_told_and_the_task_is_gone(
    running: Office, nomor: str
) -> None:
    screen = Screen(running.env, "tugas", "frontoffice")
    screen.wait_for("Putusan Anda:")
    outcome = running.izin("tugas", "frontoffice", "--nomor", nomor, *REJECTION)
    assert outcome.code == 0, outcome.err
    screen.type("terima")
    screen.wait_for("ktp-pendiri")
    screen.type("semua")
    screen.type("")
    screen.type("ya")
    screen.wait_for("sudah_diputus")
    screen.wait_for("Tidak ada tugas lagi")
    assert screen.end() == 0
