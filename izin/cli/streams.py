"""Text in and out of a command whatever the machine's encodings and the width of its terminal: what
an output cannot show is replaced where it can be seen, what comes in as no UTF-8 is refused."""

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Mapping, MutableMapping, Sequence

from izin.cli.errors import BadInput

NARROWEST, WIDEST = 60, 1000
"""Columns. For less than the first nothing is laid out; the terminal breaks those lines."""

_HANDLER = "alurizin-terlihat"
_PLAIN = str.maketrans(
    {
        "…": "...",
        "→": "->",
        "←": "<-",
        "·": "-",
        "•": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "✓": "v",
        "✗": "x",
        "×": "x",
        "≥": ">=",
        "≤": "<=",
        "─": "-",
        "━": "-",
        "═": "=",
        "│": "|",
        "┃": "|",
    }
)


def prepare() -> None:
    """Once, before a command begins."""
    codecs.register_error(_HANDLER, _replaced)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)
    usable_width(os.environ)
    if "COLUMNS" not in os.environ and 0 < _terminal_width() < NARROWEST:
        os.environ["COLUMNS"] = str(NARROWEST)


def _terminal_width() -> int:
    """0 where there is none."""
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
    except (OSError, ValueError):
        return 0


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """For an output that has no such character: its plain form, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    plain = letter.translate(_PLAIN)
    if not plain.isascii() and "BOX DRAWINGS" in unicodedata.name(letter, ""):
        return "+"
    return plain if plain.isascii() else "?"


def usable_width(env: MutableMapping[str, str]) -> None:
    """What Rich would take at its word: no columns at all, more than there is memory for, a
    superscript."""
    for name in ("COLUMNS", "LINES"):
        if (value := env.get(name)) is None:
            continue
        if not (value.isascii() and value.isdecimal()) or not int(value):
            del env[name]
        elif name == "COLUMNS":
            env[name] = str(min(max(int(value), NARROWEST), WIDEST))


OURS = ("IZIN_", "RABBITMQ_URL", "MONGODB_URL")


def refuse_undecodable(arguments: Sequence[str], env: Mapping[str, str]) -> None:
    """Raises `BadInput` for an argument or a variable of ours that is no UTF-8: as a name it would
    travel on, and every reader of it would read something else. Values of variables may be
    passwords, and are not repeated."""
    for place, argument in enumerate(arguments, start=1):
        if not decodable(argument):
            raise BadInput(
                f"Argumen ke-{place} bukan UTF-8: {shown(argument)}",
                remedy="Bila itu nama berkas atau folder, ganti dahulu namanya, lalu ulangi",
            )
    for name, value in env.items():
        if name.startswith(OURS) and not decodable(value):
            raise BadInput(
                f"Isi variabel lingkungan {name} bukan UTF-8", remedy="Isi lagi sebagai UTF-8"
            )


def decodable(text: str) -> bool:
    """Whether it is text: Python keeps undecodable bytes as half characters."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def shown(text: str) -> str:
    """With a question mark for every byte that cannot be shown."""
    return "".join(letter if decodable(letter) else "?" for letter in text)
