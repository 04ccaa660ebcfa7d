"""The cast: real worker processes, started again whenever one of them ends."""

import asyncio
import itertools
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from chaos.casting import Part
from chaos.figures import Figures

START_SECONDS = 120.0


class Child:
    """One process that came from the forge."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @property
    def alive(self) -> bool:
        return not self._ended.done()

    def ended(self, code: int) -> None:
        self._ended.set_result(code)

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)

    def send(self, number: int) -> None:
        """To a process that has not been waited for: its pid cannot be another's."""
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


class Smith:
    """The campaign's end of the forge: asks it for processes, and hears of their end."""

    def __init__(self, env: Mapping[str, str], removed: str | None) -> None:
        self._env, self._removed = env, removed
        self._numbers = itertools.count(1)
        self._asked: dict[int, asyncio.Future[Child]] = {}
        self._children: dict[int, Child] = {}
        self._forge: Process | None = None
        self._hearing: asyncio.Task[None] | None = None

    async def start(self) -> None:
        words = [sys.executable, "-m", "chaos.forge", str(os.getpid())]
        self._forge = await create_subprocess_exec(
            *words, env=self._env, stdin=PIPE, stdout=PIPE, start_new_session=True
        )
        self._hearing = asyncio.create_task(self._hear(self._forge))

    async def spawn(
        self, words: Sequence[str], log: Path, env: Iterable[tuple[str, str]] = ()
    ) -> Child:
        """`izin` with these words, with what it says in `log`; `env` over everybody's."""

        assert self._forge is not None and self._forge.stdin is not None  # noqa: S101 - started
        number = next(self._numbers)
        asked: asyncio.Future[Child] = asyncio.get_running_loop().create_future()
        self._asked[number] = asked
        wanted = {"nomor": number, "kata": words, "log": str(log), "cabut": self._removed}
        wanted["env"] = {**self._env, **dict(env)}
        self._forge.stdin.write(f"{json.dumps(wanted)}\n".encode())
        async with asyncio.timeout(START_SECONDS):
            return await asked

    async def close(self) -> None:
        """The forge and every process that came from it."""
        if self._forge is not None and self._forge.stdin is not None:
            self._forge.stdin.close()
            await self._forge.wait()
        if self._hearing is not None:
            await self._hearing

    async def _hear(self, forge: Process) -> None:
        assert forge.stdout is not None  # noqa: S101 - opened as a pipe above
        while line := await forge.stdout.readline():
            self._note(json.loads(line))

    def _note(self, said: dict[str, Any]) -> None:
        pid = said["pid"]
        if "nomor" in said:
            child = self._children[pid] = Child(pid)
            self._asked.pop(said["nomor"]).set_result(child)
        else:
            self._children.pop(pid).ended(said["kode"])


READY = b'"siap"'
RESTART_SECONDS = 0.3
STOP_SECONDS = 30.0
SERVERS_AWAY = 5
"""The exit code for it, as `izin --help` documents it."""

READY_SECONDS = 120.0


class Actor:
    """One process, under a supervisor of its own. What it says is in `log`."""

    def __init__(self, part: Part, name: str, smith: Smith, folder: Path) -> None:
        self.part, self.name = part, name
        self._smith = smith
        self.log = folder / f"{name}.log"
        self.log.unlink(missing_ok=True)
        self._child: Child | None = None
        self._wanted = asyncio.Event()
        self._killed = False
        self.stopping = False

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.alive

    @property
    def ready(self) -> bool:
        """Each of its roles has said so."""
        return self.log.exists() and set(self.part.roles) <= ready_in(self.log.read_bytes())

    async def keep(self, figures: Figures) -> None:
        """Until it is stopped."""
        self._wanted.set()
        while True:
            await self._wanted.wait()
            if self.stopping:
                return
            self._killed = False
            words = ("jalankan", self.part.process)
            child = self._child = await self._smith.spawn(words, self.log, self.part.env)
            code = await child.wait()
            if self.stopping:
                return
            if not self._killed:
                self._ended_unasked(code, figures)
            figures.restarts[self.part.title] += 1
            await asyncio.sleep(RESTART_SECONDS)

    def _ended_unasked(self, code: int, figures: Figures) -> None:
        """Servers that stayed away, or went away in the middle of the start, are the one reason
        that is foreseen: the process says so, and is started again."""
        figures.note(f"{self.name} berakhir sendiri dengan kode {code}")
        if code == SERVERS_AWAY:
            figures.gave_up[self.part.title] += 1
        else:
            figures.ended_by_themselves.append(f"{self.name} berakhir dengan kode {code}")

    def kill(self) -> None:
        self._killed = True
        self._send(signal.SIGKILL)

    def hold(self) -> None:
        """Killed, and not started again until `release`."""
        self._wanted.clear()
        self.kill()

    def release(self) -> None:
        self._wanted.set()

    def pause(self) -> None:
        self._send(signal.SIGSTOP)

    def resume(self) -> None:
        self._send(signal.SIGCONT)

    async def stop(self) -> int | None:
        """In good order. The exit code; None when it had to be killed."""
        self.stopping = True
        self._wanted.set()
        self.resume()
        self._send(signal.SIGTERM)
        if self._child is None:
            return 0
        try:
            async with asyncio.timeout(STOP_SECONDS):
                return await self._child.wait()
        except TimeoutError:
            self.kill()
            await self._child.wait()
            return None

    def _send(self, number: signal.Signals) -> None:
        if self._child is not None:
            self._child.send(number)


def ready_in(log: bytes) -> set[str]:
    """The roles, and services, that say in a log of JSON lines that they are ready. What is being
    written at this moment is not read."""
    whole = log.split(b"\n")[:-1]
    said = (json.loads(line) for line in whole if line.startswith(b"{") and READY in line)
    return {str(one.get("pelaksana") or one.get("layanan")) for one in said}


class Troupe:
    def __init__(self, figures: Figures, smith: Smith) -> None:
        self._figures, self.smith = figures, smith
        self.actors: list[Actor] = []
        self._keeping: list[asyncio.Task[None]] = []

    async def start(self, parts: Iterable[Part], folder: Path) -> None:
        """A part that is named twice gets two processes."""
        await self.smith.start()
        for part in parts:
            number = sum(one.part == part for one in self.actors) + 1
            self.actors.append(Actor(part, f"{part.title}-{number}", self.smith, folder))
            self._keeping.append(asyncio.create_task(self.actors[-1].keep(self._figures)))

    async def ready(self) -> None:
        async with asyncio.timeout(READY_SECONDS):
            for actor in self.actors:
                while not actor.ready:  # noqa: ASYNC110 - a file tells nobody
                    await asyncio.sleep(0.2)

    def of(self, role: str) -> list[Actor]:
        """Whoever serves it, beside others or alone."""
        return [one for one in self.actors if role in one.part.roles]

    def release_all(self) -> None:
        for actor in self.actors:
            actor.resume()
            actor.release()

    async def stop(self) -> None:
        codes = await asyncio.gather(*(actor.stop() for actor in self.actors))
        await asyncio.gather(*self._keeping)
        for actor, code in zip(self.actors, codes, strict=True):
            if code != 0:
                end = "tidak berhenti ketika diminta" if code is None else f"berhenti dengan {code}"
                self._figures.ended_by_themselves.append(f"{actor.name} {end}")

    async def close(self) -> None:
        """Whatever still runs is killed, for good."""
        for actor in self.actors:
            actor.stopping = True
        for task in self._keeping:
            task.cancel()
        await self.smith.close()
