"""The commands against real servers and workers, as a newcomer and as a script would use them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shared.settings import Settings
from tests.builders import KURSUS, pdf, petugas
from tests.integration.cli.office import Office, environment
from tests.unit.cli.folders import rewrite
from tests.unit.cli.running import izin
from tests.unit.docs.pages import blocks, read
from tests.workers import StartWorker

pytestmark = pytest.mark.integration

ROUTE = (
    ("frontoffice", ("--verdik", "semua=terima")),
    ("backoffice", ()),
    ("dinasteknis", ("bapl", "rekomendasi")),
    ("backoffice", ("draft-sk",)),
    ("kabid", ()),
    ("sekretaris", ()),
    ("kepaladinas", ("surat-keputusan",)),
    ("pemohon", ()),
)


def submitted(running: Office, folder: Path, *options: str) -> dict[str, Any]:
    outcome = running.izin("ajukan", folder, "--json", *options)
    assert outcome.code == 0, outcome.err
    answer: dict[str, Any] = json.loads(outcome.out)
    return answer


def decide(running: Office, folder: Path, step: tuple[str, tuple[str, ...]], nomor: str) -> None:
    pelaksana, brings = step
    options: list[str] = []
    if "--verdik" in brings:
        options += brings
    else:
        for kode in brings:
            (folder.parent / f"{kode}.pdf").write_bytes(pdf(f"{nomor} {kode}"))
            options += ["--hasil", f"{kode}={folder.parent}/{kode}.pdf"]
    siapa = petugas(pelaksana)
    options += ["--petugas", f"{siapa.id}:{siapa.nama}"]
    outcome = running.izin(
        "tugas", pelaksana, "--nomor", nomor, "--putusan", "terima", "--ya", *options
    )
    assert outcome.code == 0, outcome.err


def applications(running: Office) -> int:
    return len(json.loads(running.izin("lihat", "--batas", "1000", "--json").out))


def looked_at(running: Office, nomor: str) -> dict[str, Any]:
    outcome = running.izin("lihat", nomor, "--json")
    assert outcome.code == 0, outcome.err
    told: dict[str, Any] = json.loads(outcome.out)
    return told


def the_author_may_not_approve(running: Office, nomor: str) -> None:
    author = petugas("backoffice")
    outcome = running.izin(
        *("tugas", "kabid", "--nomor", nomor, "--putusan", "terima", "--ya"),
        *("--petugas", f"{author.id.upper()}:{author.nama}"),
    )
    assert outcome.code == 4
    assert "draf_sendiri" in outcome.said
    assert "petugas lain" in outcome.said


def the_sk_can_be_fetched(running: Office, nomor: str, target: Path) -> None:
    outcome = running.izin("unduh", nomor, "surat-keputusan", "--ke", target)
    assert outcome.code == 0, outcome.err
    saved = target / f"{nomor}-surat-keputusan.pdf"
    assert outcome.out == f"{saved}\n"
    assert saved.read_bytes() == pdf(f"{nomor} surat-keputusan")
    assert running.izin("unduh", nomor, "sk", "--ke", target).code == 3


def test_from_a_folder_to_the_sk_with_commands_alone(running: Office, folder: Path) -> None:
    nomor = submitted(running, folder)["nomor"]
    for step in ROUTE:
        waiting = json.loads(running.izin("tugas", step[0], "--daftar", "--json").out)
        assert nomor in [row["nomor"] for row in waiting]
        if step[0] == "kabid":
            the_author_may_not_approve(running, nomor)
        decide(running, folder, step, nomor)
    told = looked_at(running, nomor)
    assert told["status"] == "selesai"
    assert told["rantai_utuh"] is True
    assert [entri["langkah"] for entri in told["riwayat"]] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    listed = json.loads(running.izin("lihat", "--status", "selesai", "--json").out)
    assert nomor in [row["nomor"] for row in listed]
    the_sk_can_be_fetched(running, nomor, folder.parent / "unduhan")


def test_the_same_folder_twice_is_one_application(running: Office, folder: Path) -> None:
    before = applications(running)
    first = submitted(running, folder)
    copy = shutil.copytree(folder, folder.parent / "salinan")
    again = submitted(running, copy)
    assert again["nomor"] == first["nomor"]
    assert again["kode"] == "sudah_diterapkan"
    assert applications(running) == before + 1


def test_without_waiting_twice_in_a_row_it_is_still_one(running: Office, folder: Path) -> None:
    """The second one is sent before the first can be found in the store."""
    before = applications(running)
    for _ in range(2):
        assert running.izin("ajukan", folder, "--tanpa-tunggu").code == 0
    assert submitted(running, folder)["kode"] == "sudah_diterapkan"
    assert applications(running) == before + 1


def test_one_key_for_two_contents_is_refused(running: Office, folder: Path) -> None:
    submitted(running, folder, "--id", "kunci-sendiri")
    rewrite(folder, "Siti ", "Siti Lain ")
    outcome = running.izin("ajukan", folder, "--id", "kunci-sendiri")
    assert outcome.code == 4
    assert "yang pertama tetap berlaku" in outcome.said


def test_rejected_corrected_and_accepted(running: Office, folder: Path) -> None:
    nomor = submitted(running, folder)["nomor"]
    outcome = running.izin(
        *("tugas", "frontoffice", "--nomor", nomor, "--putusan", "tolak", "--ya"),
        *("--verdik", "semua=terima", "--verdik", "nib=tolak:tidak terbaca"),
    )
    assert outcome.code == 0, outcome.err
    unchanged = running.izin("ajukan", folder, "--nomor", nomor)
    assert unchanged.code == 2
    assert "nib: tidak terbaca" in unchanged.said
    (folder / "nib.pdf").write_bytes(pdf("terbaca"))
    assert submitted(running, folder, "--nomor", nomor)["nomor"] == nomor
    told = looked_at(running, nomor)
    assert (told["putaran"], told["langkah"]["no"]) == (2, 2)
    replaced = [d["kode"] for d in told["dokumen"] if d["putaran"] == 2]
    assert replaced == ["nib"]
    decide(running, folder, ROUTE[0], nomor)


def test_a_rejection_that_contradicts_itself_goes_out_only_when_it_is_meant(
    running: Office, folder: Path
) -> None:
    nomor = submitted(running, folder)["nomor"]
    decision = (
        *("tugas", "frontoffice", "--nomor", nomor, "--putusan", "tolak", "--ya"),
        *("--verdik", "semua=terima", "--catatan", "alamat lembaga keliru"),
    )
    outcome = running.izin(*decision)
    assert outcome.code == 2
    assert "Semua dokumen diterima dan lengkap, tetapi putusannya tolak" in outcome.said
    assert "--tetap" in outcome.said
    assert looked_at(running, nomor)["langkah"]["pelaksana"] == "frontoffice"
    assert running.izin(*decision, "--tetap").code == 0


def without_the_clock(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if name != "mutu_baku"}


def test_a_refusal_says_which_of_them_it_was_and_changes_nothing(
    running: Office, folder: Path
) -> None:
    nomor = submitted(running, folder)["nomor"]
    before = looked_at(running, nomor)
    decision = ("--nomor", nomor, "--putusan", "terima", "--ya")
    for pelaksana, options, said in (
        ("frontoffice", decision, "belum diberi verdik"),
        ("kabid", decision, "sekarang pada Front Office"),
        ("frontoffice", (*decision[:3], "kembalikan", "--ya", "--catatan", "x"), "tidak mengenal"),
    ):
        outcome = running.izin("tugas", pelaksana, *options)
        assert outcome.code == 4, outcome.err
        assert said in outcome.said
    assert running.izin("tugas", "kabid", "--nomor", "IKP-2026-999999", "--json").code == 3
    assert without_the_clock(looked_at(running, nomor)) == without_the_clock(before)


def test_a_decided_application_leaves_no_stale_task_for_the_next_officer(
    running: Office, folder: Path
) -> None:
    """Both are decided by number, the second first: its task is not at the head of the queue."""
    first = submitted(running, folder)["nomor"]
    rewrite(folder, "Siti ", "Siti Kedua ")
    second = submitted(running, folder)["nomor"]
    for nomor in (second, first):
        decide(running, folder, ROUTE[0], nomor)
    shown = running.izin("tugas", "frontoffice", stdin="keluar\n").err
    assert first not in shown and second not in shown


def test_documents_come_down_as_they_went_up(running: Office, folder: Path, tmp_path: Path) -> None:
    nomor = submitted(running, folder)["nomor"]
    outcome = running.izin("tugas", "frontoffice", "--nomor", nomor, "--unduh", tmp_path / "u")
    assert outcome.code == 0, outcome.err
    saved = tmp_path / "u" / nomor
    assert len(outcome.out.split()) == len(list(saved.iterdir()))
    for path in saved.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_the_task_of_an_application_can_be_read_by_a_script(running: Office, folder: Path) -> None:
    nomor = submitted(running, folder)["nomor"]
    tugas = json.loads(running.izin("tugas", "frontoffice", "--nomor", nomor, "--json").out)
    assert [p["putusan"] for p in tugas["pilihan"]] == ["terima", "tolak"]
    assert tugas["sop"] == KURSUS
    assert tugas["pemohon"]["nik"].startswith("*")


def test_the_client_of_the_wire_page_hears_of_an_application(
    running: Office, folder: Path, tmp_path: Path
) -> None:
    """As it stands there, in a process that imports nothing of ours."""
    (example,) = blocks(read("docs/wire.md"), "python")
    assert len(example.splitlines()) <= 15
    (tmp_path / "klien.py").write_text(example)
    with subprocess.Popen(
        [sys.executable, "-I", "-u", "klien.py"],
        cwd=tmp_path,
        env={**os.environ, **running.env},
        stdout=subprocess.PIPE,
        text=True,
    ) as client:
        try:
            assert client.stdout is not None
            assert client.stdout.readline() == "mendengarkan\n"
            nomor = submitted(running, folder)["nomor"]
            assert client.stdout.readline() == f"Peristiwa {nomor} 1 terima\n"
        finally:
            client.kill()


def test_nobody_answers_in_time_and_the_submission_is_safe(
    settings: Settings, queues: None, folder: Path, start_worker: StartWorker
) -> None:
    env = environment(settings)
    outcome = izin("ajukan", folder, "--batas-tunggu", "0.5", env=env)
    assert outcome.code == 5
    assert "sudah tersimpan di antrean 'frontoffice.berkas'" in outcome.said
    start_worker("frontoffice").wait_ready()
    outcome = izin("ajukan", folder, "--json", env=env)
    assert json.loads(outcome.out)["kode"] == "sudah_diterapkan"


def test_before_any_worker_ran_the_missing_queue_is_told(settings: Settings, folder: Path) -> None:
    outcome = izin("ajukan", folder, env=environment(settings))
    assert outcome.code == 5
    assert "frontoffice.berkas" in outcome.said
    assert "izin jalankan semua" in outcome.said
    outcome = izin("tugas", "kabid", env=environment(settings))
    assert outcome.code == 5
    assert "kabid.tugas" in outcome.said


def test_a_broker_that_is_not_there_is_told_once_and_without_its_password(
    settings: Settings, folder: Path
) -> None:
    env = {**environment(settings), "RABBITMQ_URL": "amqp://u:rahasia@127.0.0.1:1/"}
    for arguments in (["ajukan", folder], ["tugas", "kabid"]):
        outcome = izin(*arguments, env=env)
        assert outcome.code == 5
        assert outcome.err.startswith("Gagal: RabbitMQ di 127.0.0.1:1 tidak terjangkau")
        assert "rahasia" not in outcome.err
