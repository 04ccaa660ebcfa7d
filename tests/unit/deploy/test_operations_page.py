"""The three pages of docs/operations speak of things that exist."""

import re

import pytest

from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from services.meja import NAME as MEJA
from shared.akses import DASBOR, OPS, PORTAL, layanan, meja
from tests.unit.deploy.compose import ON_DEMAND, OPTIONAL, ROOT, SERVICES, WORKERS
from tests.unit.docs.pages import OPERATIONS, operations, read, rows

PAGE = operations()
SOURCES = "\n".join(
    file.read_text(encoding="utf-8")
    for folder in ("shared", "ops")
    for file in (ROOT / folder).rglob("*.py")
)
EVENTS = [
    word for row in rows(PAGE) for word in re.findall(r"^`([a-z_]+)`", row[0]) if len(row) == 3
]
LOGGED = [event for event in EVENTS if event not in SERVICES]


def test_the_pages_name_every_container() -> None:
    named = {name for row in rows(PAGE) for name in re.findall(r"`(\w+)`", row[0])}
    assert set(SERVICES) - {ON_DEMAND} <= named


@pytest.mark.parametrize("event", LOGGED)
def test_every_event_that_the_pages_explain_is_really_logged(event: str) -> None:
    assert re.search(rf'log\.\w+\(\s*"{event}"', SOURCES)


def test_the_log_is_explained_at_all() -> None:
    assert {"menunggu", "waiting", "unforeseen"} <= set(LOGGED)


def test_with_servers_of_ones_own_every_worker_is_started_alone() -> None:
    [started] = re.findall(r"up --detach --no-deps ([^$`]+)", PAGE)
    assert set(started.replace("\\", "").split()) == set(WORKERS) - set(OPTIONAL)


def test_the_pages_name_every_kind_of_account() -> None:
    named = [row[1] for row in rows(PAGE) if row[0].endswith(".env`")]
    words = {word for cell in named for word in re.findall(r"`([^`]+)`", cell)}
    wanted = {*map(layanan, (WATCHDOG, NOTIFIER, MEJA)), PORTAL, DASBOR, OPS}
    assert words == wanted | {layanan("<pelaksana>"), meja("<pelaksana>")}


def test_the_index_leads_to_every_page_and_there_are_no_others() -> None:
    linked = set(re.findall(r"\]\((operations/.*?)\)", read("docs/operations.md")))
    assert {f"docs/{page}" for page in linked} == set(OPERATIONS)
    assert {file.name for file in (ROOT / "docs/operations").iterdir()} == {
        page.rpartition("/")[2] for page in OPERATIONS
    }
