"""Options that contradict each other, and servers that are not there."""

import json
import socket
import subprocess
from pathlib import Path

import pytest

from izin.cli import server
from shared.embedded import ServerUrls
from tests.unit.cli.folders import rewrite, sample_folder
from tests.unit.cli.running import izin

FOR_NOMOR = ["--nomor", "IKP-2026-000001"]
OFFICER = ["--petugas", "198001012005011001:Budi"]


@pytest.fixture
def nowhere(tmp_path: Path) -> dict[str, str]:
    """An environment without servers."""
    return {"IZIN_FOLDER_DATA": str(tmp_path / "data")}


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["tugas", "kapten"], 3, "Pelaksana 'kapten' tidak dikenal"),
        (["jalankan", "kapten"], 3, "Pelaksana 'kapten' tidak dikenal"),
        (["jalankan", "semua", "kabid"], 2, "tidak digabung"),
        (["demo", "--proses", "0"], 2, "--proses 0 tidak mungkin untuk 7 pelaksana"),
        (["lihat", "--pelaksana", "kapten"], 2, "Pelaksana 'kapten' tidak dikenal"),
        (["lihat", "--status", "hilang"], 2, "berjalan, selesai, ditolak"),
        (["lihat", "IKP-2026-000001", "--status", "selesai"], 2, "hanya untuk daftar"),
        (["tugas", "kabid", "--daftar", *FOR_NOMOR], 2, "--daftar tidak digabung"),
        (["tugas", "kabid", "--putusan", "terima"], 2, "--putusan hanya bersama --nomor"),
        (["tugas", "kabid", *FOR_NOMOR, "--catatan", "x"], 2, "hanya bersama --putusan"),
        (["tugas", "kabid", *FOR_NOMOR, "--putusan", "terima"], 2, "Siapa yang memutuskan?"),
        (["tugas", "kabid", *FOR_NOMOR, *OFFICER, "--putusan", "terima"], 2, "tambahkan --ya"),
        (["tugas", "kabid", "--petugas", "terima:Budi"], 2, "'terima' bukan NIP"),
        (["tugas", "kabid", "--petugas", f"{OFFICER[1]}", "--petugas", "12:Budi"], 2, "18 angka"),
        (["tugas", "kabid", "--petugas", "198001012005011001:tolak"], 2, "bukan nama orang"),
        (["tugas", "kabid", "--json"], 2, "--json hanya bersama"),
        (["ajukan", "tidak-ada"], 3, "Folder tidak-ada tidak ada"),
        (["ajukan", "x", "--putaran", "2"], 2, "--putaran hanya bersama --nomor"),
        (["ajukan", "x", "--id", "pendek"], 2, "--id 'pendek'"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_any_server_is_asked(
    arguments: list[str], code: int, said: str, nowhere: dict[str, str]
) -> None:
    outcome = izin(*arguments, env=nowhere)
    assert outcome.code == code
    assert said in outcome.said
    assert outcome.out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["lihat"],
        ["lihat", "IKP-2026-000001"],
        ["tugas", "kabid"],
        ["tugas", "kabid", "--daftar"],
        ["jalankan", "kabid"],
        ["jalankan", "kabid+pemohon"],
        ["ajukan", "{folder}"],
    ],
)
def test_without_servers_the_code_is_5_and_the_way_to_start_them_is_told(
    arguments: list[str], nowhere: dict[str, str], tmp_path: Path
) -> None:
    folder = sample_folder(tmp_path / "folder")
    outcome = izin(*(one.format(folder=folder) for one in arguments), env=nowhere)
    assert outcome.code == 5
    assert "Tidak ada server yang berjalan" in outcome.said
    assert "izin jalankan semua" in outcome.said


def test_a_store_that_does_not_answer_is_named_without_its_password(
    closed_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.kantor.kantor.PATIENCE_MS", 200)
    env = {
        "RABBITMQ_URL": f"amqp://u:rahasia@127.0.0.1:{closed_port}/",
        "MONGODB_URL": f"mongodb://u:rahasia@127.0.0.1:{closed_port}/",
    }
    outcome = izin("lihat", env=env)
    assert outcome.code == 5
    assert f"127.0.0.1:{closed_port}" in outcome.said
    assert "MongoDB" in outcome.said
    assert "rahasia" not in outcome.err


def test_whoever_only_looks_is_not_asked_who_they_are(nowhere: dict[str, str]) -> None:
    env = {**nowhere, "IZIN_PETUGAS": "siapa saja"}
    for options in (["--daftar"], [*FOR_NOMOR, "--json"], [*FOR_NOMOR, "--unduh", "x"]):
        assert izin("tugas", "kabid", *options, env=env).code == 5
    assert izin("tugas", "kabid", env=env).code == 2


def test_the_embedded_servers_status_is_for_scripts_too(nowhere: dict[str, str]) -> None:
    outcome = izin("server", "status", "--json", env=nowhere)
    assert outcome.code == 1
    assert '"berjalan": false' in outcome.out


def test_the_password_of_embedded_servers_is_shown_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    urls = ServerUrls("amqp://izin:rahasia@127.0.0.1:21000/", "mongodb://127.0.0.1:21001/?w=1&x=y")
    monkeypatch.setattr(server, "find_running", lambda _: urls)
    plain = izin("server", "status")
    assert (plain.code, "rahasia" in plain.out + plain.err) == (0, False)
    assert "127.0.0.1:21000" in plain.out and "--alamat" in plain.err
    assert "rahasia" not in izin("server", "status", "--json").out
    whole = izin("server", "status", "--alamat").out
    script = f'{whole}printf "%s\\n" "$RABBITMQ_URL" "$MONGODB_URL" "$IZIN_BASIS_DATA"'
    read = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=True)
    assert read.stdout.splitlines() == [urls.rabbitmq_url, urls.mongodb_url, "izin"]
    told = json.loads(izin("server", "status", "--alamat", "--json").out)
    assert told["rabbitmq_url"] == urls.rabbitmq_url


def test_what_is_wrong_with_a_folder_is_found_before_any_server_is_asked(
    nowhere: dict[str, str], tmp_path: Path
) -> None:
    folder = sample_folder(tmp_path / "folder")
    rewrite(folder, 'nik = "6372000000000001"', 'nik = "1"')
    outcome = izin("ajukan", folder, env=nowhere)
    assert outcome.code == 2
    assert "pemohon.nik: harus 16 angka" in outcome.said


def test_what_is_missing_in_a_folder_is_a_warning(nowhere: dict[str, str], tmp_path: Path) -> None:
    folder = sample_folder(tmp_path / "folder")
    rewrite(folder, 'nib = "nib.pdf"', "")
    (folder / "nib.pdf").rename(folder / "lain.pdf")
    outcome = izin("ajukan", folder, env=nowhere)
    assert outcome.code == 5  # it got as far as asking for the servers
    assert "dokumen nib: Nomor Induk Berusaha" in outcome.said
    assert "Tidak dipakai (bukan kode persyaratan): lain.pdf" in outcome.said


def test_a_form_and_an_option_that_name_different_sops_are_refused(
    nowhere: dict[str, str], tmp_path: Path
) -> None:
    folder = sample_folder(tmp_path / "folder")
    outcome = izin("ajukan", folder, "--sop", "izin-paud", env=nowhere)
    assert outcome.code == 2
    rewrite(folder, 'sop = "izin-kursus-pelatihan"', "")
    outcome = izin("ajukan", folder, env=nowhere)
    assert outcome.code == 2
    assert "--sop KODE" in outcome.said
