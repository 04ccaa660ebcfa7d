"""What is run apart has bounds, sees nothing of ours, and whoever is to blame is told apart."""

import json
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from shared import apart
from shared.apart import FailedApart, Limits, run_apart
from tests.unit.apart_functions import (
    MIB,
    echo,
    fails,
    greedy,
    is_killed,
    sleeps,
    spins,
    surroundings,
)

WIDE = Limits(memory_bytes=512 * MIB, cpu_seconds=10, wait_seconds=60.0)
_FINDS_TESTS = (
    f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r});"
    "from shared.apart import main; main(*sys.argv[1:])"
)


@pytest.fixture(autouse=True)
def finds_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """An isolated Python knows what is installed, and these tests are not."""
    monkeypatch.setattr(apart, "_COMMAND", (*apart._COMMAND[:2], "-c", _FINDS_TESTS))


@pytest.fixture
def file() -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as opened:
        opened.write(b"isi berkas")
        yield opened


def test_the_function_has_the_whole_file_and_the_words(file: IO[bytes]) -> None:
    assert run_apart(echo, file, WIDE, "satu", "dua") == b"isi berkas|satu|dua"


def test_nothing_of_our_environment_is_seen(
    file: IO[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RABBITMQ_URL", "amqp://kantor:rahasia@broker")
    monkeypatch.setenv("PYTHONPATH", "/tmp/orang-lain")  # noqa: S108 - nothing is written there
    seen = json.loads(run_apart(surroundings, file, WIDE))
    # Python itself sets the locale of a process that has none.
    assert set(seen["variables"]) <= {"LC_CTYPE"}
    assert seen["isolated"] == 1
    assert seen["group"] is True
    assert seen["core"] == [0, 0]


def test_memory_is_bounded_beside_the_file_itself(file: IO[bytes]) -> None:
    assert run_apart(greedy, file, WIDE, "16") == b"%d" % (16 * MIB)
    with pytest.raises(FailedApart):
        run_apart(greedy, file, WIDE, "512")
    file.truncate(300 * MIB)
    assert run_apart(greedy, file, WIDE, "512") == b"%d" % (512 * MIB)


def test_a_processor_is_lent_for_so_many_seconds(file: IO[bytes]) -> None:
    before = _of_children()
    with pytest.raises(FailedApart):
        run_apart(spins, file, WIDE._replace(cpu_seconds=1))
    assert 0.5 < _of_children() - before < 5


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_what_only_waits_is_ended_and_says_nothing_of_the_file(file: IO[bytes]) -> None:
    with pytest.raises(ChildProcessError, match="no end after"):
        run_apart(sleeps, file, WIDE._replace(wait_seconds=0.2))


@pytest.mark.parametrize(
    ("function", "told"), [(fails, FailedApart), (is_killed, ChildProcessError)]
)
def test_a_file_that_fails_is_not_a_process_that_was_killed(
    file: IO[bytes], function: Callable[..., bytes], told: type[Exception]
) -> None:
    with pytest.raises(told):
        run_apart(function, file, WIDE)


def test_it_begins_as_its_own_module(file: IO[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert (sys.executable, "-I", "-m", "shared.apart") == apart._COMMAND
    with pytest.raises(FailedApart):
        run_apart(echo, file, WIDE)  # the tests are not to be found there
