"""Coroutines that run beside others, and what is left of them when they fail."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

from shared.errors import AlurIzinError


@asynccontextmanager
async def selama(*latar: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """These run beside the body and are cancelled at its end; one that fails ends the body."""
    async with asyncio.TaskGroup() as bersama:
        tugas = [bersama.create_task(satu) for satu in latar]
        try:
            yield
        finally:
            for satu in tugas:
                satu.cancel()


def daun(kelompok: BaseExceptionGroup[AlurIzinError]) -> list[AlurIzinError]:
    hasil: list[AlurIzinError] = []
    for galat in kelompok.exceptions:
        hasil += daun(galat) if isinstance(galat, BaseExceptionGroup) else [galat]
    return hasil


# SIGTERM takes the same orderly way out of a demo as Ctrl-C.
T = TypeVar("T")


@contextmanager
def terminate_like_ctrl_c() -> Iterator[None]:
    """SIGTERM raises `KeyboardInterrupt`."""
    with _on_terminate(_interrupt):
        yield


def run_until_asked(kerja: Coroutine[Any, Any, T]) -> T:
    """As `asyncio.run`. SIGTERM cancels the work, whether or not Ctrl-C is ignored (as it is for
    what a script starts in the background), and then raises `KeyboardInterrupt`. Raised at once,
    wherever the loop just was, it would be lost in a callback, or leave the loop half done."""
    diminta = False

    async def utama() -> T:
        loop, tugas = asyncio.get_running_loop(), asyncio.current_task()
        assert tugas is not None  # noqa: S101 - for the type: `run` made one

        def hentikan() -> None:
            nonlocal diminta
            diminta = True
            loop.call_soon_threadsafe(tugas.cancel)

        with _on_terminate(hentikan):
            return await kerja

    try:
        return asyncio.run(utama())
    except asyncio.CancelledError:
        if diminta:
            raise KeyboardInterrupt from None
        raise


@contextmanager
def _on_terminate(act: Callable[[], None]) -> Iterator[None]:
    lama = signal.signal(signal.SIGTERM, lambda *_: act())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, lama)


def _interrupt() -> None:
    raise KeyboardInterrupt
