"""`izin akun` over a real store."""

import json
from collections.abc import Callable

import pytest

from shared.settings import Settings
from tests.integration.cli.office import environment
from tests.unit.cli.running import Outcome, izin

BUDI = "198001012005011001:Budi Santoso"


@pytest.fixture
def akun(settings: Settings) -> Callable[..., Outcome]:
    def command(*arguments: object) -> Outcome:
        return izin("akun", *arguments, env=environment(settings))

    return command


def test_an_account_is_made_locked_opened_reset_and_its_password_shown_once(
    akun: Callable[..., Outcome],
) -> None:
    made = akun("buat", "budi.santoso", "--petugas", BUDI, "--peran", "kabid", "--hak", "penyelia")
    assert made.code == 0, made.err
    first = made.out.strip()
    assert len(first) >= 16
    twice = akun("buat", "budi.lain", "--petugas", BUDI)
    assert (twice.code, "Sudah ada akun" in twice.err) == (4, True)
    listed = akun("daftar", "--json")
    [one] = json.loads(listed.out)
    assert (one["nama"], one["peran"], one["hak"]) == ("budi.santoso", ["kabid"], ["penyelia"])
    assert first not in listed.out
    assert "argon2" not in listed.out
    assert "Budi Santoso" in akun("daftar").out
    assert akun("kunci", "budi.santoso", "--alasan", "pindah tugas").code == 0
    assert "dikunci: pindah tugas" in " ".join(akun("daftar").out.split())
    assert akun("buka", "budi.santoso").code == 0
    again = json.loads(akun("atur-ulang", "budi.santoso", "--faktor", "--json").out)
    assert again["kata_sandi"] != first
    assert "0 sesi budi.santoso diakhiri" in akun("cabut-sesi", "budi.santoso").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("buat", "Budi", "--petugas", BUDI), 2, "bukan nama masuk"),
        (("buat", "budi.santoso", "--petugas", "Budi"), 2, "ID:NAMA"),
        (("buat", "budi.santoso", "--petugas", BUDI, "--peran", "kasi"), 2, "Peran 'kasi'"),
        (("buat", "budi.santoso", "--petugas", BUDI, "--hak", "dewa"), 2, "Hak 'dewa'"),
        (("kunci", "siapa.itu", "--alasan", "x"), 3, "tidak dikenal"),
        (("cabut-sesi", "siapa.itu"), 3, "tidak dikenal"),
    ],
)
def test_what_makes_no_sense_is_told(
    akun: Callable[..., Outcome], arguments: tuple[str, ...], code: int, said: str
) -> None:
    outcome = akun(*arguments)
    assert (outcome.code, said in outcome.err) == (code, True), outcome.err
