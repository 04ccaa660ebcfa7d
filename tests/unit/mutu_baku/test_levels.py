"""Near, over and late, worked out by hand in 2026. All times are WITA."""

import pytest

from tests.builders import KURSUS
from tests.unit.mutu_baku.script import catatan, jalan

MENIT = [
    # submitted; when Front Office's 10 Menit are near, and when they are due
    ("2026-01-05 09.00", "2026-01-05 09.08", "2026-01-05 09.10"),  # within hours
    ("2026-01-05 06.00", "2026-01-05 07.38", "2026-01-05 07.40"),  # before opening
    ("2026-01-05 11.55", "2026-01-05 13.03", "2026-01-05 13.05"),  # over lunch
    ("2026-01-05 11.52", "2026-01-05 12.00", "2026-01-05 13.02"),  # near as lunch begins
    ("2026-01-05 15.50", "2026-01-05 15.58", "2026-01-05 16.00"),  # due at closing
    ("2026-01-05 15.55", "2026-01-06 07.33", "2026-01-06 07.35"),  # over night
    ("2026-01-05 16.00", "2026-01-06 07.38", "2026-01-06 07.40"),  # at closing
    ("2026-01-09 11.25", "2026-01-09 13.03", "2026-01-09 13.05"),  # Friday's break
    ("2026-01-09 16.25", "2026-01-12 07.33", "2026-01-12 07.35"),  # Friday evening
    ("2026-01-10 12.00", "2026-01-12 07.38", "2026-01-12 07.40"),  # Saturday
    ("2026-02-19 07.45", "2026-02-19 08.08", "2026-02-19 08.10"),  # Ramadan opens later
    ("2026-02-23 11.55", "2026-02-23 12.33", "2026-02-23 12.35"),  # a shorter break
    ("2026-02-23 14.55", "2026-02-24 08.03", "2026-02-24 08.05"),  # and closes earlier
    ("2026-03-17 14.55", "2026-03-25 07.33", "2026-03-25 07.35"),  # Idul Fitri, cuti bersama
    ("2026-03-20 09.00", "2026-03-25 07.38", "2026-03-25 07.40"),  # submitted on cuti bersama
    ("2026-12-31 15.55", "2027-01-04 07.33", "2027-01-04 07.35"),  # year end
]


@pytest.mark.parametrize("kode", ["izin-paud", KURSUS])
@pytest.mark.parametrize(("diajukan", "dekat", "tempo"), MENIT)
def test_ten_minutes_of_an_open_step_are_near_and_over(
    kode: str, diajukan: str, dekat: str, tempo: str
) -> None:
    dibiarkan = [
        satu
        for satu in catatan(jalan(diajukan, kode=kode), "2027-01-04 09.00")
        if "semua" not in satu
    ]
    assert dibiarkan == [f"mendekati 2.1 {dekat} ({tempo})", f"terlampaui 2.1 {tempo} ({tempo})"]


def test_an_event_is_there_from_the_instant_after_it_on() -> None:
    terbuka = jalan("2026-01-05 09.00")
    assert catatan(terbuka, "2026-01-05 09.08") == []
    assert len(catatan(terbuka, "2026-01-05 09.08.00.001")) == 1
    assert len(catatan(terbuka, "2026-01-05 09.10")) == 1
    assert len(catatan(terbuka, "2026-01-05 09.10.00.001")) == 2


DEKAT = "mendekati 2.1 2026-01-05 15.58 (2026-01-05 16.00)"
LEWAT = "terlampaui 2.1 2026-01-05 16.00 (2026-01-05 16.00)"


@pytest.mark.parametrize(
    ("ditutup", "kejadian"),
    [
        ("15.57.59.999", []),
        ("15.58", []),  # exactly at 80 %
        ("15.58.00.001", [DEKAT]),
        ("16.00", [DEKAT]),  # exactly at 100 %: in time
        (
            "16.00.00.001",
            [DEKAT, LEWAT, "selesai_terlambat 2.1 2026-01-05 16.00.00.001 (2026-01-05 16.00)"],
        ),
        # the office is closed by then, and the limit has run out all the same
        ("20.00", [DEKAT, LEWAT, "selesai_terlambat 2.1 2026-01-05 20.00 (2026-01-05 16.00)"]),
    ],
)
def test_closing_at_the_edges(ditutup: str, kejadian: list[str]) -> None:
    perjalanan = jalan("2026-01-05 15.50", f"{ditutup} terima")
    assert catatan(perjalanan, "2026-01-06 07.30") == kejadian


def test_four_hari_and_the_five_of_the_whole_with_a_weekend() -> None:
    """From Monday 09.00: 30 office hours until Friday 09.00, 24 of them used on Thursday 10.30;
    37.5 until the Monday after, 30 of them on Friday 09.00."""
    diam = jalan("2026-01-05 09.00", "09.00 sampai 4")
    assert catatan(diam) == [
        "mendekati 4.1 2026-01-08 10.30 (2026-01-09 09.00)",
        "mendekati semua.1 2026-01-09 09.00 (2026-01-12 09.00)",
        "terlampaui 4.1 2026-01-09 09.00 (2026-01-09 09.00)",
        "terlampaui semua.1 2026-01-12 09.00 (2026-01-12 09.00)",
    ]


def test_four_hari_and_the_whole_over_idul_fitri() -> None:
    """From Thursday 12 March 10.00, in Ramadan: 4.5 hours that day, then 6.5 on each of 13, 16 and
    17, and 2.5 on 25 March until 10.00; 80 % of these 26.5 are 21.2: 3.7 into the 17th. The whole
    has 34 hours until 26 March 10.00; 27.2 of them: 3.2 into the 25th."""
    diam = jalan("2026-03-12 10.00", "10.00 sampai 4")
    assert catatan(diam) == [
        "mendekati 4.1 2026-03-17 11.42 (2026-03-25 10.00)",
        "terlampaui 4.1 2026-03-25 10.00 (2026-03-25 10.00)",
        "mendekati semua.1 2026-03-25 10.42 (2026-03-26 10.00)",
        "terlampaui semua.1 2026-03-26 10.00 (2026-03-26 10.00)",
    ]


def test_each_limit_begins_when_the_step_before_was_closed() -> None:
    """Step by step, each of them over by a minute or in time."""
    perjalanan = jalan(
        "2026-01-05 09.00",
        "09.05 terima",  # 10 Menit, in time
        "09.14 terima",  # from 09.05: nine minutes
        "09.30 terima",  # 4 Hari
        "09.41 terima",  # 10 Menit from 09.30: a minute late
        "09.46 terima",  # 5 Menit: exactly
        "09.52 terima",  # 5 Menit from 09.46: a minute late
        "09.55 terima",
    )
    assert catatan(perjalanan) == [
        "mendekati 3.1 2026-01-05 09.13 (2026-01-05 09.15)",
        "mendekati 5.1 2026-01-05 09.38 (2026-01-05 09.40)",
        "terlampaui 5.1 2026-01-05 09.40 (2026-01-05 09.40)",
        "selesai_terlambat 5.1 2026-01-05 09.41 (2026-01-05 09.40)",
        "mendekati 6.1 2026-01-05 09.45 (2026-01-05 09.46)",
        "mendekati 7.1 2026-01-05 09.50 (2026-01-05 09.51)",
        "terlampaui 7.1 2026-01-05 09.51 (2026-01-05 09.51)",
        "selesai_terlambat 7.1 2026-01-05 09.52 (2026-01-05 09.51)",
    ]


def test_the_whole_is_over_when_the_decree_is_handed_over() -> None:
    """Exactly at its due instant; how long the applicant then takes is nobody's breach."""
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-12 09.00 sampai 9")
    dekat = "mendekati semua.1 2026-01-09 09.00 (2026-01-12 09.00)"
    assert [satu for satu in catatan(perjalanan) if "semua" in satu] == [dekat]
    perjalanan.putus()
    assert perjalanan.permohonan.status == "selesai"
    assert [satu for satu in catatan(perjalanan) if "semua" in satu] == [dekat]


def test_handed_over_a_millisecond_late() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-12 09.00.00.001 sampai 9")
    assert [satu for satu in catatan(perjalanan) if "semua" in satu] == [
        "mendekati semua.1 2026-01-09 09.00 (2026-01-12 09.00)",
        "terlampaui semua.1 2026-01-12 09.00 (2026-01-12 09.00)",
        "selesai_terlambat semua.1 2026-01-12 09.00.00.001 (2026-01-12 09.00)",
    ]


def test_a_refusal_ends_every_limit() -> None:
    """In time nothing is said of it; late, it is late for the step and for the whole."""
    tepat = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-08 10.30 tolak")
    assert (tepat.permohonan.status, catatan(tepat)) == ("ditolak", [])
    terlambat = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-12 10.00 tolak")
    assert sorted(satu for satu in catatan(terlambat) if satu.startswith("selesai")) == [
        "selesai_terlambat 4.1 2026-01-12 10.00 (2026-01-09 09.00)",
        "selesai_terlambat semua.1 2026-01-12 10.00 (2026-01-12 09.00)",
    ]


def test_the_applicant_s_own_limits_raise_nothing() -> None:
    """Three weeks for a correction of 30 Menit, and ten months for a receipt of 3."""
    perjalanan = jalan("2026-01-05 09.00", "09.05 tolak")
    assert catatan(perjalanan, "2026-01-26 09.00") == []
    selesai = jalan("2026-01-05 09.00", "09.00 sampai 9", "2026-11-05 09.00 terima")
    assert catatan(selesai) == []
