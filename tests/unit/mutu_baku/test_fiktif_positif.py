"""The last day on which the law wants a decision, worked out by hand. All times are WITA."""

from datetime import date

import pytest

from shared.mutu_baku.fiktif_positif import UMUM, BatasHukum, fiktif_positif
from shared.sop.model import FiktifPositif
from shared.sop.waktu import Waktu
from tests.builders import Perjalanan
from tests.unit.kalender.contoh import bawaan, dengan, wita
from tests.unit.mutu_baku.script import jalan, lokal


def batas(perjalanan: Perjalanan) -> BatasHukum | None:
    return fiktif_positif(perjalanan.permohonan, perjalanan.sop, bawaan())


def terakhir(perjalanan: Perjalanan) -> date | None:
    hukum = batas(perjalanan)
    return hukum.terakhir if hukum else None


@pytest.mark.parametrize(
    ("diterima", "hari"),
    [
        ("2026-01-05 09.05", date(2026, 1, 12)),  # Monday to Monday: the day itself is not counted
        ("2026-01-05 20.00", date(2026, 1, 12)),  # the hour plays no part
        ("2026-01-09 16.30", date(2026, 1, 19)),  # Friday: 12, 13, 14, 15, and 16 is a holiday
        ("2026-01-10 10.00", date(2026, 1, 19)),  # Saturday: Monday is the first
        ("2026-03-17 14.00", date(2026, 3, 31)),  # Idul Fitri: 25, 26, 27, 30, 31
        ("2026-03-20 10.00", date(2026, 3, 31)),  # accepted on cuti bersama
        ("2026-12-28 10.00", date(2027, 1, 6)),  # year end: 29, 30, 31, 4, and 5 is a holiday
    ],
)
def test_five_hari_kerja_after_it_was_received_complete(diterima: str, hari: date) -> None:
    tanggal, jam = diterima.split()
    perjalanan = jalan(f"{tanggal} 06.00", f"{jam} terima")
    hukum = batas(perjalanan)
    assert hukum is not None
    assert hukum.terakhir == hari
    assert lokal(hukum.diterima_lengkap) == diterima
    assert hukum.aturan == perjalanan.sop.fiktif_positif


def test_it_is_not_counted_from_the_submission() -> None:
    assert batas(jalan("2026-01-05 09.00")) is None
    assert terakhir(jalan("2026-01-05 09.00", "2026-01-08 09.00 terima")) == date(2026, 1, 15)


def test_a_return_to_the_applicant_ends_it_and_the_next_acceptance_begins_it_anew() -> None:
    kembali = ("09.00 sampai 4", "2026-01-07 10.00 kembalikan")
    assert batas(jalan("2026-01-05 09.00", *kembali)) is None
    diperbaiki = (*kembali, "2026-01-08 10.00 perbaiki")
    assert batas(jalan("2026-01-05 09.00", *diperbaiki)) is None
    lengkap = (*diperbaiki, "2026-01-12 08.00 terima")
    assert terakhir(jalan("2026-01-05 09.00", *lengkap)) == date(2026, 1, 20)


def test_what_the_desks_send_to_each_other_changes_nothing() -> None:
    """Back Office has Front Office look again, and Front Office accepts on the next day."""
    perjalanan = jalan(
        "2026-01-05 09.00", "09.05 terima", "09.10 kembalikan", "2026-01-06 09.00 terima"
    )
    assert terakhir(perjalanan) == date(2026, 1, 12)
    antara = jalan("2026-01-05 09.00", "09.05 terima", "09.10 kembalikan")
    assert terakhir(antara) == date(2026, 1, 12)


@pytest.mark.parametrize(
    "baris",
    [
        ("09.00 sampai 9",),  # handed over: the office has decided
        ("09.00 sampai 9", "09.30 terima"),
        ("09.00 sampai 4", "10.00 tolak"),
    ],
)
def test_there_is_none_once_the_office_has_decided(baris: tuple[str, ...]) -> None:
    assert batas(jalan("2026-01-05 09.00", *baris)) is None


def test_it_is_there_until_the_decree_is_handed_over_and_stays_when_it_has_passed() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 8")
    assert terakhir(perjalanan) == date(2026, 1, 12)


def test_an_sop_without_a_rule_of_its_own_goes_by_the_law() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.05 terima")
    tanpa = perjalanan.sop.model_copy(update={"fiktif_positif": None})
    hukum = fiktif_positif(perjalanan.permohonan, tanpa, bawaan())
    assert hukum is not None
    assert (hukum.aturan, hukum.terakhir) == (UMUM, date(2026, 1, 12))
    assert UMUM.waktu.teks == "5 Hari"


def test_an_sop_may_name_another_limit() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.05 terima")
    lain = FiktifPositif(waktu=Waktu.model_validate("10 Hari"), dasar="Contoh")
    sop = perjalanan.sop.model_copy(update={"fiktif_positif": lain})
    hukum = fiktif_positif(perjalanan.permohonan, sop, bawaan())
    assert hukum is not None
    assert hukum.terakhir == date(2026, 1, 20)


def test_where_nobody_verifies_it_runs_from_the_submission() -> None:
    perjalanan = jalan("2026-01-05 09.00")
    tanpa = perjalanan.sop.model_copy(
        update={
            "langkah": tuple(
                satu.model_copy(update={"tindakan": "teruskan"}) if satu.no == 2 else satu
                for satu in perjalanan.sop.langkah
            )
        }
    )
    hukum = fiktif_positif(perjalanan.permohonan, tanpa, bawaan())
    assert hukum is not None
    assert lokal(hukum.diterima_lengkap) == "2026-01-05 09.00"


def test_a_date_that_may_still_move_says_so() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.05 terima")
    belum_pasti = dengan(
        '[[libur]]\ntanggal = 2026-01-08\nalasan = "Menunggu keputusan"\nsumber = "Edaran"\n'
        "sementara = true"
    )
    hukum = fiktif_positif(perjalanan.permohonan, perjalanan.sop, belum_pasti)
    assert hukum is not None
    assert (hukum.terakhir, hukum.sementara) == (date(2026, 1, 13), True)
    pasti = batas(perjalanan)
    assert pasti is not None and not pasti.sementara
    assert wita("2026-01-05 09.05") == pasti.diterima_lengkap
