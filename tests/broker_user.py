"""An account of a test's own: without it the broker is away for whoever logs in with it."""

import uuid
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from shared.settings import Settings
from tests.servers import Management


class BrokerUser:
    """The broker closes the connections of a user that is deleted, and lets no new one in."""

    password = "uji"

    def __init__(self, management: Management, vhost: str) -> None:
        self.name = f"uji-{uuid.uuid4().hex[:12]}"
        self._management = management
        self._vhost = vhost

    def create(self) -> None:
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        account = {"password": self.password, "tags": ""}
        self._management.call("PUT", f"users/{self.name}", account)
        self._management.call("PUT", f"permissions/{self._vhost}/{self.name}", everything)

    def delete(self) -> None:
        self._management.call("DELETE", f"users/{self.name}")

    def url(self, rabbitmq_url: str) -> str:
        """The same place with this account."""
        return f"amqp://{self.name}:{self.password}@{rabbitmq_url.partition('@')[2]}"

    def settings(self, settings: Settings) -> Settings:
        assert settings.rabbitmq_url
        url = self.url(settings.rabbitmq_url.get_secret_value())
        return settings.model_copy(update={"rabbitmq_url": SecretStr(url)})


@pytest.fixture
def broker_user(management: Management, vhost: str) -> Iterator[BrokerUser]:
    user = BrokerUser(management, vhost)
    user.create()
    yield user
    user.delete()
