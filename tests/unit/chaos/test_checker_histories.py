"""The campaign's checker and one application: it says nothing of a good one, and sees every way in
which it can be spoiled."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from chaos.checker.chain import RULE as CHAIN
from chaos.checker.history import DECREE, ENDED, ONCE, PATH
from tests.builders import KURSUS, PAUD, Perjalanan
from tests.unit.chaos.histories import document, ended, found, rules, sealed


@pytest.fixture(scope="module")
def good() -> dict[str, Any]:
    return document(ended())


@pytest.fixture
def spoiled(good: dict[str, Any]) -> dict[str, Any]:
    return deepcopy(good)


def _of(spoiled: dict[str, Any], langkah: int) -> dict[str, Any]:
    entries: list[dict[str, Any]] = spoiled["riwayat"]
    return next(e for e in reversed(entries) if e["langkah"] == langkah)


def test_a_history_that_the_product_wrote_is_in_order(good: dict[str, Any]) -> None:
    assert found(good) == []


def test_a_final_refusal_is_a_legal_end_without_a_decree() -> None:
    perjalanan = Perjalanan(KURSUS).sampai(4)
    perjalanan.putus("tolak", catatan="tidak layak")
    assert found(document(perjalanan)) == []


def test_an_application_that_stands_still_on_the_way_is_named() -> None:
    assert rules(document(Perjalanan(PAUD).sampai(5))) == {ENDED}


def test_a_changed_past_shows(spoiled: dict[str, Any]) -> None:
    _of(spoiled, 4)["catatan"] = "lain"
    assert rules(spoiled) == {CHAIN}


def test_an_entry_that_is_gone_shows(spoiled: dict[str, Any]) -> None:
    del spoiled["riwayat"][3]
    assert rules(spoiled) >= {CHAIN, PATH}


def test_a_step_that_was_left_out_shows_though_all_digests_fit(spoiled: dict[str, Any]) -> None:
    del spoiled["riwayat"][3]
    assert rules(sealed(spoiled)) == {PATH}


def test_a_step_decided_twice_shows(spoiled: dict[str, Any]) -> None:
    twice = deepcopy(_of(spoiled, 7))
    spoiled["riwayat"].insert(spoiled["riwayat"].index(_of(spoiled, 7)), twice)
    assert rules(sealed(spoiled)) == {PATH, ONCE}


def test_a_decree_issued_twice_shows(spoiled: dict[str, Any]) -> None:
    twice = deepcopy(_of(spoiled, 8))
    spoiled["riwayat"].insert(spoiled["riwayat"].index(_of(spoiled, 8)), twice)
    assert DECREE in rules(sealed(spoiled))


@pytest.mark.parametrize(
    ("langkah", "change"),
    [
        (3, {"ke": 5}),
        (6, {"pelaksana": "sekretaris"}),
        (6, {"putaran": 9}),
        (6, {"tindakan": "teruskan"}),
        (5, {"hasil": []}),
        (9, {"ke": "ditolak"}),
    ],
)
def test_a_path_that_the_sop_does_not_know_shows(
    spoiled: dict[str, Any], langkah: int, change: dict[str, Any]
) -> None:
    _of(spoiled, langkah).update(change)
    assert PATH in rules(sealed(spoiled))


def test_a_step_that_opened_before_the_one_before_it_closed_shows(spoiled: dict[str, Any]) -> None:
    _of(spoiled, 6)["dibuka_pada"] -= timedelta(minutes=1)
    assert rules(sealed(spoiled)) == {PATH}


def test_an_application_that_went_on_after_its_end_shows(spoiled: dict[str, Any]) -> None:
    spoiled["riwayat"].append(deepcopy(_of(spoiled, 9)) | {"putaran": 7})
    assert PATH in rules(sealed(spoiled))


def test_an_open_step_that_does_not_follow_from_the_history_shows() -> None:
    halfway = document(Perjalanan(PAUD).sampai(5))
    halfway["langkah"]["no"] = 6
    assert PATH in rules(halfway)
