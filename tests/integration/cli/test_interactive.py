"""An officer at a real terminal (a pseudo-terminal), from the first question to the last."""

import asyncio
import json
from pathlib import Path

import pytest

from shared.rabbit.browse import ready_messages
from shared.topology import antrean_tugas
from tests.integration.cli.office import Office, wait_until
from tests.integration.cli.terminal_screen import PATIENCE_SECONDS, Screen
from tests.servers import Management
from tests.unit.cli.folders import rewrite

pytestmark = pytest.mark.integration

LOKET = "frontoffice"
TUGAS = antrean_tugas(LOKET)
REJECTION = ("--putusan", "tolak", "--verdik", "semua=tolak:buram", "--ya")


@pytest.fixture
def nomor(running: Office, folder: Path, management: Management) -> str:
    """An application whose task is alone in the queue, whatever other tests have left there."""
    vhost = running.env["RABBITMQ_URL"].rpartition("/")[2]
    management.call("DELETE", f"queues/{vhost}/{TUGAS}/contents")
    outcome = running.izin("ajukan", folder)
    assert outcome.code == 0, outcome.err
    return outcome.out.split("nomor ")[1].split()[0]


def until_it_waits(running: Office) -> None:
    """The one task that there is, for whoever comes next."""

    def waits() -> bool:
        return asyncio.run(ready_messages(running.env["RABBITMQ_URL"], TUGAS)) == 1

    wait_until(waits, PATIENCE_SECONDS, lambda: "nobody gave it back")


def test_an_officer_accepts_document_by_document(running: Office, nomor: str) -> None:
    screen = Screen(running.env, "tugas", LOKET)
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
    screen.wait_for("kini di Back Office")
    screen.wait_for("Tidak ada tugas lagi")
    assert screen.end() == 0
    _, entri = json.loads(running.izin("lihat", nomor, "--json").out)["riwayat"]
    assert entri["dibuka_pada"] <= entri["dikerjakan_pada"] < entri["diputuskan_pada"]


def test_a_task_that_was_only_looked_at_is_there_for_the_next(running: Office, nomor: str) -> None:
    for word in ("lewati", "keluar"):
        screen = Screen(running.env, "tugas", LOKET)
        screen.wait_for(nomor)
        screen.wait_for("Putusan Anda:")
        screen.type(word)
        assert screen.end() == 0
    until_it_waits(running)


def test_skipping_shows_the_next_task_and_not_the_same_one(
    running: Office, nomor: str, folder: Path
) -> None:
    rewrite(folder, "Siti ", "Siti Kedua ")
    assert running.izin("ajukan", folder).code == 0
    screen = Screen(running.env, "tugas", LOKET)
    for name in (nomor, "Siti Kedua"):
        screen.wait_for(name)
        screen.wait_for("Putusan Anda:")
        screen.type("lewati")
    screen.wait_for("Tidak ada tugas lagi")
    assert screen.end() == 0


def test_ctrl_c_gives_the_task_back_at_once(running: Office, nomor: str) -> None:
    screen = Screen(running.env, "tugas", LOKET)
    screen.wait_for("Putusan Anda:")
    screen.press_ctrl_c()
    screen.wait_for("Tugas yang belum diputus kembali ke antrean.")
    assert screen.end() == 130
    until_it_waits(running)


def test_the_end_of_the_input_gives_the_task_back_too(running: Office, nomor: str) -> None:
    screen = Screen(running.env, "tugas", LOKET)
    screen.wait_for("Putusan Anda:")
    screen.press_ctrl_d()
    screen.wait_for("tugas yang belum diputus kembali ke antrean.")
    assert screen.end() == 0
    until_it_waits(running)


def test_words_of_the_dialogue_are_nobody_s_number_and_nobody_s_name(
    running: Office, nomor: str
) -> None:
    screen = Screen({**running.env, "IZIN_PETUGAS": ""}, "tugas", LOKET)
    screen.wait_for("Putusan Anda:")
    screen.type("tolak")
    screen.wait_for("NIP Anda:")
    screen.type("terima")
    screen.wait_for("'terima' bukan NIP. NIP terdiri atas 18 angka")
    screen.wait_for("NIP Anda:")
    screen.type("198001012005011001")
    screen.wait_for("Nama Anda:")
    screen.type("terima")
    screen.wait_for("'terima' bukan nama orang")
    screen.wait_for("NIP Anda:")
    screen.type("198001012005011001")
    screen.wait_for("Nama Anda:")
    screen.type("Budi Petugas")
    screen.wait_for("ktp-pendiri")
    screen.type("semua")
    screen.wait_for("tetapi putusannya tolak")
    screen.wait_for("bila memang begitu:")
    screen.type("")
    screen.wait_for("Putusan Anda:")
    screen.type("keluar")
    assert screen.end() == 0
    until_it_waits(running)


def test_an_officer_who_is_too_late_is_told_and_the_task_is_gone(
    running: Office, nomor: str
) -> None:
    screen = Screen(running.env, "tugas", LOKET)
    screen.wait_for("Putusan Anda:")
    outcome = running.izin("tugas", LOKET, "--nomor", nomor, *REJECTION)
    assert outcome.code == 0, outcome.err
    screen.type("terima")
    screen.wait_for("ktp-pendiri")
    screen.type("semua")
    screen.type("")
    screen.type("ya")
    screen.wait_for("sudah_diputus")
    screen.wait_for("Tidak ada tugas lagi")
    assert screen.end() == 0
