"""The two streams of a command: data on stdout, everything for people on stderr.

Rich is loaded by the first word that is shown: a worker, which has a log, does without.
"""

import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


HIDDEN = "\N{REPLACEMENT CHARACTER}"


def stdout() -> "Console":
    from izin.cli import consoles  # noqa: PLC0415

    return consoles.stdout()


def stderr() -> "Console":
    from izin.cli import consoles  # noqa: PLC0415

    return consoles.stderr()


def safe(text: str) -> str:
    """Text that somebody else wrote, fit for a terminal: a form must not be able to move the
    officer's cursor or hide a word."""
    return "".join(c if c.isprintable() or c == "\n" else HIDDEN for c in text)


def plain(text: str, style: str = "") -> "Text":
    """Such text for a Rich table: markup in it is shown as text."""
    from rich.text import Text  # noqa: PLC0415

    return Text(safe(text), style=style)


def print_json(data: Mapping[str, Any] | Sequence[Any]) -> None:
    """The only thing on stdout when a command is asked for JSON."""
    write_data(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def write_data(text: str) -> None:
    """For programs: UTF-8 whatever the terminal's encoding is, so that nothing is replaced. Half a
    character becomes its escape, which JSON knows."""
    sys.stdout.flush()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)


def tell(text: str) -> None:
    """For processes that stay: a terminal that was closed must not keep them from ending."""
    with suppress(OSError):
        stderr().print(plain(text))


@contextmanager
def working(what: str) -> Iterator[None]:
    """A spinner while something takes its time; silent outside a terminal."""
    console = stderr()
    if not console.is_terminal:
        yield
        return
    with console.status(f"{what} …"):
        yield


# The part of an applicant that is shown unless all of it was asked for.
SHOWN = 3
MASKED = ("nik", "telepon")


def mask(value: str) -> str:
    """The last digits are enough to compare with a card in the hand."""
    return "*" * max(len(value) - SHOWN, 0) + value[-SHOWN:]


def masked(value: Any) -> Any:
    """Any JSON with these fields masked, wherever they are, and where a Perubahan tells of them."""
    if isinstance(value, Mapping):
        told = str(value.get("bidang", "")).rpartition(".")[2] in MASKED
        hidden = (*MASKED, "semula", "menjadi") if told else MASKED
        return {
            name: mask(str(one)) if name in hidden and isinstance(one, str | int) else masked(one)
            for name, one in value.items()
        }
    return [masked(one) for one in value] if isinstance(value, list) else value
