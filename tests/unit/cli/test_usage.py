"""Wrong usage: exit code 2, one Indonesian sentence, and where the help is."""

import pytest

from tests.unit.cli.running import izin


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ajuken"], "perintah 'ajuken' tidak dikenal; maksudnya ajukan atau akun?"),
        (["zzz"], "perintah 'zzz' tidak dikenal"),
        (["sop", "cetka"], "perintah 'cetka' tidak dikenal; maksudnya cetak?"),
        (["sop", "cetak"], "'KODE' belum diisi"),
        (["sop", "cetak", "a", "b"], "terlalu banyak argumen: b"),
        (["lihat", "--statuss", "x"], "opsi --statuss tidak dikenal; maksudnya --status"),
        (["lihat", "--batas", "x"], "nilai untuk '--batas' keliru: harus berupa bilangan bulat"),
        (["lihat", "--batas", "0"], "nilai untuk '--batas' keliru: paling sedikit 1"),
        (["lihat", "--batas"], "opsi --batas memerlukan nilai"),
        (["lihat", "--json=ya"], "opsi --json tidak memakai nilai"),
        (["gladi", "--waktu"], "opsi --waktu memerlukan nilai"),
        (["demo", "--jumlah", "0"], "nilai untuk '--jumlah' keliru: paling sedikit 1"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(arguments: list[str], sentence: str) -> None:
    outcome = izin(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert f"Gagal: {sentence}" in outcome.said
    assert "--help" in outcome.said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("RABBITMQ_URL", "localhost", "amqp://pengguna:sandi@server:5672/"),
        ("RABBITMQ_URL", "http://u:rahasia@h/", "bukan alamat server"),
        ("RABBITMQ_URL", "amqp://u:rahasia@h:port/", "bukan alamat server"),
        ("RABBITMQ_URL", "amqp://", "bukan alamat server"),
        ("MONGODB_URL", "http://u:rahasia@h/", "mongodb://pengguna:sandi@server:27017/"),
        ("IZIN_ZONA_WAKTU", "Mars", "zona waktu 'Mars' tidak dikenal"),
        ("IZIN_ZONA_WAKTU", "../../etc/passwd", "tidak dikenal"),
    ],
)
def test_an_address_or_a_zone_that_is_none_is_told(name: str, value: str, said: str) -> None:
    outcome = izin("sop", "daftar", env={name: value})
    assert outcome.code == 2
    assert said in outcome.said
    assert "rahasia" not in outcome.said


def test_the_driver_refuses_a_url_in_words() -> None:
    env = {"MONGODB_URL": "mongodb://u:p@h:99999999/", "RABBITMQ_URL": "amqp://127.0.0.1:1/"}
    outcome = izin("lihat", env=env)
    assert outcome.code == 2
    assert "MONGODB_URL: " in outcome.said


def test_a_name_that_no_system_takes_is_told() -> None:
    outcome = izin("ajukan", "a" * 300)
    assert outcome.code == 1
    assert "namanya terlalu panjang" in outcome.said


def test_a_wrong_setting_is_named_without_its_value() -> None:
    env = {"IZIN_BATAS_BERKAS_MIB": "rahasia"}
    outcome = izin("sop", "daftar", env=env)
    assert outcome.code == 2
    assert "batas_berkas_mib" in outcome.said
    assert "rahasia" not in outcome.said
