"""`izin kalender`: the year, a month, and a limit with its reckoning."""

import json
from pathlib import Path

import pytest

from shared.kalender.loader import BERKAS_BAWAAN
from tests.unit.cli.running import izin

OWN_DAYS = """
[[libur]]
tanggal = 2026-01-06
alasan = "Hari Jadi Kota"
sumber = "Surat Edaran"
sementara = true

[[masuk]]
tanggal = 2026-01-10
alasan = "Pelayanan Sabtu"
sumber = "Surat Perintah"
jam = { kerja = "08.00-24.00" }
"""


@pytest.fixture
def own_calendar(tmp_path: Path) -> dict[str, str]:
    """The environment of an office with a file of its own."""
    berkas = tmp_path / "kantor.toml"
    berkas.write_text(BERKAS_BAWAAN.read_text(encoding="utf-8") + OWN_DAYS, encoding="utf-8")
    return {"IZIN_KALENDER": str(berkas)}


def test_the_year_shows_months_sums_ramadan_and_holidays() -> None:
    outcome = izin("kalender", "2026")
    assert outcome.code == 0
    lines = [line.split() for line in outcome.out.splitlines()]
    assert ["Mar", "17", "115", "jam", "30", "menit"] in lines
    assert ["Setahun", "240", "1781", "jam"] in lines
    assert "Ramadan: Kam 19 Feb 2026 sampai Jum 20 Mar 2026\n" in outcome.out
    assert "Jum 20 Mar 2026  Cuti Bersama Hari Raya Idul Fitri" in outcome.out
    assert "?" not in outcome.out


def test_the_year_as_json_has_the_same_facts() -> None:
    told = json.loads(izin("kalender", "2026", "--json").out)
    assert (told["hari_kerja"], told["menit_kerja"]) == (240, 1781 * 60)
    assert sum(satu["menit_kerja"] for satu in told["bulan"]) == told["menit_kerja"]
    assert len(told["libur"]) == 17 + 8
    assert told["ramadan"][0]["mulai"] == "2026-02-19"
    assert told["sementara"] is False


def test_what_may_still_move_is_marked() -> None:
    assert "Rab 10 Mar 2027  Hari Raya Idul Fitri ?" in izin("kalender", "2027").out
    assert "sampai Sel 9 Mar 2027 ?" in izin("kalender", "2027").out
    assert "belum diketahui" in izin("kalender", "2028").out
    assert json.loads(izin("kalender", "2028", "--json").out)["sementara"] is True


def test_the_office_s_own_days_are_shown(own_calendar: dict[str, str]) -> None:
    shown = izin("kalender", "2026", env=own_calendar).out
    assert "Sel 6 Jan 2026   Hari Jadi Kota ?" in shown
    assert "Sab 10 Jan 2026  08.00-24.00  Pelayanan Sabtu" in shown
    told = json.loads(izin("kalender", "2026", "--json", env=own_calendar).out)
    assert told["masuk"][0]["jam_kerja"] == ["08.00-24.00"]
    assert told["versi"] != json.loads(izin("kalender", "2026", "--json").out)["versi"]


def test_a_month_shows_every_day_with_its_hours_or_its_reason() -> None:
    lines = izin("kalender", "2026", "--bulan", "12").out.splitlines()
    assert lines[0] == "Des 2026: 21 hari kerja, 157 jam 30 menit"
    assert len(lines) == 3 + 31
    assert lines[3 + 3].startswith("Jum 4 Des 2026   07.30-11.30, 13.00-16.30")
    assert lines[3 + 24].startswith("Jum 25 Des 2026  Hari Raya Natal")
    told = json.loads(izin("kalender", "2026", "--bulan", "12", "--json").out)
    assert told[0]["jam_kerja"] == ["07.30-12.00", "13.00-16.00"]
    assert told[24]["alasan_libur"] == "Hari Raya Natal"


def test_a_limit_in_days_names_the_day_that_each_date_is() -> None:
    outcome = izin("kalender", "--jatuh-tempo", "2026-03-17T10:00", "--waktu", "4 Hari")
    assert outcome.code == 0
    assert "Jatuh tempo     Sen 30 Mar 2026 10.00.00 WITA\n" in outcome.out
    assert "Rab 25 Mar 2026  hari ke-1" in outcome.out
    assert "Sen 30 Mar 2026  hari ke-4" in outcome.out
    assert "Rab 18 Mar 2026  -          Cuti Bersama Hari Suci Nyepi" in outcome.out


def test_a_limit_in_minutes_names_what_each_date_gives() -> None:
    arguments = ("kalender", "--jatuh-tempo", "2026-03-16T14:58", "--waktu", "8 Jam")
    shown = izin(*arguments).out
    assert "Sen 16 Mar 2026  2 menit" in shown
    assert "Rab 25 Mar 2026  1 jam 28 menit" in shown
    told = json.loads(izin(*arguments, "--json").out)
    assert sum(satu["milidetik_kerja"] for satu in told["hari"]) == 8 * 3600 * 1000
    assert told["jatuh_tempo"] == "2026-03-25T00:58:00.000Z"


def test_a_start_outside_office_hours_says_from_when_it_counts() -> None:
    arguments = ("kalender", "--jatuh-tempo", "2026-01-10T09:00+07:00", "--waktu", "10 menit")
    shown = izin(*arguments).out
    assert "Mulai           Sab 10 Jan 2026 10.00.00 WITA" in shown
    assert "Dihitung dari   Sen 12 Jan 2026 07.30.00 WITA" in shown
    assert "Mendekati, 80 % Sen 12 Jan 2026 07.38.00 WITA" in shown


def test_a_due_instant_that_may_still_move_is_marked() -> None:
    shown = izin("kalender", "--jatuh-tempo", "2027-03-05T10:00", "--waktu", "4 Hari").out
    assert shown.rstrip().endswith("WITA ?")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--jatuh-tempo", "2026-01-05T10:00"), "dipakai bersama"),
        (("--waktu", "4 Hari"), "dipakai bersama"),
        (("2026", "--jatuh-tempo", "2026-01-05T10:00", "--waktu", "4 Hari"), "TAHUN atau --bulan"),
        (("--jatuh-tempo", "besok", "--waktu", "4 Hari"), "'besok' bukan saat"),
        (("--jatuh-tempo", "0001-01-01T00:00", "--waktu", "4 Hari"), "bukan saat"),
        (("--jatuh-tempo", "2026-01-05T10:00", "--waktu", "4 Pekan"), "4 Pekan"),
        (("2026", "--bulan", "13"), "--bulan"),
        (("12",), "TAHUN"),
    ],
)
def test_what_cannot_be_answered_is_refused(arguments: tuple[str, ...], said: str) -> None:
    outcome = izin("kalender", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.said


def test_a_broken_calendar_is_named_with_every_problem(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.toml"
    broken.write_text('zona = "Asia/Banjarbaru"', encoding="utf-8")
    outcome = izin("kalender", "2026", env={"IZIN_KALENDER": str(broken)})
    assert outcome.code == 2
    assert "rusak.toml: kalender tidak sah" in outcome.said
    assert 'zona "Asia/Banjarbaru" tidak dikenal' in outcome.said
    assert "jam: kunci ini wajib ada" in outcome.said


def test_a_path_longer_than_the_line_can_be_copied(tmp_path: Path) -> None:
    folder = tmp_path / ("folder-dengan-nama-yang-panjang-sekali" * 3)
    folder.mkdir()
    (folder / "rusak.toml").write_text("", encoding="utf-8")
    outcome = izin("kalender", env={"IZIN_KALENDER": str(folder / "rusak.toml")})
    assert f"{folder / 'rusak.toml'}:" in outcome.err.split()


def test_this_year_is_shown_unless_another_is_asked_for() -> None:
    assert izin("kalender").out.startswith("Kalender kantor 20")
