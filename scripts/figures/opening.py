"""Runs one thing over the in-memory stores of a checkout, and writes as JSON which files of the
product had a function called. Started by its path, in the root of that checkout.

Files move between checkouts, so each class is looked up by its name. Functions that only an import
calls do not count, nor do the preparations. A double's file stands for that of the real store.
"""

import asyncio
import io
import json
import re
import sys
import threading
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache
from importlib import import_module
from inspect import signature
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path.cwd()
STEP = 3
"""Of the Back Office, which passes on: the shortest decision there is."""

_DEFINITION = re.compile(r"^(?:class|(?:async )?def) (\w+)", re.MULTILINE)


class Opened:
    def __init__(self, folders: Sequence[str]) -> None:
        self._places = tuple(f"{ROOT / folder}/" for folder in folders)
        self._seen: set[str] = set()

    @property
    def files(self) -> list[str]:
        return sorted(Path(one).relative_to(ROOT).as_posix() for one in self._seen)

    @contextmanager
    def watching(self) -> Iterator[None]:
        threading.setprofile(self._called)
        sys.setprofile(self._called)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)

    def _called(self, frame: FrameType, event: str, _: Any) -> None:
        file = frame.f_code.co_filename
        if event != "call" or file in self._seen or not file.startswith(self._places):
            return
        if not _importing(frame):
            self._seen.add(file)


def _importing(frame: FrameType) -> bool:
    above: FrameType | None = frame
    while above is not None:
        if above.f_code.co_filename.startswith("<frozen importlib"):
            return True
        above = above.f_back
    return False


def decide(opened: Opened) -> None:
    """One Putusan, from its delivery to the worker's shell until it is acknowledged."""
    asyncio.run(_decide(opened))


async def _decide(opened: Opened) -> None:
    journey = find("Perjalanan", "tests", "shared")().sampai(STEP)
    putusan = journey.putusan()
    desk = find("Desk", "tests/unit/worker")(putusan.pelaksana)
    await desk.permohonan.insert(journey.permohonan)
    ledger = find("Ledger", "tests/unit/worker")()
    route = find("Route", "shared/worker")(type(putusan), desk.decide, lambda _: "kunci")
    shell = find("Shell", "shared/worker")(
        routes={"Putusan": route},
        publisher=find("RecordingPublisher", "tests/unit/worker")(ledger),
        batas_ulang_detik=1,
        on_outage=lambda: None,
    )
    queue, body = f"{putusan.pelaksana}.putusan", putusan.ke_json()
    envelope = find("Envelope", "shared")(queue, body, "Putusan", reply_to="balasan")
    delivery = find("RecordingDelivery", "tests/unit/worker")(ledger, envelope)
    with opened.watching():
        await shell(delivery)
    if ledger.events[-2:] != ["jawab diterapkan", "ack"]:
        raise RuntimeError(f"the decision was not applied: {ledger.events}")


def look(opened: Opened) -> None:
    """`izin lihat NOMOR` as a shell starts it, but for the database."""
    kept = _keep_in_memory()
    permohonan = find("Perjalanan", "tests", "shared")().sampai(STEP).permohonan
    asyncio.run(kept.insert(permohonan))
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["scripts"]["izin"].partition(":")
    main = getattr(import_module(module), name)
    sys.argv = ["izin", "lihat", permohonan.nomor]
    said, code = io.StringIO(), None
    with redirect_stdout(said), opened.watching():
        try:
            main()
        except SystemExit as end:
            code = end.code
    if code or permohonan.nomor not in said.getvalue():
        raise RuntimeError(f"izin lihat ended with {code}")


def _keep_in_memory() -> Any:
    """The doubles instead of the stores, wherever these are imported from now on. Returns the one
    for applications."""
    client: Any = import_module(find("connect", "shared/store").__module__)
    client.connect = lambda _: None
    kept = find("MemoryPermohonanStore", "shared/store")()
    doubles = {"MemoryPermohonanStore": lambda *_: kept}
    for file in _files("shared/store"):
        for name in _defined(file):
            if name.startswith("Memory") and name not in doubles:
                doubles[name] = _made(find(name, "shared/store"), kept)
    for double, make in doubles.items():
        reals = {double.replace("Memory", engine, 1) for engine in ("Mongo", "GridFs")}
        for file in _files("shared/store"):
            for real in reals & _defined(file):
                setattr(import_module(_dotted(file)), real, make)
    return kept


def _made(double: Any, kept: Any) -> Any:
    given = [kept] if signature(double).parameters else []
    return lambda *_: double(*given)


def find(name: str, *folders: str) -> Any:
    """Raises `LookupError` unless exactly one file in the folders defines it."""
    found = [file for folder in folders for file in _files(folder) if name in _defined(file)]
    if len(found) != 1:
        raise LookupError(f"{name} is defined {len(found)} times in {', '.join(folders)}")
    return getattr(import_module(_dotted(found[0])), name)


def _files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@cache
def _defined(file: Path) -> frozenset[str]:
    return frozenset(_DEFINITION.findall(file.read_text(encoding="utf-8")))


def _dotted(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def main(name: str, folders: Sequence[str]) -> None:
    opened = Opened(folders)
    {"putusan": decide, "lihat": look}[name](opened)
    json.dump(opened.files, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
