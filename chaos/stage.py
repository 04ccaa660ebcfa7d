"""What everybody in the campaign shares: the clock, the files, the notes, and the dice."""

import asyncio
import random
import time
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import aio_pika

from chaos.checker.notes import Notes, Sent
from chaos.figures import Figures
from izin.cli.ajukan_sample import small_pdf
from shared.clock import Clock
from shared.contracts import Dokumen, DokumenBerkode, Jawaban
from shared.errors import StoreTidakTerjangkau
from shared.sop.loader import KatalogSop
from shared.store.mongo_dokumen import GridFsDokumenStore

# The files of the campaign: few, tiny, and the same ones again wherever that is allowed.
LIMIT_BYTES = 1_000_000
AGAIN_SECONDS = 0.3


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


class Papers:
    """`shared_file` uploads a name once; `fresh` each time, however often the store is away."""

    def __init__(self, store: GridFsDokumenStore) -> None:
        self._store = store
        self._known: dict[str, asyncio.Task[Dokumen]] = {}

    async def shared_file(self, name: str) -> Dokumen:
        if name not in self._known:
            self._known[name] = asyncio.create_task(self.fresh(name))
        return await asyncio.shield(self._known[name])

    async def fresh(self, name: str) -> Dokumen:
        while True:
            try:
                content = small_pdf([name])
                return await self._store.put(f"{name}.pdf", _once(content), LIMIT_BYTES)
            except StoreTidakTerjangkau:
                await asyncio.sleep(AGAIN_SECONDS)

    async def coded(self, kode: str, name: str) -> DokumenBerkode:
        return DokumenBerkode(kode=kode, berkas=await self.shared_file(name))


# What a campaign is: how much, which failures, how people behave, and from which seed.
DIRECTORY = Path(".izin/chaos")


@dataclass(frozen=True)
class Manners:
    """Of 100 tasks or submissions, how many are dealt with like this."""

    repeated: int = 8
    """The same decision or submission twice at the same moment, over two connections."""
    contradicted: int = 8
    """Two officers decide the same task differently at the same moment."""
    unanswered: int = 6
    """Nobody waits for an answer, and nobody repeats it."""
    stale: int = 4
    """Decided once more, with a new key, when it is settled."""
    astray: int = 2
    """Sent to another role's queue first, or for a step that is not open."""
    slow: int = 3
    """Lies for a while on the officer's desk."""
    sent_back: int = 9
    """Rejected, or sent back, wherever the SOP lets it be."""
    refused_in: int = 2
    """Submissions that must be refused."""


@dataclass(frozen=True)
class Options:
    """`kinds` of failures: their names with how often of 100 (empty: the usual mixture).
    `removed`: the delivery rule that is taken out of the workers."""

    applications: int = 1000
    failures: int = 200
    seed: int = 1
    minutes: float = 40.0
    kinds: dict[str, int] = field(default_factory=dict)
    manners: Manners = Manners()
    removed: str | None = None
    cluster: bool = False
    at_once: int = 60
    """Applications under way at the same time."""
    pairs: tuple[str, ...] = ("frontoffice", "backoffice", "kabid")
    """Roles with two processes, where each role has its own."""
    joined: int = 0
    """So many processes that serve every role at once; 0: each role has processes of its own."""
    web: int = 0
    """Processes of the desk in a browser, where officers decide on its pages; 0: with tools of
    their own, over the wire."""
    watchdogs: int = 2
    settle_seconds: float = 240.0
    """How long the office has to finish once nothing is killed any more."""
    folder: Path = DIRECTORY
    as_json: Path | None = None


REMEMBERED = 400


class Copy(NamedTuple):
    """A message as it was sent, to be sent again as it is."""

    key: str
    message: aio_pika.Message


@dataclass
class Stage:
    options: Options
    notes: Notes
    figures: Figures
    clock: Clock
    papers: Papers
    katalog: KatalogSop
    rabbitmq_url: str
    copies: deque[Copy] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def lots(self, *what: object) -> random.Random:
        """Dice of this very thing: one seed decides it, in whatever order things come."""
        name = "/".join(str(one) for one in (self.options.seed, *what))
        return random.Random(name)  # noqa: S311 - a repeatable campaign, not a secret

    def heard(self, sent: Sent, confirmed: bool, jawaban: Jawaban | None) -> None:
        if confirmed:
            sent.confirmed_at = time.monotonic()
        if jawaban is None:
            return
        sent.answers[jawaban.kode] += 1
        if not jawaban.diterapkan:
            self.figures.refusals[jawaban.kode] += 1


def chance(lots: random.Random, of_hundred: int) -> bool:
    return lots.random() * 100 < of_hundred
