from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.embedded import Servers
from tests.shared_servers import servers_to_kill


@pytest.fixture(scope="package")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("izin")


@pytest.fixture(scope="package")
def servers(server_folder: Path) -> Iterator[Servers]:
    """Both servers, for tests that leave them as they found them."""
    with servers_to_kill(server_folder) as started:
        yield started
