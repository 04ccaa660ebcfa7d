"""Lines from a real file descriptor, while the event loop keeps running."""

import asyncio
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from izin.cli.errors import BadInput
from izin.cli.terminal import EndOfInput, Terminal


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The end to write to; stdin reads the other one."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield writing


def terminal() -> Terminal:
    return Terminal(Console(file=io.StringIO()))


async def test_lines_that_come_together_are_asked_for_one_by_one(pipe: int) -> None:
    os.write(pipe, b"satu\n dua \ntiga")
    asking = terminal()
    assert [await asking.ask("?"), await asking.ask("?")] == ["satu", "dua"]
    os.close(pipe)
    with pytest.raises(EndOfInput):
        await asking.ask("?")


async def test_the_loop_runs_while_nobody_answers(pipe: int) -> None:
    asking = asyncio.create_task(terminal().ask("?"))
    for _ in range(3):
        await asyncio.sleep(0.01)
    assert not asking.done()
    os.write(pipe, b"akhirnya\n")
    assert await asking == "akhirnya"
    os.close(pipe)


async def test_a_question_that_is_called_off_leaves_the_input_alone(pipe: int) -> None:
    asking = asyncio.create_task(terminal().ask("?"))
    await asyncio.sleep(0.01)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    os.write(pipe, b"untuk yang lain\n")
    assert await terminal().ask("?") == "untuk yang lain"
    os.close(pipe)


async def test_a_scripts_line_that_is_no_text_is_refused(pipe: int) -> None:
    os.write(pipe, b"Jos\xe9\n")
    with pytest.raises(BadInput, match="byte ke-4"):
        await terminal().ask("?")
    os.close(pipe)


async def test_an_officer_whose_answer_is_no_text_writes_it_again(
    pipe: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    os.write(pipe, b"Jos\xe9\nJos\xc3\xa9\n")
    assert await terminal().ask("?") == "José"
    os.close(pipe)


async def test_a_plain_file_can_answer_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jawaban").write_text("ya\n")
    with (tmp_path / "jawaban").open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert await terminal().ask("?") == "ya"
