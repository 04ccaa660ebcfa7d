"""One child process a pelaksana, and one for the watchdog: started, restarted when they crash,
stopped together."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shared.started import READY, VARIABLE

Tell = Callable[[str], None]

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass(frozen=True)
class Timing:
    """Seconds. A child that lived for `healthy` starts again with the first pause."""

    first_pause: float = 0.5
    longest_pause: float = 30.0
    healthy: float = 60.0
    grace: float = 15.0


@dataclass(frozen=True)
class Plan:
    """`permanent` are exit codes that no restart can cure: the first one ends everything. `log`: a
    folder for what each process says; None: on our own terminal."""

    pelaksana: Sequence[str]
    env: Mapping[str, str]
    permanent: frozenset[int]
    timing: Timing = Timing()
    log: Path | None = None


def command(pelaksana: str) -> list[str]:
    """The child ties itself to our pid: it must not outlive us."""
    return [sys.executable, "-m", "izin", "jalankan", pelaksana, "--induk", str(os.getpid())]


class Supervisor:
    """`ready` is called once: when all children are at work for the first time."""

    def __init__(self, plan: Plan, tell: Tell, ready: Callable[[], None] = lambda: None) -> None:
        self._plan = plan
        self._tell = tell
        self._ready = ready
        self._at_work: set[str] | None = set()
        self._stopping = asyncio.Event()
        self._children: dict[str, asyncio.subprocess.Process] = {}
        self._exit_code = 0

    async def run(self) -> int:
        """Until a stop signal, or a child's permanent failure; then no child is left. Returns 0,
        or that child's exit code."""
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, self._on_signal)
        try:
            async with asyncio.TaskGroup() as tasks:
                for pelaksana in self._plan.pelaksana:
                    tasks.create_task(self._keep(pelaksana))
        finally:
            self._signal_children(signal.SIGKILL)
            for number in STOP_SIGNALS:
                loop.remove_signal_handler(number)
        return self._exit_code

    def _on_signal(self) -> None:
        """The second one does not wait any longer."""
        if self._stopping.is_set():
            self._signal_children(signal.SIGKILL)
            return
        self.stop()
        self._tell("Menghentikan semuanya …")

    def stop(self) -> None:
        self._stopping.set()

    def _signal_children(self, number: signal.Signals) -> None:
        for child in self._children.values():
            if child.returncode is None:
                child.send_signal(number)

    async def _keep(self, pelaksana: str) -> None:
        timing, pause = self._plan.timing, self._plan.timing.first_pause
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._one_life(pelaksana)
            if self._stopping.is_set():
                return
            if code in self._plan.permanent:
                self._give_up(pelaksana, code)
                return
            if time.monotonic() - began >= timing.healthy:
                pause = timing.first_pause
            self._tell(f"{pelaksana} {_ending(code)}; dijalankan lagi dalam {pause:g} detik")
            await self._sleep(pause)
            pause = min(pause * 2, timing.longest_pause)

    def _give_up(self, pelaksana: str, code: int) -> None:
        self._exit_code = code
        self.stop()
        self._tell(f"{pelaksana} tidak dapat dijalankan (kode {code}); semuanya dihentikan")

    async def _one_life(self, pelaksana: str) -> int:
        """In a session of its own: Ctrl-C reaches us, and we ask each child once."""
        with self._listening(pelaksana) as address, self._said(pelaksana) as said:
            child = await asyncio.create_subprocess_exec(
                *command(pelaksana),
                env={**self._plan.env, VARIABLE: address},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
            self._children[pelaksana] = child
            ended = asyncio.create_task(child.wait())
            stopping = asyncio.create_task(self._stopping.wait())
            await asyncio.wait((ended, stopping), return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            if not ended.done():
                await self._end(child, ended)
            return await ended

    @contextmanager
    def _said(self, pelaksana: str) -> Iterator[IO[bytes] | None]:
        """Where a child of this name says what it has to say."""
        if self._plan.log is None:
            yield None
            return
        with (self._plan.log / f"{pelaksana}.log").open("ab") as log:
            yield log

    @contextmanager
    def _listening(self, pelaksana: str) -> Iterator[str]:
        """An address that a child of this name writes to, see `shared.started`."""
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
            receiver.setblocking(False)
            receiver.bind("")  # Linux draws an abstract name that nobody has
            loop.add_reader(receiver, self._on_notice, pelaksana, receiver)
            try:
                yield f"@{receiver.getsockname()[1:].decode()}"
            finally:
                loop.remove_reader(receiver)
                if self._at_work is not None:
                    self._at_work.discard(pelaksana)

    def _on_notice(self, pelaksana: str, receiver: socket.socket) -> None:
        if READY not in receiver.recv(4096) or self._at_work is None:
            return
        self._at_work.add(pelaksana)
        if self._at_work >= set(self._plan.pelaksana):
            self._at_work = None
            self._ready()

    async def _end(self, child: asyncio.subprocess.Process, ended: asyncio.Task[int]) -> None:
        child.terminate()
        done, _ = await asyncio.wait((ended,), timeout=self._plan.timing.grace)
        if not done:
            child.kill()

    async def _sleep(self, seconds: float) -> None:
        await asyncio.wait((asyncio.create_task(self._stopping.wait()),), timeout=seconds)


def _ending(code: int) -> str:
    if code < 0:
        return f"terhenti oleh sinyal {signal.Signals(-code).name}"
    return f"berakhir dengan kode {code}"
