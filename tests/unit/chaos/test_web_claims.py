"""The campaign with officers at pages: what a page said is held against the store."""

import pytest

from chaos.web.claims import APPLIED_ONCE, ENDED, NOT_REFUSED, Claims
from shared.permohonan import Permohonan
from tests.builders import KURSUS, Perjalanan


def ended() -> Permohonan:
    perjalanan = Perjalanan(KURSUS)
    while perjalanan.permohonan.langkah is not None:
        perjalanan.putus()
    return perjalanan.permohonan


@pytest.fixture
def case() -> Permohonan:
    return ended()


def rules(claims: Claims, *cases: Permohonan) -> list[str]:
    return [one.rule for one in claims.judge(cases)]


def test_what_the_pages_said_is_so(case: Permohonan) -> None:
    claims = Claims()
    claims.is_applied(case.riwayat[1].kiriman_id, "kabid")
    claims.is_refused("lain", "kabid", sent=True)
    assert rules(claims, case) == []


def test_applied_and_not_there_is_noticed(case: Permohonan) -> None:
    claims = Claims()
    claims.is_applied("tidak-ada", "kabid")
    assert rules(claims, case) == [APPLIED_ONCE]


def test_applied_twice_is_noticed(case: Permohonan) -> None:
    claims = Claims()
    claims.is_applied(case.riwayat[1].kiriman_id, "kabid")
    assert rules(claims, case, case) == [APPLIED_ONCE]


def test_refused_and_there_is_noticed(case: Permohonan) -> None:
    claims = Claims()
    claims.is_refused(case.riwayat[1].kiriman_id, "kabid", sent=True)
    assert rules(claims, case) == [NOT_REFUSED]


def test_a_page_that_sent_nothing_says_nothing_of_an_earlier_attempt(case: Permohonan) -> None:
    """The form had changed; what was pressed before it may stand."""
    claims, key = Claims(), case.riwayat[1].kiriman_id
    claims.unknown.add(key)
    claims.is_refused(key, "kabid", sent=False)
    assert rules(claims, case) == []
    claims.unknown.clear()
    claims.is_refused(key, "kabid", sent=False)
    assert rules(claims, case) == [NOT_REFUSED]


def test_said_to_be_both_is_noticed(case: Permohonan) -> None:
    claims, key = Claims(), "dua-duanya"
    claims.is_applied(key, "kabid")
    claims.is_refused(key, "kabid", sent=True)
    assert sorted(rules(claims, case)) == sorted([APPLIED_ONCE, NOT_REFUSED])


def test_what_did_not_come_to_its_end_is_noticed() -> None:
    assert rules(Claims(), Perjalanan(KURSUS).permohonan) == [ENDED]
