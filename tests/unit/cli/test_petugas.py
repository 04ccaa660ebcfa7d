"""`izin petugas`: who may decide now, and every mistake in the register with its place."""

import json
from pathlib import Path

import pytest

from tests.register import DASAR, teks_mandat, teks_petugas, teks_semua
from tests.unit.cli.running import izin

CONTOH = Path(__file__).parents[3] / "deploy" / "petugas.contoh.toml"
WAKIL = teks_petugas("wakil.1", "Wakil Contoh")
SEMINGGU = teks_mandat("wakil.1", "kepaladinas", "sejak = 2026-11-23\nsampai = 2026-11-27")


@pytest.fixture
def kantor(tmp_path: Path) -> dict[str, str]:
    """The environment of an office with a register, and a Plh for a week."""
    berkas = tmp_path / "petugas.toml"
    berkas.write_text(teks_semua(WAKIL, SEMINGGU))
    return {"IZIN_DAFTAR_PETUGAS": str(berkas)}


def pemegang(kantor: dict[str, str], pada: str) -> list[tuple[str, str]]:
    told = json.loads(izin("petugas", "daftar", "--pada", pada, "--json", env=kantor).out)
    (peran,) = [satu for satu in told["peran"] if satu["pelaksana"] == "kepaladinas"]
    return [(satu["jenis"], satu["nama"]) for satu in peran["pemegang"]]


def test_it_shows_who_holds_each_role_and_who_stands_in(kantor: dict[str, str]) -> None:
    outcome = izin("petugas", "daftar", "--pada", "2026-11-25", env=kantor)
    assert outcome.code == 0
    for expected in (
        "Rab 25 Nov 2026 12.00.00 WITA",
        "Kepala Dinas (kepaladinas)\n",
        "  Plh Wakil Contoh, wakil.1\n",
        "sejak 23 November 2026 sampai dengan 27 November 2026",
        DASAR,
        "  Petugas Kabid, uji-kabid\n",
    ):
        assert expected in outcome.out
    assert "Pemohon" not in outcome.out


@pytest.mark.parametrize(
    ("pada", "berlaku"),
    [
        ("2026-11-22", False),
        ("2026-11-23T00:00", True),  # office time, unless a zone is named
        ("2026-11-22T16:00:00+00:00", True),
        ("2026-11-27T23:59:59", True),
        ("2026-11-28T00:00", False),
    ],
)
def test_a_mandate_is_told_on_its_days(kantor: dict[str, str], pada: str, berlaku: bool) -> None:
    assert (("plh", "Wakil Contoh") in pemegang(kantor, pada)) is berlaku
    assert ("definitif", "Petugas Kepaladinas") in pemegang(kantor, pada)


def test_a_role_that_nobody_holds_is_pointed_out(tmp_path: Path) -> None:
    berkas = tmp_path / "petugas.toml"
    berkas.write_text(teks_semua(kecuali="sekretaris"))
    out = izin("petugas", "daftar", env={"IZIN_DAFTAR_PETUGAS": str(berkas)}).out
    assert "Sekretaris (sekretaris)\n  tidak ada yang berwenang" in out


def test_an_office_without_a_register_is_told_what_that_means() -> None:
    outcome = izin("petugas", "daftar", env={"IZIN_DAFTAR_PETUGAS": None})
    assert outcome.code == 0
    assert "siapa pun" in outcome.out
    told = izin("petugas", "daftar", "--json", env={"IZIN_DAFTAR_PETUGAS": None}).out
    assert json.loads(told) == {"berkas": None, "peran": []}


def test_a_date_that_is_none_is_wrong_input(kantor: dict[str, str]) -> None:
    outcome = izin("petugas", "daftar", "--pada", "besok", env=kantor)
    assert outcome.code == 2
    assert "2026-11-23" in outcome.said


def test_a_sound_register_passes_and_says_what_to_look_at_again(tmp_path: Path) -> None:
    berkas = tmp_path / "petugas.toml"
    plt = teks_mandat("wakil.1", "kepaladinas", "sejak = 2026-01-01\nsampai = 2026-12-31", "plt")
    berkas.write_text(teks_semua(WAKIL, plt))
    outcome = izin("petugas", "periksa", berkas)
    assert outcome.code == 0
    assert outcome.out.startswith("Sah: 7 petugas, 1 mandat\n")
    assert "paling lama tiga bulan" in outcome.said


def test_a_broken_register_fails_with_every_mistake(tmp_path: Path) -> None:
    berkas = tmp_path / "petugas.toml"
    berkas.write_text(f"{SEMINGGU}\n{teks_petugas('1', 'Ani', ['takada'])}")
    outcome = izin("petugas", "periksa", berkas)
    assert outcome.code == 2
    assert "mandat ke-1: petugas wakil.1 tidak ada" in outcome.said
    assert 'peran "takada" tidak dikenal' in outcome.said
    told = json.loads(izin("petugas", "periksa", berkas, "--json").out)
    assert told["sah"] is False
    assert len(told["masalah"]) == 2


def test_a_broken_register_is_named_by_every_command_that_needs_it(tmp_path: Path) -> None:
    berkas = tmp_path / "petugas.toml"
    berkas.write_text("")
    outcome = izin("petugas", "daftar", env={"IZIN_DAFTAR_PETUGAS": str(berkas)})
    assert outcome.code == 2
    assert "izin petugas periksa" in outcome.said


def test_without_a_file_the_way_to_one_is_told() -> None:
    outcome = izin("petugas", "periksa", env={"IZIN_DAFTAR_PETUGAS": None})
    assert outcome.code == 2
    assert "deploy/petugas.contoh.toml" in outcome.said


def test_the_example_is_sound() -> None:
    outcome = izin("petugas", "periksa", CONTOH)
    assert outcome.code == 0, outcome.err
    assert outcome.err == ""
