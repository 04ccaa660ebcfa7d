"""Rich as commands use it."""

import errno
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

_WORD = re.compile(r"\s*\S+\s*")
_INDENT = re.compile(r" *(?:[-✓✗?→+~] )?")
_TIE = "\ue000"
"""Stands for a space at which no line is broken; never printed."""


@cache
def _command() -> re.Pattern[str]:
    """A command with its arguments, up to the end of the clause: what is copied must not be
    broken."""
    from izin.cli.app import Izin  # noqa: PLC0415 - it is loaded where there is a command line

    names = "|".join(Izin.commands_by_name)
    return re.compile(rf"\bizin (?:{names})\b(?: [^\s.,;()]+(?:[.,][^\s.,;()]+)*)*")


class Data(Console):
    """Lines break between words and nowhere else, and never within a command: what is cut in two
    cannot be copied. Only what stands alone on its line grows over the edge, where the terminal
    breaks it. A reader that has gone away ends the command where its end is told, not here."""

    def print(self, *args: Any, **kwargs: Any) -> None:
        if len(args) == 1 and isinstance(args[0], str | Text) and not kwargs.get("soft_wrap"):
            said = self.render_str(args[0]) if isinstance(args[0], str) else args[0]
            args = (Text("\n").join(broken_lines(said, self.width)),)
            kwargs = {"overflow": "ignore", **kwargs}
        super().print(*args, **{"crop": False, **kwargs})

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(errno.EPIPE, "")


class Sentences(Data):
    """For people. What nobody can read any more does not end the work."""

    def print(self, *args: Any, **kwargs: Any) -> None:
        with suppress(OSError):
            super().print(*args, **kwargs)


def broken_lines(text: Text, width: int) -> Iterator[Text]:
    """Between words; further lines of a paragraph begin below its first word."""
    for paragraph in text.split("\n", allow_blank=True):
        indent = _INDENT.match(paragraph.plain)
        hanging = Text(" " * len(indent[0]) if indent else "")
        tied = _command().sub(lambda one: one[0].replace(" ", _TIE), paragraph.plain)
        for place, line in enumerate(paragraph.divide(_breaks(tied, width, len(hanging)))):
            if place:
                line = hanging.copy().append_text(line)  # noqa: PLW2901 - the same line, indented
            yield line


def _breaks(tied: str, width: int, hanging: int) -> list[int]:
    """Where a new line begins."""
    breaks, used = [], 0
    for word in _WORD.finditer(tied):
        needed = cell_len(word[0].rstrip())
        if used and word.start() and used + needed > width:
            breaks.append(word.start())
            used = hanging
        used += cell_len(word[0])
    return breaks


def stdout() -> Console:
    return Data(highlight=False, emoji=False)


def stderr() -> Console:
    return Sentences(stderr=True, highlight=False, emoji=False)
