"""One campaign from its beginning to its verdict."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from pydantic import SecretStr

from chaos.casting import parts_of
from chaos.checker.notes import Notes, Violation
from chaos.checker.verdict import Verdict, examine
from chaos.ending import Ending
from chaos.figures import Figures
from chaos.injections import KINDS
from chaos.link import GONE
from chaos.office import Office
from chaos.options import Options
from chaos.pace import Pace
from chaos.papers import Papers
from chaos.plan import Planned, Progress, plan
from chaos.scene import CommandFailed, Scene
from chaos.site import Breakdowns, Site
from chaos.smith import Smith
from chaos.stage import Stage
from chaos.store_look import StoreLook
from chaos.submitting import Submitting
from chaos.surroundings import DATABASE, where_to_look, worker_environment
from chaos.troupe import Troupe
from izin.registry import discover_desks
from shared.books import read_kalender
from shared.embedded import EmbeddedError
from shared.settings import Settings
from shared.sop.loader import FOLDER_BAWAAN, muat_folder
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.motor_client import connect

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
        )
        self._progress = Progress(options)
        self._look = StoreLook(site.mongodb_url, DATABASE)

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

    def _scene(self) -> Scene:
        desks = discover_desks()
        store = GridFsDokumenStore(connect(self._site.mongodb_url), DATABASE)
        stage = Stage(
            self._options,
            self._notes,
            self._figures,
            self._pace.clock,
            Papers(store),
            muat_folder(FOLDER_BAWAAN, frozenset(desks)),
            self._site.rabbitmq_url,
        )
        smith = Smith(worker_environment(self._settings), self._options.removed)
        return Scene(
            stage=stage,
            site=self._site,
            troupe=Troupe(self._figures, smith),
            office=Office(stage, tuple(sorted(desks))),
            breakdowns=Breakdowns(self._site, self._figures),
        )

    @asynccontextmanager
    async def _beside(self, scene: Scene) -> AsyncIterator[None]:
        """The cast and the clock, for as long as the campaign lasts."""
        logs = self._options.folder / "log"
        logs.mkdir(parents=True, exist_ok=True)
        await scene.troupe.start(parts_of(self._options, tuple(scene.office.desks)), logs)
        pacing = asyncio.create_task(self._pace.keep())
        try:
            yield
        finally:
            pacing.cancel()
            await scene.troupe.close()
            self._look.close()
