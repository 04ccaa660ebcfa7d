"""Work that goes on beside its page: a browser that leaves does not stop it, and who asks again
meanwhile waits for the same."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from shared.errors import AlurIzinError
from shared.log import get_logger

log = get_logger()


class Berjalan:
    """By the key of what is done; one at a time of each."""

    def __init__(self) -> None:
        self._semua: dict[str, asyncio.Task[Any]] = {}
        self.berhenti = False
        """The process is about to end: nothing further is begun within a piece of work."""
        self.tunggu_detik = 5.0

    def mulai(self, kunci: str, kerja: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """The one that runs, if one does."""
        if (ada := self._semua.get(kunci)) is not None:
            kerja.close()
            return ada
        tugas = self._semua[kunci] = asyncio.create_task(kerja)
        tugas.add_done_callback(lambda selesai: self._selesai(kunci, selesai))
        return tugas

    async def sekali(self, kunci: str, kerja: Coroutine[Any, Any, Any]) -> Any:
        """Its result."""
        return await asyncio.shield(self.mulai(kunci, kerja))

    def _selesai(self, kunci: str, tugas: asyncio.Task[Any]) -> None:
        """What is foreseen is told on a page; the rest is a defect, also when nobody waits."""
        self._semua.pop(kunci, None)
        galat = None if tugas.cancelled() else tugas.exception()
        if galat is not None and not isinstance(galat, AlurIzinError):
            log.error("unforeseen", exc_info=galat)

    async def selesai(self) -> None:
        """Once nothing goes on any more."""
        while self._semua:
            await asyncio.wait(list(self._semua.values()))

    async def start(self) -> None: ...

    async def stop(self) -> None:
        """What is under way may finish; after a while it is given up, and found by its traces."""
        self.berhenti = True
        semua = list(self._semua.values())
        if semua:
            await asyncio.wait(semua, timeout=self.tunggu_detik)
        for tugas in semua:
            tugas.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*semua, return_exceptions=True)
