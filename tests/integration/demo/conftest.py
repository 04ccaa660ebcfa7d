from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from shared.settings import Settings
from tests.integration.demo.theatre import databases

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.integration)


@pytest.fixture
def elsewhere(settings: Settings) -> Iterator[dict[str, str]]:
    """Servers of somebody else, as the environment names them; whatever a demo leaves in the store
    goes with the test."""
    assert settings.rabbitmq_url and settings.mongodb_url
    env = {
        "RABBITMQ_URL": settings.rabbitmq_url.get_secret_value(),
        "MONGODB_URL": settings.mongodb_url.get_secret_value(),
        "IZIN_BASIS_DATA": settings.basis_data[:14],
    }
    yield env
    with MongoClient[dict[str, Any]](env["MONGODB_URL"]) as client:
        for name in databases(client, env):
            client.drop_database(name)
