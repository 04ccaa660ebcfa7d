"""The checker sees the traces of a clock that was wrong."""

from datetime import timedelta
from typing import Any

import pytest

from chaos.checker.times import DUE, ORDER, check_times
from tests.builders import PAGI
from tests.unit.chaos.histories import document, ended

SAAT = timedelta(minutes=1)


@pytest.fixture
def written() -> dict[str, Any]:
    return document(ended())


def klaim(terjadi: timedelta, terdeteksi: timedelta) -> dict[str, Any]:
    isi = {"terjadi_pada": PAGI + terjadi, "terdeteksi_pada": PAGI + terdeteksi}
    return {"_id": "a/2.1/mendekati", "pelanggaran": isi}


def test_an_office_of_right_clocks_is_not_accused(written: dict[str, Any]) -> None:
    nanti = PAGI + timedelta(days=30)
    assert list(check_times([written], [klaim(SAAT, SAAT)], nanti)) == []


def test_a_breach_that_was_seen_before_it_was_due_is_noticed() -> None:
    (satu,) = check_times([], [klaim(2 * SAAT, SAAT)])
    assert satu.rule == DUE
    (dua,) = check_times([], [klaim(SAAT, 9 * SAAT)], PAGI + 5 * SAAT)
    assert dua.rule == DUE


def test_a_step_that_was_sealed_in_the_future_is_noticed(written: dict[str, Any]) -> None:
    akhir = written["riwayat"][-1]["ditutup_pada"]
    (satu,) = check_times([written], [], akhir - timedelta(milliseconds=1))
    assert satu.rule == ORDER


def test_a_step_that_was_closed_before_it_was_opened_is_noticed(written: dict[str, Any]) -> None:
    written["riwayat"][3]["ditutup_pada"] = PAGI - timedelta(days=1)
    assert {satu.rule for satu in check_times([written], [])} == {ORDER}
