"""The campaign's end of the forge: asks it for processes, and hears of their end."""

import asyncio
import itertools
import json
import os
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

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

    async def spawn(self, words: Sequence[str], log: Path) -> Child:
        """`izin` with these words, with what it says in `log`."""

        assert self._forge is not None and self._forge.stdin is not None  # noqa: S101 - started
        number = next(self._numbers)
        asked: asyncio.Future[Child] = asyncio.get_running_loop().create_future()
        self._asked[number] = asked
        wanted = {"nomor": number, "kata": words, "log": str(log), "cabut": self._removed}
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
