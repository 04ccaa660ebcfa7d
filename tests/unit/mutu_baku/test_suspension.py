"""Limits across returns, worked out by hand: what goes on, what begins anew. Times are WITA."""

import pytest

from tests.unit.mutu_baku.script import catatan, jalan, lokal, semua


def langkah(baris: list[str], no: int) -> list[str]:
    return [satu for satu in baris if satu.split()[1].startswith(f"{no}.")]


@pytest.mark.parametrize(
    ("kembali", "perbaikan", "dekat", "tempo"),
    [
        # five of ten minutes used, five left; three of them until 80 %
        ("09.05", "2026-01-06 10.00", "2026-01-06 10.03", "2026-01-06 10.05"),
        ("09.05", "2026-01-05 09.06", "2026-01-05 09.09", "2026-01-05 09.11"),
        ("09.05", "2026-01-05 22.00", "2026-01-06 07.33", "2026-01-06 07.35"),  # back at night
        ("09.05", "2026-01-05 12.15", "2026-01-05 13.03", "2026-01-05 13.05"),  # at lunch
        ("09.05", "2026-01-10 10.00", "2026-01-12 07.33", "2026-01-12 07.35"),  # on a Saturday
        ("09.05", "2026-03-20 10.00", "2026-03-25 07.33", "2026-03-25 07.35"),  # on a holiday
        # the smallest things: a millisecond away, a millisecond left
        ("09.05", "2026-01-05 09.05", "2026-01-05 09.08.00.001", "2026-01-05 09.10.00.001"),
        ("09.09.59.999", "2026-01-06 10.00", "2026-01-05 09.08", "2026-01-06 10.00.00.001"),
        # nothing left, nothing exceeded: due when it is back
        ("09.10", "2026-01-06 10.00", "2026-01-05 09.08", "2026-01-06 10.00"),
        ("09.10", "2026-01-05 22.00", "2026-01-05 09.08", "2026-01-05 22.00"),
        # exactly at 80 %: near when it is back
        ("09.08", "2026-01-06 10.00", "2026-01-06 10.00", "2026-01-06 10.02"),
    ],
)
def test_front_office_goes_on_where_it_stopped(
    kembali: str, perbaikan: str, dekat: str, tempo: str
) -> None:
    perjalanan = jalan("2026-01-05 09.00", f"{kembali} tolak", f"{perbaikan} perbaiki")
    tingkat = {k.tingkat: k for k in semua(perjalanan) if k.langkah == 2}
    assert lokal(tingkat["mendekati"].terjadi) == dekat
    lampau = tingkat["terlampaui"]
    assert (lokal(lampau.terjadi), lokal(lampau.jatuh_tempo)) == (tempo, tempo)
    assert lokal(lampau.mulai) == "2026-01-05 09.00"
    assert lampau.putaran == 2


def test_while_it_lies_with_the_applicant_nothing_comes_about() -> None:
    for kembali in ("09.05", "09.08", "09.10"):
        perjalanan = jalan("2026-01-05 09.00", f"{kembali} tolak")
        assert not [k for k in semua(perjalanan) if k.tingkat == "terlampaui"]
        assert not [k for k in semua(perjalanan) if k.cakupan == "keseluruhan"]


def test_a_step_resumed_at_its_due_instant_can_still_be_closed_in_time() -> None:
    tepat = jalan("2026-01-05 09.00", "09.10 tolak", "2026-01-06 10.00 perbaiki", "10.00 terima")
    assert langkah(catatan(tepat), 2) == [
        "mendekati 2.1 2026-01-05 09.08 (2026-01-05 09.10)",
        "kembali_ujung_batas 2.1 2026-01-05 09.10 (2026-01-05 09.10)",
    ]
    telat = jalan(
        "2026-01-05 09.00", "09.10 tolak", "2026-01-06 10.00 perbaiki", "10.00.00.001 terima"
    )
    assert langkah(catatan(telat, "2026-01-06 10.00.00.002"), 2)[-2:] == [
        "terlampaui 2.2 2026-01-06 10.00 (2026-01-06 10.00)",
        "selesai_terlambat 2.2 2026-01-06 10.00.00.001 (2026-01-06 10.00)",
    ]


def test_a_return_after_the_limit_is_late_and_makes_nothing_good() -> None:
    """And each level comes about once for a limit, however often it is resumed."""
    perjalanan = jalan(
        "2026-01-05 09.00",
        "09.11 tolak",
        "2026-01-06 10.00 perbaiki",
        "10.30 tolak",
        "2026-01-07 10.00 perbaiki",
        "10.00 terima",
    )
    assert [satu for satu in langkah(catatan(perjalanan), 2) if "putaran" not in satu] == [
        "mendekati 2.1 2026-01-05 09.08 (2026-01-05 09.10)",
        "terlampaui 2.1 2026-01-05 09.10 (2026-01-05 09.10)",
        "selesai_terlambat 2.1 2026-01-05 09.11 (2026-01-05 09.10)",
    ]


def test_three_returns_leave_one_minute_of_ten() -> None:
    perjalanan = jalan(
        "2026-01-05 09.00",
        "09.03 tolak",
        "2026-01-12 11.58 perbaiki",
        "13.01 tolak",  # 2 + 1 minutes around lunch
        "2026-02-16 10.00 perbaiki",  # on cuti bersama
        "2026-02-18 07.33 tolak",
        "2026-03-21 10.00 perbaiki",  # on Idul Fitri
    )
    lampau = [satu for satu in catatan(perjalanan) if satu.startswith("terlampaui 2.")]
    assert lampau == ["terlampaui 2.4 2026-03-25 07.31 (2026-03-25 07.31)"]


def test_the_whole_stands_still_with_the_applicant_only() -> None:
    """A week with the applicant moves its due instant by the office time that was left."""
    perjalanan = jalan(
        "2026-01-05 09.00", "09.05 tolak", "2026-01-12 09.05 perbaiki", "09.05 sampai 4"
    )
    # 5 Hari from 5 January 09.00 are 37.5 hours; five minutes used. 19 January is a Monday: on
    # the 12th 5h55, then 7.5 on 13, 14 and 15 (16 is a holiday), 7.5 on the 19th: 35h55; due on
    # the 20th, 1h30 after opening.
    assert [satu for satu in catatan(perjalanan) if satu.startswith("terlampaui semua")] == [
        "terlampaui semua.2 2026-01-20 09.00 (2026-01-20 09.00)"
    ]


def test_the_kabid_s_return_gives_back_office_a_new_limit_and_the_kabid_the_old_one() -> None:
    """Back Office has used nine minutes of ten for the draft, the Kabid three of five."""
    perjalanan = jalan(
        "2026-01-05 09.00",
        "09.00 sampai 5",
        "09.09 terima",
        "09.12 kembalikan",
        "09.19 terima",  # seven minutes for the correction
        "09.21 terima",  # two minutes: exactly five in all
    )
    assert catatan(perjalanan, "2026-01-05 09.21.00.001") == [
        "mendekati 5.1 2026-01-05 09.08 (2026-01-05 09.10)",
        "mendekati 6.2 2026-01-05 09.20 (2026-01-05 09.21)",
    ]


def test_the_kabid_is_late_over_both_openings_together() -> None:
    perjalanan = jalan(
        "2026-01-05 09.00", "09.00 sampai 6", "09.03 kembalikan", "09.10 terima", "09.13 terima"
    )
    lampau = [k for k in semua(perjalanan, "2026-01-05 09.14") if k.langkah == 6]
    assert [(k.tingkat, k.putaran, lokal(k.terjadi)) for k in lampau] == [
        ("mendekati", 2, "2026-01-05 09.11"),
        ("terlampaui", 2, "2026-01-05 09.12"),
        ("selesai_terlambat", 2, "2026-01-05 09.13"),
    ]
    assert {lokal(k.mulai) for k in lampau} == {"2026-01-05 09.00"}


def test_a_draft_redone_late_is_late_by_its_new_limit() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 6", "09.03 kembalikan", "09.14 terima")
    assert langkah(catatan(perjalanan, "2026-01-05 09.14.00.001"), 5) == [
        "mendekati 5.2 2026-01-05 09.11 (2026-01-05 09.13)",
        "terlampaui 5.2 2026-01-05 09.13 (2026-01-05 09.13)",
        "selesai_terlambat 5.2 2026-01-05 09.14 (2026-01-05 09.13)",
    ]


def test_the_inspection_s_return_begins_the_desks_anew_and_goes_on_itself() -> None:
    """Front Office and Back Office have used nine minutes each; Dinas Teknis six hours of 30."""
    perjalanan = jalan(
        "2026-01-05 08.42",
        "08.51 terima",
        "09.00 terima",
        "16.00 kembalikan",
        "2026-01-12 08.42 perbaiki",
        "08.51 terima",  # nine again: Front Office's limit is a new one
        "09.00 terima",
    )
    assert [satu for satu in catatan(perjalanan) if "semua" not in satu] == [
        "mendekati 2.1 2026-01-05 08.50 (2026-01-05 08.52)",
        "mendekati 3.1 2026-01-05 08.59 (2026-01-05 09.01)",
        "mendekati 2.2 2026-01-12 08.50 (2026-01-12 08.52)",
        "mendekati 3.2 2026-01-12 08.59 (2026-01-12 09.01)",
        # 24 hours left on Monday 09.00: 6, then 7.5 on 13 and 14, 3 on the 15th; near 18 after
        "mendekati 4.2 2026-01-14 12.00 (2026-01-15 10.30)",
        "terlampaui 4.2 2026-01-15 10.30 (2026-01-15 10.30)",
    ]


def test_a_step_that_never_comes_back_is_never_late() -> None:
    """The Kabid sends back, Back Office sends back, and Dinas Teknis refuses."""
    perjalanan = jalan(
        "2026-01-05 09.00",
        "09.00 sampai 6",
        "09.03 kembalikan",
        "09.05 kembalikan",
        "10.00 tolak",
    )
    assert perjalanan.permohonan.status == "ditolak"
    assert catatan(perjalanan) == []
