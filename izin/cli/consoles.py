"""Rich as commands use it."""

from typing import Any

from rich.console import Console


class Sentences(Console):
    """For people. Lines break between words and nowhere else: a path that is cut in two cannot be
    copied."""

    def print(self, *args: Any, **kwargs: Any) -> None:
        super().print(*args, **{"overflow": "ignore", "crop": False, **kwargs})


def stdout() -> Console:
    return Console(highlight=False, emoji=False)


def stderr() -> Console:
    return Sentences(stderr=True, highlight=False, emoji=False)
