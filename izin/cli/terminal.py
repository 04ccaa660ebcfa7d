"""Questions at the terminal that leave the event loop running: a broker whose heartbeats are not
answered while an officer reads takes the task away."""

import asyncio
import codecs
import os
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console

from izin.cli.errors import BadInput
from izin.cli.output import plain
from shared.contracts.spelling import berisi

CHUNK_BYTES = 65536


class EndOfInput(Exception):
    """Nobody answers any more."""


class Cancelled(Exception):
    """The officer goes back to the choices."""


class Terminal:
    """Questions go to stderr, where the spinner is too: stdout is for data."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._pending = b""

    async def ask(self, question: str) -> str:
        """One line without the spaces around it. Raises `EndOfInput`, and `BadInput` for a script's
        line that is no text: nothing may be missing from a reason that an applicant reads."""
        self.console.print(plain(f"{question} ", style="bold"), end="")
        return (await self._line()).strip()

    async def ask_filled(self, question: str) -> str:
        """The same, until something is written that can be seen."""
        while not berisi(answer := await self.ask(question)):
            self.console.print("  Belum diisi.", style="yellow")
        return answer

    async def ask_unseen(self, question: str) -> str:
        """One line as it is, of which the terminal shows nothing. Raises as `ask`."""
        with _echo_off():
            self.console.print(plain(f"{question} ", style="bold"), end="")
            try:
                return (await self._line()).rstrip("\r")
            finally:
                self.console.print()

    async def choose(self, question: str, words: Sequence[str]) -> str:
        """One of the words, or a beginning that only one of them has."""
        while True:
            answer = (await self.ask(f"{question} [{'/'.join(words)}]")).lower()
            meant = [word for word in words if answer and word.startswith(answer)]
            if answer in words or len(meant) == 1:
                return answer if answer in words else meant[0]
            self.console.print(f"  Tulis salah satu: {', '.join(words)}", style="yellow")

    async def _line(self) -> str:
        while True:
            line = await self._bytes()
            try:
                return line.decode(_encoding())
            except UnicodeDecodeError as error:
                said = f"Jawaban itu bukan UTF-8 (byte ke-{error.start + 1})"
                if not sys.stdin.isatty():
                    raise BadInput(said, remedy="Kirim jawabannya sebagai UTF-8") from error
                self.console.print(f"  {said}; tulis lagi: ", style="yellow", end="")

    async def _bytes(self) -> bytes:
        while b"\n" not in self._pending:
            chunk = await _readable_chunk()
            if not chunk:
                self.console.print()
                raise EndOfInput
            self._pending += chunk
        line, _, self._pending = self._pending.partition(b"\n")
        return line


@contextmanager
def _echo_off() -> Iterator[None]:
    """Before the question is shown: what is typed at once is not seen either."""
    if not sys.stdin.isatty():
        yield
        return
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    silent = [*before]
    silent[3] &= ~termios.ECHO  # the local modes
    termios.tcsetattr(descriptor, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _encoding() -> str:
    """Of what is typed. ASCII is what Python supposes where nobody said anything."""
    named = (sys.stdin.encoding or "ascii").lower()
    return "utf-8" if codecs.lookup(named).name == "ascii" else named


async def _readable_chunk() -> bytes:
    """Empty at the end of the input."""
    try:
        descriptor = sys.stdin.fileno()
    except (OSError, ValueError):
        return sys.stdin.readline().encode(_encoding(), "surrogateescape")
    await _ready(descriptor)
    return os.read(descriptor, CHUNK_BYTES)


async def _ready(descriptor: int) -> None:
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    try:
        loop.add_reader(descriptor, ready.set)
    except PermissionError:
        return  # a plain file cannot be watched, and never makes anyone wait
    try:
        await ready.wait()
    finally:
        loop.remove_reader(descriptor)
