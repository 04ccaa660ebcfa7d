"""Rich as commands use it."""

import errno
from contextlib import suppress
from typing import Any

from rich.console import Console


class Data(Console):
    """A reader that has gone away ends the command where its end is told, not here."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(errno.EPIPE, "")


class Sentences(Console):
    """For people. Lines break between words and nowhere else: a path that is cut in two cannot be
    copied. What nobody can read any more does not end the work."""

    def print(self, *args: Any, **kwargs: Any) -> None:
        with suppress(OSError):
            super().print(*args, **{"overflow": "ignore", "crop": False, **kwargs})

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(errno.EPIPE, "")


def stdout() -> Console:
    return Data(highlight=False, emoji=False)


def stderr() -> Console:
    return Sentences(stderr=True, highlight=False, emoji=False)
