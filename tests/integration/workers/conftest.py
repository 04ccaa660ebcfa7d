from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.embedded import Servers, embedded_servers

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.integration)


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[Servers]:
    """Servers that a test may kill."""
    with embedded_servers(tmp_path / "servers", env={}) as servers:
        yield servers
