"""All mutations, some at a time: first that their tests pass without them, then each by itself."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.mutasi.table import Mutation
from scripts.mutasi.tree import Tree
from scripts.mutasi.trial import Run, Verdict, run_tests

EVERYTHING = ("tests/unit", "tests/contract", "tests/pipeline")
"""Asked when the tests that should notice a mutation do not."""

Tests = tuple[str, ...]
Tell = Callable[[str], None]


class NotSound(Exception):
    """Tests that do not pass as the code is say nothing about a mutation."""


@dataclass(frozen=True)
class Limits:
    """Seconds: for one run of the tests that are named, one of all fast tests, and altogether."""

    named: float = 180
    everything: float = 900
    altogether: float = 1800


@dataclass(frozen=True)
class Result:
    mutation: Mutation
    run: Run
    by_others: bool = False

    @property
    def noticed(self) -> bool:
        return self.run.verdict is Verdict.FAILED


@dataclass
class Campaign:
    """`folder` is for the copies; `at_once` of them are made."""

    root: Path
    folder: Path
    limits: Limits
    tell: Tell
    at_once: int = 2
    _free: "asyncio.Queue[Tree]" = field(default_factory=asyncio.Queue)
    _sound: "dict[Tests, asyncio.Task[Run]]" = field(default_factory=dict)
    _until: float = 0.0

    async def run(self, mutations: Sequence[Mutation]) -> list[Result]:
        """In the order of the table. Raises `NotSound`."""
        self._until = time.monotonic() + self.limits.altogether
        for ke in range(self.at_once):
            self._free.put_nowait(Tree(self.root, self.folder / str(ke)))
        sets = dict.fromkeys(satu.tests for satu in mutations)
        await asyncio.gather(*map(self._passes, sets))
        self.tell(f"{len(sets)} kelompok uji lulus tanpa mutasi.")
        return await asyncio.gather(*map(self._one, mutations))

    async def _passes(self, tests: Tests) -> None:
        """Raises `NotSound`. Asked once for each set of tests."""
        if tests not in self._sound:
            self._sound[tests] = asyncio.create_task(self._in_some_copy(tests))
        run = await self._sound[tests]
        if run.verdict is not Verdict.PASSED:
            raise NotSound(f"{' '.join(tests)} {run.verdict} tanpa mutasi: {run.detail}")

    async def _one(self, mutation: Mutation) -> Result:
        result = Result(mutation, await self._in_some_copy(mutation.tests, mutation))
        if result.run.verdict is Verdict.PASSED:
            result = Result(mutation, await self._by_any(mutation), True)
        self.tell(_line(result))
        return result

    async def _by_any(self, mutation: Mutation) -> Run:
        """Whether any fast test notices it."""
        try:
            await self._passes(EVERYTHING)
        except NotSound as error:
            return Run(Verdict.BROKEN, str(error), 0.0)
        return await self._in_some_copy(EVERYTHING, mutation)

    async def _in_some_copy(self, tests: Tests, mutation: Mutation | None = None) -> Run:
        limit = self.limits.everything if tests == EVERYTHING else self.limits.named
        async with self._copy() as tree:
            left = self._until - time.monotonic()
            if left <= 0:
                return Run(Verdict.SLOW, "waktu seluruhnya habis", 0.0)
            scratch = tree.place.with_name(f"{tree.place.name}-uji")
            if mutation is None:
                return await run_tests(tree.place, scratch, tests, min(limit, left))
            with tree.mutated(mutation):
                return await run_tests(tree.place, scratch, tests, min(limit, left))

    @asynccontextmanager
    async def _copy(self) -> AsyncIterator[Tree]:
        tree = await self._free.get()
        try:
            yield tree
        finally:
            self._free.put_nowait(tree)


def _line(result: Result) -> str:
    kata = "diketahui" if result.noticed else "LOLOS"
    if result.run.verdict in {Verdict.BROKEN, Verdict.SLOW}:
        kata = str(result.run.verdict).upper()
    sebab = result.run.detail
    if result.by_others and result.noticed:
        sebab = f"bukan oleh uji yang disebut, melainkan {sebab}"
    satu = result.mutation
    return (
        f"{satu.no:3} {kata:12} {result.run.seconds:5.1f} dtk  {satu.name}\n{'':27}{sebab}".rstrip()
    )
