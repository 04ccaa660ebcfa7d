"""The accounts of `izin web`, and the offices in which there may be none of them."""

import re
from pathlib import Path

import pytest

from izin.web.akun import orang_contoh, sandi_contoh
from tests.unit.cli.running import izin


def test_every_role_has_an_account_and_two_have_rights_instead() -> None:
    semua = orang_contoh(["frontoffice", "kabid"], 2026)
    assert [(satu.akun, satu.peran, satu.hak) for satu in semua] == [
        ("frontoffice", "frontoffice", ()),
        ("kabid", "kabid", ()),
        ("penyelia", "", ("penyelia",)),
        ("pengelola", "", ("pengelola",)),
    ]
    assert len({satu.nip for satu in semua}) == len(semua)


def test_the_password_stays_until_it_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "akun.json"
    first = sandi_contoh(file, baru=True)
    assert re.fullmatch("[a-z2-9]{4}-[a-z2-9]{4}", first)
    assert sandi_contoh(file, baru=False) == first
    assert sandi_contoh(file, baru=True) != first
    assert file.stat().st_mode & 0o077 == 0
    file.write_text("rusak")
    assert sandi_contoh(file, baru=False) != first


@pytest.mark.parametrize(
    "named",
    [
        {"RABBITMQ_URL": "amqp://kantor/"},
        {"MONGODB_URL": "mongodb://kantor/"},
        {"RABBITMQ_URL_MEJA": "amqp://kantor/"},
    ],
)
def test_an_office_of_somebodys_own_gets_no_such_accounts(named: dict[str, str]) -> None:
    env = {"RABBITMQ_URL": "", "MONGODB_URL": "", **named}
    outcome = izin("web", env=env)
    assert outcome.code == 2
    assert "hanya dengan server bawaan" in outcome.err
