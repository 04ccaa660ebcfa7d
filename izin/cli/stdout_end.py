"""The end of a command's output: it arrived, or the command says that it did not.

Python flushes stdout only after the program's last word, and has nothing better than a traceback
then.
"""

import errno
import os
import select
import sys
from contextlib import suppress
from pathlib import Path

from shared.whole_file import is_full, sebab


class StdoutTerputus(Exception):
    """Whoever read it has read enough (`| head`)."""


class StdoutTidakTertulis(Exception):
    """`anjuran`: what to do."""

    def __init__(self, error: OSError) -> None:
        said = sebab(error)
        super().__init__(f"Keluaran tidak dapat ditulis: {said.kalimat}")
        self.anjuran = said.anjuran


def open_stdout() -> None:
    """A shell that closed it (`>&-`) wants no output; there is one to write to all the same."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end


def flush() -> None:
    """Raises `StdoutTerputus` and `StdoutTidakTertulis`; what could not be written is forgotten."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _forget()
        raise _kind(error) from error


def blame(error: OSError) -> None:
    """As `flush`, where the error is stdout's own.

    Files are written by `shared.whole_file`, which has errors of its own: an error of writing that
    names no file comes from stdout. A broken pipe may be a server's, too: the reader of ours is
    asked after.
    """
    ours = _reader_is_gone() if error.errno == errno.EPIPE else _of_writing(error)
    if ours:
        _forget()
        raise _kind(error) from error


def _of_writing(error: OSError) -> bool:
    return error.filename is None and (is_full(error) or error.errno == errno.EIO)


def _reader_is_gone() -> bool:
    with suppress(OSError, ValueError, AttributeError):
        poll = select.poll()
        poll.register(sys.stdout.fileno(), select.POLLOUT)
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))
    return False


def _kind(error: OSError) -> Exception:
    gone = isinstance(error, ConnectionError)
    return StdoutTerputus() if gone else StdoutTidakTertulis(error)


def _forget() -> None:
    """Whoever flushes after us, the interpreter itself too, finds an open end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        sys.stdout.flush()
