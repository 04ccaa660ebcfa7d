"""Runs of pytest as forks of a process that has loaded what the project is built on, and nothing of
the project itself: of a short run most would be spent with importing that."""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

LOADED = (
    "aio_pika",
    "faststream.rabbit",
    "httpx",
    "motor.motor_asyncio",
    "prometheus_client",
    "pydantic_settings",
    "pymongo",
    "pytest",
    "rich",
    "structlog",
    "tenacity",
    "typer",
    "uvloop",
)
"""No plugin of pytest: it wants to load these itself."""

_FORGE = multiprocessing.get_context("forkserver")
_FORGE.set_forkserver_preload(list(LOADED))


async def run_pytest(
    place: Path, arguments: Sequence[str], env: Mapping[str, str], output: Path, limit: float
) -> int | None:
    """pytest's exit code in the tree at `place`; None when it took longer than `limit` seconds,
    and was killed with all that it had started."""
    process = _FORGE.Process(target=_run, args=(place, arguments, env, output))
    process.start()
    try:
        await asyncio.to_thread(process.join, limit)
        return process.exitcode
    finally:
        if process.is_alive() and process.pid is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.join()


def _run(place: Path, arguments: Sequence[str], env: Mapping[str, str], output: Path) -> None:
    """In the fork. Of the project nothing is loaded but this, and that is loaded anew."""
    os.setsid()
    with output.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(place)
    sys.path[:] = [str(place), *filter(_foreign, sys.path)]
    for name in [name for name in sys.modules if name.partition(".")[0] == "scripts"]:
        del sys.modules[name]
    import pytest  # noqa: PLC0415 - loaded already, and not needed by whoever starts this

    sys.exit(pytest.main([*arguments]))


def _foreign(path: str) -> bool:
    """The standard library and what is installed, of which the project itself is no part."""
    return any(path.startswith(prefix) for prefix in (sys.prefix, sys.base_prefix))
