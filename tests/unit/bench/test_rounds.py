"""Nobody is always measured first."""

from collections import Counter

from bench.kecepatan.giliran import giliran


def test_everybody_runs_once_a_round_and_each_round_begins_with_the_next() -> None:
    assert [(satu.putaran, satu.nama) for satu in giliran(["a", "b", "c"], 3)] == [
        *((1, "a"), (1, "b"), (1, "c")),
        *((2, "b"), (2, "c"), (2, "a")),
        *((3, "c"), (3, "a"), (3, "b")),
    ]


def test_in_as_many_rounds_as_contestants_everybody_has_every_place_once() -> None:
    tempat = Counter(
        (ke % 3, satu.nama) for ke, satu in enumerate(giliran(["a", "b", "c"], putaran=3))
    )
    assert set(tempat.values()) == {1}


def test_without_contestants_there_is_nothing_to_measure() -> None:
    assert list(giliran([], 2)) == []
