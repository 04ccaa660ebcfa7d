"""Used and left of a limit, in office time. All times are WITA."""

from datetime import timedelta

import pytest
from hypothesis import given, settings

from shared.mutu_baku.batasan import Pemakaian, pemakaian, semua_batasan
from shared.mutu_baku.tempuh import bukaan
from tests.builders import Perjalanan
from tests.examples import tries
from tests.histories import Rencana, rencana, selesaikan
from tests.unit.kalender.contoh import bawaan, wita
from tests.unit.mutu_baku.made_up import sop_buatan
from tests.unit.mutu_baku.script import TETAP, jalan
from tests.unit.mutu_baku.used_time import seluruh, terpakai

MENIT = timedelta(minutes=1)


def pakai(perjalanan: Perjalanan, no: int | None, kini: str) -> Pemakaian:
    semua = semua_batasan(bukaan(perjalanan.permohonan, perjalanan.sop), perjalanan.sop)
    satu = [b for b in semua if b.langkah == no][-1]
    return pemakaian(satu, bawaan(), wita(kini))


@pytest.mark.parametrize(
    ("kini", "menit"),
    [
        ("2026-01-05 11.50", 0),
        ("2026-01-05 11.55", 5),
        ("2026-01-05 12.30", 10),  # lunch is not counted
        ("2026-01-05 13.05", 15),  # five minutes over
        ("2026-01-04 09.00", 0),  # a clock that is behind
    ],
)
def test_an_open_step_uses_office_time(kini: str, menit: int) -> None:
    hasil = pakai(jalan("2026-01-05 11.50"), 2, kini)
    assert hasil == Pemakaian(10 * MENIT, menit * MENIT)
    assert hasil.sisa == (10 - menit) * MENIT


def test_nothing_is_used_while_it_lies_with_the_applicant() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.04 tolak")
    for kini in ("2026-01-05 09.04", "2026-01-06 10.00", "2026-03-05 10.00"):
        assert pakai(perjalanan, 2, kini).sisa == 6 * MENIT
        assert pakai(perjalanan, None, kini).terpakai == 4 * MENIT
    kembali = jalan("2026-01-05 09.00", "09.04 tolak", "2026-01-06 10.00 perbaiki")
    assert pakai(kembali, 2, "2026-01-06 10.01").sisa == 5 * MENIT


def test_what_is_finished_uses_no_more() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.12 terima")
    assert pakai(perjalanan, 2, "2026-06-05 09.00").sisa == -2 * MENIT


def test_four_hari_have_the_office_hours_that_lie_between() -> None:
    hasil = pakai(jalan("2026-01-05 09.00", "09.00 sampai 4"), 4, "2026-01-06 07.30")
    assert hasil == Pemakaian(30 * 60 * MENIT, 6 * 60 * MENIT)


@settings(deadline=None, max_examples=tries(15))
@given(rencana() | rencana(sop_buatan()))
def test_it_is_what_the_stretches_between_the_pauses_add_up_to(rencana: Rencana) -> None:
    penuh = selesaikan(rencana, lambda _: TETAP)
    for satu in semua_batasan(bukaan(penuh.permohonan, penuh.sop), penuh.sop):
        hasil = pemakaian(satu, bawaan(), penuh.kini)
        sampai = min(penuh.kini, satu.akhir) if satu.akhir else penuh.kini
        assert hasil == Pemakaian(seluruh(satu), terpakai(satu, sampai))
