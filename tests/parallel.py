"""One run of the tests in several processes (pytest-xdist): one broker and one store for all of
them, and the longest tests first, so that nobody waits for one of them at the end.

Which tests stay together is worked out from their names, because the process that hands them out
does not collect: unit, contract and browser tests by file, other tests one by one, unless they
share a server or an office that lives as long as their file or folder (`TOGETHER`).
"""

import resource
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from _pytest.fixtures import FixtureDef
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.shared_servers import NOTE, SharedServers

BY_FILE = ("tests/unit/", "tests/contract/", "tests/browser/")
"""Few processes then have a browser, which costs seconds to start."""

TOGETHER = (
    "tests/integration/akses/",
    "tests/integration/embedded/test_serving.py",
    "tests/integration/cli/test_interactive.py",
    "tests/integration/cli/test_office.py",
    "tests/integration/cli/test_readme.py",
    "tests/integration/demo/test_performance.py",
    "tests/integration/tandatangan/test_perangkat.py",
    "tests/pipeline/test_bad_input.py",
    "tests/pipeline/test_journey.py",
    "tests/pipeline/test_letters.py",
    "tests/pipeline/test_withdrawal.py",
    "tests/unit/architecture/",
    "tests/unit/demo/",
)
"""The last two share no server: they look at the whole source, which is read once for all, and at
one demo, which is played once for all."""

FIRST = (
    "tests/integration/chaos/test_campaign.py",
    "tests/browser/test_perkara.py",
    "tests/browser/test_seri.py",
    "tests/browser/test_web.py",
    "tests/integration/akses/",
    "tests/integration/workers/test_failures.py",
    "tests/integration/watchdog/test_outages.py",
    "tests/integration/watchdog/test_kills.py",
    "tests/integration/demo/",
    "tests/integration/workers/test_outages.py",
    "tests/integration/notifier/test_process.py",
    "tests/integration/cli/test_watch_board.py",
    "tests/browser/test_gangguan.py",
    "tests/integration/recovery/test_pulihkan.py",
    "tests/integration/cli/",
    "tests/integration/embedded/",
    "tests/unit/demo/",
    "tests/integration/",
    "tests/browser/",
    "tests/pipeline/",
    "tests/contract/",
)
"""Those that start servers of their own or wait for outages come before those that take moments."""

_OF_A_FILE = ("module", "package")


def group_of(nodeid: str) -> str:
    """What is handed out as one."""
    together = next((prefix for prefix in TOGETHER if nodeid.startswith(prefix)), None)
    file = nodeid.split("::", 1)[0]
    return together or (file if file.startswith(BY_FILE) else nodeid)


def place_of(nodeid: str) -> int:
    """How soon it comes: a smaller number sooner."""
    places = (place for place, prefix in enumerate(FIRST) if nodeid.startswith(prefix))
    return next(places, len(FIRST))


def needs_servers(asked: Sequence[str]) -> bool:
    """Unit tests alone need none."""
    return not all(Path(one.split("::", 1)[0]).as_posix().startswith("tests/unit") for one in asked)


class ByGroup(LoadScopeScheduling):  # type: ignore[misc]
    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


class Parallel:
    """Registered in the process that hands out the tests, where there is one."""

    def __init__(self) -> None:
        self._servers = SharedServers()

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        if needs_servers(session.config.args):
            self._servers.begin()

    def pytest_configure_node(self, node: WorkerController) -> None:
        if self._servers.begun:
            node.workerinput[NOTE] = str(self._servers.note)

    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Producer) -> ByGroup:
        return ByGroup(config, log)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """What the run took of the cores; wall time alone also tells of the neighbours."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = used.ru_utime + used.ru_stime
        terminalreporter.write_line(f"CPU of the processes that ran the tests: {seconds:.0f} s")

    def pytest_unconfigure(self) -> None:
        self._servers.end()


def pytest_configure(config: pytest.Config) -> None:
    several = getattr(config.option, "numprocesses", None)
    if several and not hasattr(config, "workerinput"):
        config.option.loadscopereorder = False
        config.pluginmanager.register(Parallel(), "alurizin-parallel")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, items: list[pytest.Item]
) -> Iterator[None]:
    """After the dice: what is equally long stays in their order."""
    yield
    items.sort(key=lambda item: place_of(item.nodeid))
    if apart := [told for item in items if (told := _torn_apart(item))]:
        # Not raised: of an error in one of several processes nobody would hear the reason.
        session.shouldfail = f"name these files in TOGETHER ({__name__}): {'; '.join(apart)}"


def _torn_apart(item: pytest.Item) -> str:
    """What a file or a folder shares is made once only if one process gets all of it."""
    if group_of(item.nodeid) != item.nodeid:
        return ""
    found = item._fixtureinfo.name2fixturedefs.items()  # type: ignore[attr-defined]
    shared = [name for name, fixtures in found if _belongs_to_file(fixtures[-1])]
    return f"{item.nodeid} uses {', '.join(shared)}" if shared else ""


def _belongs_to_file(fixture: FixtureDef[object]) -> bool:
    return fixture.scope in _OF_A_FILE and fixture.baseid.startswith("tests")
