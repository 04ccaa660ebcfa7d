"""One campaign from its beginning to its verdict."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import SecretStr

from chaos.casting import parts_of
from chaos.checker.notes import Notes, Violation
from chaos.checker.verdict import Verdict, examine
from chaos.ending import Ending
from chaos.figures import Figures
from chaos.injections import CLUSTER_KINDS, KINDS, WEB_KINDS
from chaos.link import GONE
from chaos.office import Office
from chaos.pace import Pace
from chaos.scene import CommandFailed, Scene
from chaos.site import Breakdowns, Site
from chaos.stage import Options, Papers, Stage
from chaos.store_look import StoreLook
from chaos.surroundings import DATABASE, where_to_look, worker_environment
from chaos.troupe import Smith, Troupe
from chaos.web import WebHouse, furnish, open_house
from izin.registry import discover_desks
from shared.books import read_kalender
from shared.embedded import EmbeddedError
from shared.settings import Settings
from shared.sop.loader import FOLDER_BAWAAN, muat_folder
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.motor_client import connect
from shared.tandatangan.susunan import tulis_uji_coba
from shared.tindakan import Tindakan


# Which failures come, in which order: from the seed alone.
class Planned(NamedTuple):
    """`lots` decides everything about it; `pause` is waited before it, in seconds."""

    number: int
    kind: str
    pause: float
    lots: random.Random


class Progress:
    """How much of the campaign is behind it, by what its failures usually take: so that there are
    always applications under way while something is broken."""

    AHEAD = 0.03

    def __init__(self, options: Options) -> None:
        costs = [KINDS[one.kind].seconds + one.pause for one in plan(options)]
        self._total = sum(costs) or 1.0
        self._done, self._current = 0.0, 0.0
        self._start = self._began = time.monotonic()

    def begin(self, planned: Planned) -> None:
        self._done += self._current
        self._current = KINDS[planned.kind].seconds + planned.pause
        self._began = time.monotonic()

    def end(self) -> None:
        self._done, self._current = self._total, 0.0

    @property
    def part(self) -> float:
        """A machine that is slow is slow all the time: what it has taken so far tells how long
        the rest will take."""
        slowness = max((self._began - self._start) / self._done, 1.0) if self._done else 1.0
        current = min((time.monotonic() - self._began) / slowness, self._current)
        return min((self._done + current) / self._total + self.AHEAD, 1.0)


def shares(options: Options) -> dict[str, int]:
    """How often each kind comes, of all of them."""
    if options.kinds:
        return dict(options.kinds)
    if options.cluster:
        return CLUSTER_KINDS
    if options.web:
        return WEB_KINDS
    return {name: kind.share for name, kind in KINDS.items() if kind.share}


WEB_SLOWER = 5
"""A page takes several requests: killed at every moment, nobody would ever get to the last one."""


def plan(options: Options) -> Iterator[Planned]:
    """Each kind in proportion to its share, at least once where there is room for all."""
    kinds, weights = zip(*sorted(shares(options).items()), strict=True)
    dice = random.Random(f"{options.seed}/rencana")  # noqa: S311 - a plan, not a secret
    chosen = list(kinds) if options.failures >= len(kinds) else []
    total = sum(weights)
    for kind, weight in zip(kinds, weights, strict=True):
        even = options.failures * weight // total
        chosen += [kind] * max(even - (kind in chosen), 0)
    chosen += dice.choices(kinds, weights, k=max(options.failures - len(chosen), 0))
    dice.shuffle(chosen)
    for number, kind in enumerate(chosen[: options.failures], start=1):
        lots = random.Random(f"{options.seed}/{number}/{kind}")  # noqa: S311 - as above
        pause = dice.uniform(0.2, 1.6) * (WEB_SLOWER if options.web else 1)
        yield Planned(number, kind, pause, lots)


STUCK_SECONDS = 120.0
"""An office that has been left alone for so long should have finished something."""


class Submitting:
    """Applications keep pace with the failures, and never too many are under way at a time."""

    def __init__(self, scene: Scene, progress: Progress, look: StoreLook) -> None:
        self._scene, self._progress, self._look = scene, progress, look
        self._options = scene.stage.options

    async def all(self) -> int:
        """How many were submitted: when each is known to the office, or when it takes no more."""
        waiting: set[asyncio.Task[None]] = set()
        for number in range(1, self._options.applications + 1):
            moved = time.monotonic()
            while not self._may_submit(number, len(waiting)):
                await asyncio.sleep(0.1)
                self._scene.office.check()
                waiting = {task for task in waiting if not _finished(task)}
                if self._progress.part < 1.0:
                    moved = time.monotonic()
                elif time.monotonic() - moved > STUCK_SECONDS:
                    self._stuck(waiting)
                    return number - 1
            waiting.add(asyncio.create_task(self._scene.office.portal.submit(number)))
        await asyncio.gather(*waiting)
        return self._options.applications

    def _stuck(self, waiting: Iterable[asyncio.Task[None]]) -> None:
        """Nothing comes to an end any more: the checker will say why."""
        self._scene.stage.figures.note(
            "kantor tidak menerima lagi: terlalu banyak yang tidak berakhir"
        )
        for task in waiting:
            task.cancel()

    def _may_submit(self, number: int, waiting: int) -> bool:
        due = self._options.applications * self._progress.part
        under_way = (self._look.running or 0) + waiting
        return number <= due and under_way < self._options.at_once


def _finished(task: asyncio.Task[None]) -> bool:
    if task.done():
        task.result()
    return task.done()


OWN_SIGN = "kampanye"
NIGHTS = 6
LOOK_SECONDS = 1.0
PROCESS = "tidak ada proses yang berakhir sendiri"
BROKEN_OFF = "kampanye berjalan sampai akhir"


@dataclass
class Outcome:
    options: Options
    figures: Figures
    notes: Notes
    verdict: Verdict = field(default_factory=Verdict)

    @property
    def violations(self) -> list[Violation]:
        return self.verdict.violations


class Campaign:
    def __init__(self, options: Options, site: Site) -> None:
        self._options, self._site = options, site
        self._figures, self._notes = Figures(), Notes()
        self._settings = Settings(
            rabbitmq_url=SecretStr(site.rabbitmq_url),
            mongodb_url=SecretStr(site.mongodb_url),
            basis_data=DATABASE,
            berkas_jam=options.folder.resolve() / "jam.json",
            tanda_tangan=tulis_uji_coba(options.folder.resolve() / "tanda-tangan"),
        )
        self._progress = Progress(options)
        self._look = StoreLook(site.mongodb_url, DATABASE)
        self._desks = tuple(sorted(discover_desks()))
        self._katalog = muat_folder(FOLDER_BAWAAN, frozenset(self._desks))
        self._house = self._web_house() if options.web else None

    async def run(self) -> Outcome:
        outcome = Outcome(self._options, self._figures, self._notes)
        kalender = read_kalender(self._settings)
        assert self._settings.berkas_jam is not None  # noqa: S101 - set above
        self._pace = Pace(self._settings.berkas_jam, kalender, self._figures)
        scene = self._scene()
        async with self._beside(scene):
            try:
                async with asyncio.timeout(self._options.minutes * 60):
                    await self._perform(scene, outcome)
            except (TimeoutError, CommandFailed, EmbeddedError) as error:
                what = f"{type(error).__name__}: {error}"
                outcome.violations.append(Violation(BROKEN_OFF, OWN_SIGN, what))
        for line in self._figures.ended_by_themselves:
            outcome.violations.append(Violation(PROCESS, OWN_SIGN, line))
        return outcome

    async def _perform(self, scene: Scene, outcome: Outcome) -> None:
        await scene.troupe.ready()
        await scene.office.open()
        self._site.declared_at = time.monotonic()
        self._figures.note("semua pekerja siap")
        async with asyncio.TaskGroup() as together:
            watching = together.create_task(self._watch(scene))
            submitting = together.create_task(Submitting(scene, self._progress, self._look).all())
            await self._inject(scene)
            submitted = await submitting
            watching.cancel()
        if submitted < (wanted := self._options.applications):
            what = f"hanya {submitted} dari {wanted} permohonan diajukan"
            outcome.violations.append(Violation(BROKEN_OFF, OWN_SIGN, what))
        await self._end(scene, outcome)

    async def _inject(self, scene: Scene) -> None:
        every = max(self._options.failures // (NIGHTS + 1), 1)
        for planned in plan(self._options):
            await asyncio.sleep(planned.pause)
            self._progress.begin(planned)
            await self._one(scene, planned)
            if planned.number % every == 0:
                self._pace.night()
        self._progress.end()
        await scene.rest()
        scene.troupe.release_all()
        self._figures.note("tidak ada lagi yang dirusak")

    async def _one(self, scene: Scene, planned: Planned) -> None:
        began = self._figures.seconds
        detail = await KINDS[planned.kind].run(scene, planned.lots)
        self._figures.injections[planned.kind] += 1
        lasted = self._figures.seconds - began
        line = f"{planned.number:3d} {planned.kind}: {detail} ({lasted:.1f} detik)"
        self._figures.note(line)
        print(f"{self._figures.log[-1]}; berjalan {self._look.running}", flush=True)

    async def _watch(self, scene: Scene) -> None:
        """How many are under way, and what the broker delivered again."""
        before, gone = 0, 0
        while True:
            await self._look.refresh()
            now = await self._site.management.redelivered()
            if now < before:
                gone += before
            before = now
            self._figures.redelivered = gone + now
            await asyncio.sleep(LOOK_SECONDS)

    async def _end(self, scene: Scene, outcome: Outcome) -> None:
        ending = Ending(scene, self._look, self._options.settle_seconds)
        outcome.violations.extend(await ending.settle())
        if self._options.watchdogs:
            outcome.violations.extend(await ending.compare_breaches())
        await scene.office.close()
        await scene.troupe.stop()
        with suppress(*GONE):
            await scene.office.read_announcements()
        where = where_to_look(self._site, tuple(scene.office.desks))
        verdict = await asyncio.to_thread(examine, where, self._notes)
        outcome.violations.extend(verdict.violations)
        outcome.verdict.figures = verdict.figures
        outcome.verdict.explained = verdict.explained

    def _web_house(self) -> WebHouse:
        """Applicants have no desk in the office."""
        applicants = {
            langkah.pelaksana
            for termuat in self._katalog.values()
            for langkah in termuat.sop.langkah
            if langkah.tindakan is Tindakan.AJUKAN
        }
        officers = [one for one in self._desks if one not in applicants]
        return open_house(self._options.web, officers, self._options.folder / "meja")

    def _scene(self) -> Scene:
        store = GridFsDokumenStore(connect(self._site.mongodb_url), DATABASE)
        stage = Stage(
            self._options,
            self._notes,
            self._figures,
            self._pace.clock,
            Papers(store),
            self._katalog,
            self._site.rabbitmq_url,
        )
        smith = Smith(worker_environment(self._settings), self._options.removed)
        return Scene(
            stage=stage,
            site=self._site,
            troupe=Troupe(self._figures, smith),
            office=Office(stage, self._desks, self._house),
            breakdowns=Breakdowns(self._site, self._figures),
        )

    @asynccontextmanager
    async def _beside(self, scene: Scene) -> AsyncIterator[None]:
        """The cast and the clock, for as long as the campaign lasts."""
        logs = self._options.folder / "log"
        logs.mkdir(parents=True, exist_ok=True)
        parts = parts_of(self._options, self._desks)
        if self._house:
            await furnish(self._house, self._settings)
            parts.extend(self._house.parts)
        await scene.troupe.start(parts, logs)
        pacing = asyncio.create_task(self._pace.keep())
        try:
            yield
        finally:
            pacing.cancel()
            await scene.troupe.close()
            self._look.close()
