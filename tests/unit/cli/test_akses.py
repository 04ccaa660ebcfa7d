"""`izin akses` and `izin rahasia`: accounts, rights and secrets, for people and for scripts."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from izin.rahasia import instalasi
from izin.rahasia.folder_sertifikat import perbarui
from izin.rahasia.sertifikat import HARI_SERVER, sekarang
from izin.registry import discover_desks
from tests.unit.cli.running import izin


@pytest.fixture
def rahasia(tmp_path: Path) -> Path:
    where = tmp_path / "rahasia"
    assert izin("rahasia", where).code == 0
    return where


def test_the_list_says_what_each_account_may_do() -> None:
    rows = {row["pengguna"]: row for row in json.loads(izin("akses", "daftar", "--json").out)}
    assert rows["meja-kabid"] == {
        "pengguna": "meja-kabid",
        "untuk": "alat petugas kabid",
        "configure": "^$",
        "write": r"^(pintu\.kabid\.putusan)$",
        "read": r"^(kabid\.tugas)$",
        "topik": [],
        "mencapai": ["kabid.putusan"],
        "tag": [],
        "penyimpanan": {
            **{one: ["find"] for one in ("kalender", "masa_kalender", "permohonan", "sop")},
            **{one: ["find"] for one in ("sk", "surat", "surat_katalog")},
            **{one: ["find", "insert"] for one in ("dokumen.chunks", "dokumen.files")},
        },
    }
    assert rows["pemulih"]["penyimpanan"]["*"] == ["createIndex", "find", "insert"]
    assert rows["sehat"]["penyimpanan"] == {}
    outcome = izin("akses", "daftar")
    assert outcome.code == 0
    assert "meja-kabid (alat petugas kabid)" in outcome.out
    assert "penyimpanan baca, tambah: dokumen.chunks, dokumen.files" in outcome.out
    assert "SecantusDB" in outcome.said
    assert "menulis     pintu.kabid.putusan" in outcome.out
    assert "izin (hanya frontoffice.tugas, pemohon.pemberitahuan" in outcome.out
    assert outcome.out.count("setiap antrean; pembacanya memeriksa") == len(discover_desks()) + 1


def test_the_definitions_are_made_from_the_folder_of_secrets(rahasia: Path, tmp_path: Path) -> None:
    definitions = json.loads(izin("akses", "definisi", "--rahasia", rahasia).out)
    assert {one["vhost"] for one in definitions["queues"]} == {"izin"}
    file = tmp_path / "definisi.json"
    outcome = izin("akses", "definisi", "--rahasia", rahasia, "--ke", file)
    assert (outcome.code, outcome.out) == (0, "")
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["permissions"] == definitions["permissions"]


def test_without_the_folder_the_definitions_say_how_to_make_it(tmp_path: Path) -> None:
    outcome = izin("akses", "definisi", "--rahasia", tmp_path / "tidak-ada")
    assert outcome.code == 2
    assert "izin rahasia FOLDER" in outcome.said


def test_no_secret_is_shown(tmp_path: Path) -> None:
    outcome = izin("rahasia", tmp_path / "r", "--rabbitmq", "mq.internal", "--mongodb", "db:27018")
    assert "mq.internal:5671" in outcome.said
    assert "db:27018" in outcome.said
    for file in (tmp_path / "r").glob("*.env"):
        for value in instalasi.baca(file).values():
            assert value not in outcome.out + outcome.err or value in ("root", "izin", "sehat")


def test_a_folder_that_is_there_is_left_alone(rahasia: Path) -> None:
    before = (rahasia / "portal.env").read_bytes()
    outcome = izin("rahasia", rahasia)
    assert outcome.code == 2
    assert "--tambah" in outcome.said
    assert (rahasia / "portal.env").read_bytes() == before
    assert "Semua akun sudah ada" in izin("rahasia", rahasia, "--tambah").said


def test_an_account_that_is_missing_is_made_anew(rahasia: Path) -> None:
    (rahasia / "portal.env").unlink()
    assert "Akun baru: portal" in izin("rahasia", rahasia, "--tambah").said
    assert (rahasia / "portal.env").exists()


def test_certificates_that_end_soon_are_told_and_renewed(rahasia: Path) -> None:
    rows = json.loads(izin("rahasia", rahasia, "--periksa", "--json").out)
    assert [row["berkas"] for row in rows] == [
        *("ca.crt", "rabbitmq.crt", "mongodb.pem"),
        "tanda-tangan/ca-uji-coba.crt",
    ]
    perbarui(rahasia, (), sekarang() - timedelta(days=HARI_SERVER - 10))
    outcome = izin("rahasia", rahasia, "--periksa")
    assert outcome.code == 1
    assert "rabbitmq.crt, mongodb.pem" in outcome.said
    assert "9 hari lagi" in outcome.out
    assert izin("rahasia", rahasia, "--perbarui-sertifikat").code == 0
    assert "(9 hari lagi)" not in izin("rahasia", rahasia, "--periksa").out


@pytest.mark.parametrize("alamat", ["mq:abc", "mq:99999", "mq dua", ""])
def test_an_address_that_cannot_be_one_is_refused(tmp_path: Path, alamat: str) -> None:
    outcome = izin("rahasia", tmp_path / "r", "--rabbitmq", alamat or " ")
    assert outcome.code == 2
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    ("alamat", "netloc"), [("[::1]:5000", "[::1]:5000"), ("::1", "[::1]:5671"), ("mq", "mq:5671")]
)
def test_an_address_may_have_a_port_or_not(tmp_path: Path, alamat: str, netloc: str) -> None:
    assert izin("rahasia", tmp_path / "r", "--rabbitmq", alamat).code == 0
    assert f"@{netloc}/" in instalasi.baca(tmp_path / "r" / "ops.env")["RABBITMQ_URL"]


def test_only_one_thing_is_done_at_a_time(rahasia: Path) -> None:
    assert izin("rahasia", rahasia, "--periksa", "--tambah").code == 2
