"""How an officer is told what is left of a limit."""

from datetime import UTC, datetime

import pytest

from izin.cli.tugas_view import due_line, remaining
from shared.kalender.berlaku import KalenderBerlaku
from shared.kantor.tugas import Limit, Moment, limit_of
from shared.mutu_baku.jaga import jagai
from tests.builders import Perjalanan, kalender
from tests.unit.kantor.tugas import tugas_of

BERLAKU = KalenderBerlaku.selalu(kalender())


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=kalender().zona)


LIMIT = Limit(at(5, 9, 8), at(5, 9, 10))


@pytest.mark.parametrize(
    ("now", "text", "state"),
    [
        (at(5, 9), "sisa 10 menit", "dalam_batas"),
        (at(5, 9, 8), "sisa 2 menit", "dalam_batas"),
        (at(5, 9, 9), "tinggal 1 menit", "mendekati"),
        (at(5, 9, 10), "tinggal 0 menit", "mendekati"),
        (at(5, 9, 11), "terlampaui 1 menit", "terlampaui"),
        (at(5, 15), "terlampaui 4 jam", "terlampaui"),
        (at(6, 7, 30), "terlampaui 5 jam", "terlampaui"),
    ],
)
def test_it_is_told_in_office_time_and_by_the_rule_of_the_alerts(
    now: datetime, text: str, state: str
) -> None:
    assert remaining(LIMIT, Moment(now, kalender())).plain == text
    assert LIMIT.state(now) == state


def test_a_night_does_not_count() -> None:
    due = Limit(None, at(6, 7, 35))
    assert remaining(due, Moment(at(5, 20), kalender())).plain == "sisa 5 menit"


def test_without_a_limit_there_is_nothing_to_tell() -> None:
    nothing, moment = Limit(None, None), Moment(at(5, 9), kalender())
    assert nothing.state(moment.now) is None
    assert (remaining(nothing, moment).plain, due_line(nothing, moment).plain) == ("", "")


def test_what_is_over_is_marked() -> None:
    shown = remaining(LIMIT, Moment(at(5, 9, 30), kalender()))
    assert "red" in str(shown.style)


def test_the_store_has_the_word_and_the_task_is_asked_where_it_says_nothing() -> None:
    case = Perjalanan()
    tugas = tugas_of(case).model_copy(update={"jatuh_tempo": datetime(2026, 1, 9, tzinfo=UTC)})
    assert limit_of(None, tugas) == Limit(None, tugas.jatuh_tempo)
    assert limit_of(case.permohonan, tugas).due == tugas.jatuh_tempo
    watched = jagai(case.permohonan, case.sop, BERLAKU)
    assert watched.jaga is not None
    assert limit_of(watched, tugas) == Limit(watched.jaga.mendekati, watched.jaga.jatuh_tempo)
    assert limit_of(watched).due == at(5, 9, 10)
