"""A folder of secrets, as the operator finds it."""

import json
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from izin.rahasia import folder_sertifikat, instalasi
from izin.rahasia import instalasi as folder_module
from izin.rahasia.instalasi import Instalasi, berkas_env
from izin.rahasia.sertifikat import HARI_SERVER, nama_server
from izin.rahasia.tempat import Alamat, FolderRahasia, Tempat, baca_tempat
from izin.registry import discover_desks
from shared.akses import semua_hak
from shared.topology import topologi
from tests.builders import katalog

KINI = datetime(2026, 11, 28, tzinfo=UTC)
SOPS = [loaded.sop for loaded in katalog().values()]


def installation(*lagi: str, tempat: Tempat | None = None) -> Instalasi:
    pelaksana = {*discover_desks(), *lagi}
    return Instalasi(
        semua_hak(SOPS, pelaksana), topologi(pelaksana), tempat or Tempat(ca=Path("/run/ca.crt"))
    )


@pytest.fixture
def rahasia(tmp_path: Path) -> Path:
    where = tmp_path / "rahasia"
    instalasi.buat(where, installation(), KINI)
    return where


def isi_folder(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_only_the_owner_can_read_it_and_everybody_the_authoritys_certificate(rahasia: Path) -> None:
    modes = {
        file.name: stat.S_IMODE(file.stat().st_mode) for file in rahasia.iterdir() if file.is_file()
    }
    assert stat.S_IMODE(rahasia.stat().st_mode) == 0o700
    assert modes.pop("ca.crt") == 0o644
    assert modes.pop("meja.kunci") == 0o644, "a container under another user reads it"
    assert set(modes.values()) == {0o600}


def test_every_account_has_a_password_of_its_own_and_the_definitions_know_it(rahasia: Path) -> None:
    hak = installation().hak
    urls = [
        urlsplit(folder_module.baca(rahasia / berkas_env(h.pengguna))["RABBITMQ_URL"]) for h in hak
    ]
    assert [url.username for url in urls] == [h.pengguna for h in hak]
    assert len({url.password for url in urls}) == len(hak)
    users = json.loads((rahasia / instalasi.DEFINISI).read_text())["users"]
    assert [user["name"] for user in users] == [h.pengguna for h in hak]


def test_nothing_is_ever_overwritten(rahasia: Path) -> None:
    before = isi_folder(rahasia)
    with pytest.raises(FolderRahasia, match="sudah berisi"):
        instalasi.buat(rahasia, installation(), KINI)
    assert isi_folder(rahasia) == before


def test_a_new_role_gets_its_accounts_and_the_others_keep_theirs(rahasia: Path) -> None:
    lama = (rahasia / "kabid.env").read_bytes()
    place = baca_tempat(rahasia / instalasi.TEMPAT)
    baru = instalasi.lengkapi(rahasia, installation("arsip", tempat=place))
    assert baru.akun == ("layanan-arsip", "meja-arsip")
    assert (rahasia / "kabid.env").read_bytes() == lama
    definitions = json.loads((rahasia / instalasi.DEFINISI).read_text())
    assert "meja-arsip" in {user["name"] for user in definitions["users"]}
    assert "arsip.tugas" in {queue["name"] for queue in definitions["queues"]}


def test_every_account_has_a_user_of_the_store_of_its_own(rahasia: Path) -> None:
    """And a last one puts copies back; no two share a password."""
    names = [*(h.pengguna for h in installation().hak), "pemulih"]
    urls = [urlsplit(folder_module.baca(rahasia / berkas_env(n))["MONGODB_URL"]) for n in names]
    assert [url.username for url in urls] == names
    assert len({url.password for url in urls}) == len(names)
    made = instalasi.perintah_pengguna(rahasia, installation())
    users = {one["createUser"]: one["pwd"] for one in made if "createUser" in one}
    assert users == {
        **{url.username: url.password for url in urls},
        "sehat": folder_module.baca(rahasia / instalasi.MONGODB_ENV)["MONGODB_PASSWORD"],
    }


def test_a_folder_of_before_gets_users_of_the_store_and_keeps_its_accounts_of_the_broker(
    rahasia: Path,
) -> None:
    shared = "mongodb://izin:lama@mongodb:27017/?authSource=izin"
    before = {}
    for hak in installation().hak:
        file = rahasia / berkas_env(hak.pengguna)
        before[file] = folder_module.baca(file)["RABBITMQ_URL"]
        file.write_text(folder_module.tulis({"RABBITMQ_URL": before[file], "MONGODB_URL": shared}))
    env = rahasia / instalasi.MONGODB_ENV
    env.write_text(env.read_text().replace("MONGODB_USER=sehat", "MONGODB_USER=izin"))
    (rahasia / "pemulih.env").unlink()
    (rahasia / instalasi.PENGGUNA).unlink()
    place = baca_tempat(rahasia / instalasi.TEMPAT)
    assert instalasi.lengkapi(rahasia, installation(tempat=place)).akun == ()
    for file, url in before.items():
        assert folder_module.baca(file)["RABBITMQ_URL"] == url
    test_every_account_has_a_user_of_the_store_of_its_own(rahasia)
    once = {file.name: file.read_bytes() for file in rahasia.glob("*.env")}
    instalasi.lengkapi(rahasia, installation(tempat=place))
    assert {file.name: file.read_bytes() for file in rahasia.glob("*.env")} == once


def test_an_account_without_a_password_is_named(rahasia: Path) -> None:
    with pytest.raises(FolderRahasia, match="layanan-arsip") as missing:
        instalasi.teks_definisi(rahasia, installation("arsip"))
    assert "--tambah" in missing.value.anjuran


def test_each_server_is_certified_for_its_names_by_the_authority(tmp_path: Path) -> None:
    tempat = Tempat(
        ca=tmp_path / "ca.crt",
        rabbitmq=Alamat(host="mq.kantor.internal", port=5671),
        nama_lain=("10.1.2.3",),
    )
    instalasi.buat(tmp_path / "r", installation(tempat=tempat), KINI)
    assert nama_server((tmp_path / "r" / "rabbitmq.crt").read_bytes()) == (
        *("mq.kantor.internal", "localhost", "127.0.0.1", "10.1.2.3"),
    )
    context = ssl.create_default_context(cafile=tmp_path / "r" / "ca.crt")
    assert context.cert_store_stats()["x509_ca"] == 1
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(tmp_path / "r" / "rabbitmq.crt", tmp_path / "r" / "rabbitmq.key")
    server.load_cert_chain(tmp_path / "r" / "mongodb.pem")


def test_renewed_certificates_keep_their_names_and_their_authority(rahasia: Path) -> None:
    ca = (rahasia / "ca.crt").read_bytes()
    names = nama_server((rahasia / "rabbitmq.crt").read_bytes())
    later = KINI + timedelta(days=700)
    folder_sertifikat.perbarui(rahasia, ("mq2",), later)
    assert (rahasia / "ca.crt").read_bytes() == ca
    assert nama_server((rahasia / "rabbitmq.crt").read_bytes()) == (*names, "mq2")
    ends = folder_sertifikat.masa_berlaku(rahasia)
    assert ends["mongodb.pem"] == later + timedelta(days=HARI_SERVER)


def test_without_the_authoritys_key_nothing_is_renewed(rahasia: Path) -> None:
    (rahasia / "ca.key").unlink()
    before = (rahasia / "rabbitmq.crt").read_bytes()
    with pytest.raises(FolderRahasia, match="tidak dapat diperbarui"):
        folder_sertifikat.perbarui(rahasia, (), KINI)
    assert (rahasia / "rabbitmq.crt").read_bytes() == before


def test_a_name_that_no_server_can_have_leaves_nothing_behind(tmp_path: Path) -> None:
    tempat = Tempat(ca=Path("ca.crt"), nama_lain=("répertoire",))
    with pytest.raises(FolderRahasia, match="nama server"):
        instalasi.buat(tmp_path / "r", installation(tempat=tempat), KINI)
    assert not (tmp_path / "r").exists()
