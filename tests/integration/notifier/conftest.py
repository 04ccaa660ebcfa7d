from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.notifier.receivers import (
    HttpReceiver,
    Mailbox,
    http_receiver,
    smtp_receiver,
)
from tests.integration.notifier.stage import RAHASIA

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.integration)


@pytest.fixture
def http() -> Iterator[HttpReceiver]:
    with http_receiver() as receiver:
        yield receiver


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with smtp_receiver() as receiver:
        yield receiver


@pytest.fixture(autouse=True)
def rahasia(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UJI_RAHASIA", RAHASIA)
