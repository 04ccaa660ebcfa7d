"""A function of one file, called in a process of its own: with bounded memory, processor and time,
and with nothing of our environment. For whatever reads files that strangers made: one of ten MiB
can be written so that it takes a gigabyte and half a minute, or takes the reader over.

The process begins as this module, sets the limits, and only then loads what it is to run. Python
runs isolated (`-I`): no variable and no folder of ours decides what is loaded.
"""

import importlib
import mmap
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import IO, NamedTuple


class Limits(NamedTuple):
    """`memory_bytes`: of addresses, beside `copies` of the file; Python and a library take 150 MiB.
    `cpu_seconds`: of a processor, loading included. `wait_seconds`: by the clock on the wall."""

    memory_bytes: int
    cpu_seconds: int
    wait_seconds: float
    copies: int = 2


class FailedApart(Exception):
    """It failed of itself, or took more than it may: the file is to blame."""


_COMMAND = (sys.executable, "-I", "-m", __name__)
_FROM_OUTSIDE = frozenset({-signal.SIGTERM, -signal.SIGKILL, -signal.SIGINT, -signal.SIGHUP})


def run_apart(
    function: Callable[..., bytes], file: IO[bytes], limits: Limits, *words: str
) -> bytes:
    """`function(content, *words)`, with all of `file`, which is on disk. The function stands in a
    module, under its own name. Blocks; to be called beside an event loop.

    Raises `FailedApart`, and `ChildProcessError` when somebody ended the process or the machine
    took too long over it: that says nothing of the file."""
    what = (function.__module__, function.__qualname__)
    bounds = (limits.memory_bytes, limits.copies, limits.cpu_seconds)
    file.seek(0)
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter and module
            [*_COMMAND, *what, *map(str, bounds), *words],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            start_new_session=True,
            check=False,
            timeout=limits.wait_seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise ChildProcessError(f"{'.'.join(what)}: no end after {error.timeout} s") from None
    if ended.returncode in _FROM_OUTSIDE:
        raise ChildProcessError(f"{'.'.join(what)} was ended from outside ({ended.returncode})")
    if ended.returncode:
        raise FailedApart(f"{'.'.join(what)} ended with {ended.returncode}")
    return ended.stdout


def main(
    module: str, name: str, memory_bytes: str, copies: str, cpu_seconds: str, *words: str
) -> None:
    with mmap.mmap(sys.stdin.fileno(), 0, access=mmap.ACCESS_READ) as content:
        memory = int(memory_bytes) + int(copies) * len(content)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (int(cpu_seconds), int(cpu_seconds) + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what a stranger sent stays in memory
        function = getattr(importlib.import_module(module), name)
        sys.stdout.buffer.write(function(content, *words))


if __name__ == "__main__":
    main(*sys.argv[1:])
