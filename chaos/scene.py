"""What an injection works on."""

import asyncio
import signal
from collections.abc import Coroutine
from dataclasses import dataclass, field

from chaos.office import Office
from chaos.site import Breakdowns, Site
from chaos.stage import Stage
from chaos.troupe import Troupe

COMMAND_SECONDS = 180.0


class CommandFailed(Exception):
    """A command of the product that an operator would run did not succeed."""


@dataclass
class Scene:
    stage: Stage
    site: Site
    troupe: Troupe
    office: Office
    breakdowns: Breakdowns
    _background: set[asyncio.Task[None]] = field(default_factory=set)

    def beside(self, job: Coroutine[None, None, None]) -> None:
        """Goes on while other things happen; `rest` waits for all of it."""
        task = asyncio.create_task(job)
        self._background.add(task)

    async def rest(self) -> None:
        await asyncio.gather(*self._background)
        self._background.clear()

    async def izin(self, *words: str) -> str:
        """Runs the command line as an operator would. Raises `CommandFailed`."""
        log = self.stage.options.folder / f"izin-{words[0]}.log"
        log.unlink(missing_ok=True)
        child = await self.troupe.smith.spawn(words, log)
        try:
            async with asyncio.timeout(COMMAND_SECONDS):
                code = await child.wait()
        except TimeoutError:
            child.send(signal.SIGKILL)
            raise CommandFailed(f"izin {' '.join(words)}: tidak selesai") from None
        text = log.read_text(errors="replace")
        if code != 0:
            raise CommandFailed(f"izin {' '.join(words)}: kode {code}\n{text[-2000:]}")
        return text
