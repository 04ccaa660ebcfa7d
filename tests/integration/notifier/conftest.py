from collections.abc import Iterator

import pytest

from tests.integration.notifier.receivers import (
    HttpReceiver,
    Mailbox,
    http_receiver,
    smtp_receiver,
)
from tests.integration.notifier.stage import RAHASIA


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
