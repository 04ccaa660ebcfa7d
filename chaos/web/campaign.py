"""One campaign with officers at pages: desk, broker, store and workers are killed at random moments
while they decide; then everything is compared with the store."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from chaos.casting import EVERYBODY, Part
from chaos.checker.notes import Violation
from chaos.figures import Figures
from chaos.site import Breakdowns, SingleSite
from chaos.surroundings import DATABASE, worker_environment
from chaos.troupe import Smith, Troupe
from chaos.web.claims import Claims
from chaos.web.officer import Officer
from chaos.web.tools import Tools
from izin.cli.processes import free_port
from izin.registry import discover_desks
from ops.watchdog import NAME as WATCHDOG
from services.meja import NAME as MEJA
from shared.akun.model import Akun, Sesi, Tahap
from shared.clock import TrialClock, system_clock
from shared.contracts import Petugas
from shared.kantor.kantor import Kantor, open_kantor
from shared.rabbit.client import open_client
from shared.sandi import new_token
from shared.settings import Settings
from shared.store.mongo_akun import MongoAkunStore
from shared.store.motor_client import connect
from shared.tandatangan.susunan import tulis_uji_coba
from shared.tindakan import Tindakan

AT_PAGES = {Tindakan.VERIFIKASI, Tindakan.SETUJUI, Tindakan.TANDA_TANGANI}
"""Acts that owe no letter of the officer's own."""
KINDS = {"bunuh-meja": 6, "bunuh-broker": 2, "bunuh-penyimpanan": 2, "bunuh-pekerja": 2}
UNDER_WAY = 8
PAUSE_SECONDS = (1.0, 8.0)
"""A desk needs some seconds to be there again."""
SETTLE_SECONDS = 180.0


@dataclass(frozen=True)
class WebOptions:
    failures: int
    seed: int
    folder: Path
    applications: int = 400
    """At most."""


@dataclass
class WebOutcome:
    options: WebOptions
    claims: Claims = field(default_factory=Claims)
    figures: Figures = field(default_factory=Figures)
    submitted: int = 0
    violations: list[Violation] = field(default_factory=list)


class WebCampaign:
    def __init__(self, options: WebOptions, site: SingleSite) -> None:
        self._site = site
        self.outcome = WebOutcome(options)
        folder = options.folder.resolve()
        clock = folder / "jam.json"
        TrialClock.write(clock, system_clock(), 1.0)
        self._settings = Settings(
            rabbitmq_url=SecretStr(site.rabbitmq_url),
            mongodb_url=SecretStr(site.mongodb_url),
            basis_data=DATABASE,
            berkas_jam=clock,
            folder_data=folder,
            tanda_tangan=tulis_uji_coba(folder / "tanda-tangan"),
        )
        self._port = free_port("127.0.0.1", 0)
        self._lots = random.Random(options.seed)  # noqa: S311 - a plan, not a secret

    async def run(self) -> WebOutcome:
        figures = self.outcome.figures
        smith = Smith(self._environment(), None)
        troupe = Troupe(figures, smith)
        logs = self.outcome.options.folder / "log"
        logs.mkdir(parents=True, exist_ok=True)
        roles = tuple(discover_desks())
        parts = [Part(EVERYBODY, roles), Part(EVERYBODY, roles), *map(_alone, (WATCHDOG, MEJA))]
        await troupe.start(parts, logs)
        try:
            await troupe.ready()
            await self._perform(troupe)
            await troupe.stop()
        finally:
            await troupe.close()
        own = [Violation("tidak ada proses yang berakhir sendiri", "kampanye", line)
               for line in figures.ended_by_themselves]  # fmt: skip
        self.outcome.violations += own
        return self.outcome

    async def _perform(self, troupe: Troupe) -> None:
        async with AsyncExitStack() as opened:
            kantor = await opened.enter_async_context(open_kantor(self._settings, discover_desks()))
            client = await opened.enter_async_context(open_client(self._site.rabbitmq_url))
            at_pages = roles_at_pages(kantor)
            tools = Tools(kantor, client, at_pages)
            await tools.prepare(self.outcome.options.applications)
            officers = [
                Officer(self._address, role, token, self.outcome.claims, self.outcome.options.seed)
                for role, token in (await self._seated(at_pages)).items()
            ]
            jobs = [tools.work(), *(one.work() for one in officers)]
            async with _beside(*(asyncio.create_task(job) for job in jobs)):
                await self._break(troupe, tools)
                await self._settle(tools)
            for one in officers:
                await one.close()
            cases = [one async for one in kantor.permohonan.scan()]
            self.outcome.submitted = len(tools.submitted)
            self.outcome.violations += self.outcome.claims.judge(cases)
            if len(cases) != len(tools.submitted):
                what = f"{len(cases)} dari {len(tools.submitted)}"
                self.outcome.violations.append(Violation("tidak ada yang hilang", "semua", what))

    async def _break(self, troupe: Troupe, tools: Tools) -> None:
        submitting = asyncio.create_task(self._submit(tools))
        names, weights = zip(*KINDS.items(), strict=True)
        kinds = self._lots.choices(names, weights, k=self.outcome.options.failures)
        breakdowns = Breakdowns(self._site, self.outcome.figures)
        for number, kind in enumerate(kinds, start=1):
            await asyncio.sleep(self._lots.uniform(*PAUSE_SECONDS))
            await self._one(kind, troupe, breakdowns)
            self.outcome.figures.injections[kind] += 1
            when, done = self.outcome.figures.seconds, len(self.outcome.claims.applied)
            print(f"{when:6.1f}  {number:3d} {kind}; {done} diterapkan", flush=True)
        submitting.cancel()
        await asyncio.gather(submitting, return_exceptions=True)

    async def _one(self, kind: str, troupe: Troupe, breakdowns: Breakdowns) -> None:
        match kind:
            case "bunuh-meja":
                troupe.of(MEJA)[0].kill()
            case "bunuh-pekerja":
                self._lots.choice([a for a in troupe.actors if a.part.title == EVERYBODY]).kill()
            case "bunuh-broker":
                await breakdowns.kill_broker(self._lots.uniform(0, 2))
            case _:
                await breakdowns.kill_store(self._lots.uniform(0, 2))

    async def _submit(self, tools: Tools) -> None:
        """Always some under way, for as long as something is broken."""
        sending: set[asyncio.Task[None]] = set()
        try:
            while tools.left:
                sending = {one for one in sending if not one.done()}
                if len(sending) + len(await tools.running()) < UNDER_WAY:
                    sending.add(asyncio.create_task(tools.submit()))
                await asyncio.sleep(0.2)
        finally:
            await asyncio.shield(asyncio.gather(*sending))

    async def _settle(self, tools: Tools) -> None:
        """Everything comes to its end; what does not is told by the checker."""
        waited = 0.0
        while await tools.running() and waited < SETTLE_SECONDS:
            await asyncio.sleep(0.5)
            waited += 0.5
        await asyncio.sleep(1.0)

    async def _seated(self, roles: frozenset[str]) -> Mapping[str, str]:
        """One at each desk, signed in: the session's token by role."""
        client = connect(self._site.mongodb_url)
        store = MongoAkunStore(client, DATABASE)
        tokens = {}
        for number, role in enumerate(sorted(roles)):
            now, token = system_clock(), new_token()
            officer = Petugas(id=f"{199001010000000000 + number}", nama=f"Petugas {number}")
            assert await store.add(  # noqa: S101 - a fresh store
                Akun(nama=f"petugas.{number}", petugas=officer, peran=(role,), dibuat_pada=now)
            )
            await store.begin(
                Sesi(
                    id=token.sidik,
                    akun=f"petugas.{number}",
                    tahap=Tahap.PENUH,
                    mulai_pada=now,
                    terlihat_pada=now,
                    sampai=now + timedelta(hours=8),
                )
            )
            tokens[role] = token.isi
        client.close()
        return tokens

    @property
    def _address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def _environment(self) -> Mapping[str, str]:
        return {
            **worker_environment(self._settings),
            "IZIN_FOLDER_DATA": str(self._settings.folder_data),
            "IZIN_PORT_MEJA": str(self._port),
            "IZIN_FAKTOR_KEDUA": "tidak",
            "IZIN_LAJU_MEJA": "100000",
        }


def _alone(name: str) -> Part:
    return Part(name, (name,))


def roles_at_pages(kantor: Kantor) -> frozenset[str]:
    """Those whose steps all are such as a page decides with a word."""
    acts: dict[str, set[Tindakan]] = {}
    for loaded in kantor.sop.katalog.values():
        for step in loaded.sop.langkah:
            acts.setdefault(step.pelaksana, set()).add(step.tindakan)
    return frozenset(role for role, theirs in acts.items() if theirs <= AT_PAGES)


@asynccontextmanager
async def _beside(*tasks: "asyncio.Task[None]") -> AsyncIterator[None]:
    """They run for ever; one that ends by an error ends the block with it."""
    try:
        yield
    finally:
        for task in tasks:
            if not task.done():
                task.cancel()
        ended: Sequence[object] = await asyncio.gather(*tasks, return_exceptions=True)
    for one in ended:
        if isinstance(one, Exception):
            raise one


def summary(outcome: WebOutcome) -> Mapping[str, Mapping[str, int]]:
    claims = outcome.claims
    told = {"disebut diterapkan": len(claims.applied), "disebut ditolak": len(claims.refused)}
    return {
        "hasil": {"permohonan": outcome.submitted, **told, **dict(Counter(claims.counted))},
        "kegagalan": dict(outcome.figures.injections),
        "dijalankan lagi": dict(outcome.figures.restarts),
    }
