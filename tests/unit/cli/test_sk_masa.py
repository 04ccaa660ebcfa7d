"""`izin sk akan-berakhir` and `izin sk lewati` as they are typed."""

import json
from datetime import date, timedelta

import pytest

from shared.sk.model import ubah
from tests.builders import KURSUS
from tests.unit.cli.sk_office import Office, done, office

__all__ = ["office"]

NOMOR = "001/PAUD/DPMPTSP/XI/2026"
OLEH = ("--nip", "198001012005011001", "--nama", "Budi Santoso")
ALASAN = ("--alasan", "surat terkirim sesudah cadangan dibuat")


def ends_in(office: Office, days: int) -> None:
    """The SKs of today end on the same day; so the office's clock moves."""
    office.kini += (date(2031, 11, 22) - timedelta(days=days)) - date(2026, 11, 23)


def numbers(office: Office, *options: object) -> list[tuple[str, int]]:
    rows = json.loads(office.izin_sk("akan-berakhir", *options, "--json").out)
    return [(row["nomor"], row["sisa_hari"]) for row in rows]


@pytest.mark.parametrize(
    ("days", "options", "expected"),
    [
        (91, (), []),
        (90, (), [(NOMOR, 90)]),
        (0, (), [(NOMOR, 0)]),
        (-1, (), []),
        (91, ("--hari", "91"), [(NOMOR, 91)]),
        (30, ("--hari", "29"), []),
    ],
)
def test_an_end_is_told_so_many_days_before_it(
    office: Office, days: int, options: tuple[str, ...], expected: list[tuple[str, int]]
) -> None:
    office.terbitkan()
    ends_in(office, days)
    assert numbers(office, *options) == expected


def test_the_nearest_end_comes_first_and_what_has_ended_otherwise_is_left_out(
    office: Office,
) -> None:
    first, second, third = (office.terbitkan(kode).nomor for kode in (KURSUS, KURSUS, KURSUS))
    ends_in(office, 60)
    near = ubah(second, office.kini, berlaku_sampai=date(2031, 10, 1))
    gone = ubah(third, office.kini, status="dicabut", alasan="x")
    assert done(office.kantor.sk.change(near, second))
    assert done(office.kantor.sk.change(gone, third))
    assert [nomor for nomor, _ in numbers(office)] == [second.nomor, first.nomor]
    told = office.izin_sk("akan-berakhir")
    assert max(map(len, told.out.splitlines())) <= 80
    assert "2 SK akan berakhir" in told.said and "60 hari" in told.out


def test_none_is_told_too(office: Office) -> None:
    outcome = office.izin_sk("akan-berakhir")
    assert (outcome.code, outcome.out) == (0, "Tidak ada SK yang akan berakhir.\n")


def test_numbers_are_passed_over_with_their_reason(office: Office) -> None:
    office.terbitkan()
    outcome = office.izin_sk("lewati", "paud", "2026", "--sampai", "4", *ALASAN, *OLEH)
    assert (outcome.code, "urutan 2 sampai 4 dilewati" in outcome.out) == (0, True)
    rows = json.loads(office.izin_sk("daftar", "--status", "batal", "--json").out)
    assert [row["urut"] for row in rows] == [2, 3, 4]
    for row in rows:
        assert row["kalimat"].startswith("dilewati: surat terkirim sesudah cadangan dibuat")
        assert "Budi Santoso" in row["alasan"] and row["permohonan_id"] is None
    assert office.terbitkan().nomor.urut == 5


def test_a_year_that_is_past_gets_its_numbers_on_its_last_day(office: Office) -> None:
    assert office.izin_sk("lewati", "paud", "2025", "--sampai", "1", *ALASAN, *OLEH).code == 0
    (row,) = json.loads(office.izin_sk("daftar", "--tahun", "2025", "--json").out)
    assert row["tanggal"] == "2025-12-31"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("lain", "2026", "--sampai", "4", *ALASAN), 2, "Yang ada: kursus, paud"),
        (("paud", "2027", "--sampai", "4", *ALASAN), 2, "belum mulai"),
        (("paud", "2026", "--sampai", "0", *ALASAN), 2, "tidak mungkin"),
        (("paud", "2026", "--sampai", "4", "--alasan", " "), 2, "dengan alasan"),
        (("paud", "2026", "--sampai", "9000", *ALASAN), 2, "lebih dari 500"),
        (("paud", "2026", "--sampai", "1", *ALASAN), 4, "sudah sampai urutan 1"),
    ],
)
def test_what_is_not_to_be_passed_over_is_told(
    office: Office, arguments: tuple[str, ...], code: int, said: str
) -> None:
    office.terbitkan()
    outcome = office.izin_sk("lewati", *arguments, *OLEH)
    assert (outcome.code, said in outcome.said) == (code, True), outcome.err
    assert len(json.loads(office.izin_sk("daftar", "--json").out)) == 1
