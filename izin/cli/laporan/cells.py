"""What stands in one cell of a table, and how text that somebody else wrote is made harmless."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Literal

from izin.cli.output import HIDDEN

Kind = Literal["text", "count", "minutes", "days", "percent", "instant", "yes_no"]
Value = str | int | float | datetime | None

FORMULA = frozenset("=+-@＝＋－＠")
"""A spreadsheet takes a text that begins with one of these for a formula."""


@dataclass(frozen=True)
class Column:
    """`key` is its name for programs, `title` for people; `of` takes the value out of a row."""

    key: str
    title: str
    kind: Kind
    of: Callable[[Any], Any]


def column(key: str, title: str, kind: Kind = "text", path: str = "") -> Column:
    """`path` where it is another than the key: names parted by dots."""
    return Column(key, title, kind, attrgetter(path or key))


def one_line(text: str) -> str:
    """Without line breaks, and with every control character in plain sight."""
    return "".join(c if c.isprintable() else HIDDEN for c in " ".join(text.split()))


def like_a_formula(text: str) -> bool:
    return text.lstrip()[:1] in FORMULA and bool(text.strip())
