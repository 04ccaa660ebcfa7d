"""SIGTERM ends the work of an event loop in order, wherever the loop just is."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from izin.demo.background import run_until_asked, terminate_like_ctrl_c

BATAS_DETIK = 5.0


@pytest.fixture(params=[signal.SIG_IGN, signal.default_int_handler], ids=["ignored", "heard"])
def ctrl_c(request: pytest.FixtureRequest) -> Iterator[None]:
    lama = signal.signal(signal.SIGINT, request.param)
    yield
    signal.signal(signal.SIGINT, lama)


def minta_berhenti() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.usefixtures("ctrl_c")
def test_what_was_begun_is_put_away_before_it_ends() -> None:
    selesai: list[str] = []

    async def kerja() -> None:
        try:
            asyncio.get_running_loop().call_later(0.01, minta_berhenti)
            await asyncio.sleep(BATAS_DETIK)
        finally:
            await asyncio.sleep(0.01)
            selesai.append("dirapikan")

    lama = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt):
        run_until_asked(kerja())
    assert selesai == ["dirapikan"]
    assert signal.getsignal(signal.SIGTERM) is lama


@pytest.mark.usefixtures("ctrl_c")
def test_a_place_that_swallows_everything_does_not_swallow_it() -> None:
    async def kerja() -> None:
        with suppress(BaseException):
            minta_berhenti()
        await asyncio.sleep(BATAS_DETIK)

    with pytest.raises(KeyboardInterrupt):
        run_until_asked(kerja())


@pytest.mark.usefixtures("ctrl_c")
def test_what_ends_by_itself_gives_its_result() -> None:
    async def kerja() -> int:
        await asyncio.sleep(0)
        return 7

    assert run_until_asked(kerja()) == 7


def test_work_that_is_cancelled_by_itself_was_not_asked_to_stop() -> None:
    async def kerja() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        run_until_asked(kerja())


def test_outside_of_a_loop_it_is_raised_at_once() -> None:
    with pytest.raises(KeyboardInterrupt), terminate_like_ctrl_c():
        minta_berhenti()
