"""The AsyncAPI document, asked for what a client needs to know."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

Json = dict[str, Any]


class ContractBroken(Exception):
    """A message that is not what the document says."""


@dataclass(frozen=True)
class Address:
    """Where to publish, and the queue to consume from."""

    queue: str
    exchange: str
    routing_key: str


class Contract:
    """Reads the document once; every look-up is by operation or by message name."""

    def __init__(self, path: Path) -> None:
        self._document: Json = json.loads(path.read_text(encoding="utf-8"))

    def channel(self, operation: str) -> Json:
        channel: Json = self._resolve(self._document["operations"][operation]["channel"])
        return channel

    def address(self, operation: str) -> Address:
        channel = self.channel(operation)
        return Address(
            queue=channel["bindings"]["amqp"]["queue"]["name"],
            exchange=channel["x-amqp"]["exchange"],
            routing_key=channel["x-amqp"]["routingKey"],
        )

    def topic_exchange(self, operation: str) -> str:
        return str(self.channel(operation)["bindings"]["amqp"]["exchange"]["name"])

    def sop(self, code: str) -> Json:
        return next(one for one in self._document["x-sop"] if one["kode"] == code)

    @property
    def sop_codes(self) -> list[str]:
        return [one["kode"] for one in self._document["x-sop"]]

    @property
    def exchanges(self) -> list[Json]:
        return list(self._document["x-exchanges"])

    @property
    def queue_channels(self) -> list[Json]:
        """The channels that are queues of the system."""
        return [one for one in self._document["channels"].values() if "x-amqp" in one]

    @property
    def bucket(self) -> str:
        return next(
            str(server["x-gridfs"]["bucket"])
            for server in self._document["servers"].values()
            if server["protocol"] == "mongodb"
        )

    def check_body(self, message: str, body: Json) -> None:
        self._check(message, "payload", body)

    def check_properties(self, message: str, properties: Json) -> None:
        self._check(message, "headers", properties)

    def _check(self, message: str, part: str, value: Json) -> None:
        schema = self._document["components"]["messages"][message][part]
        whole = {"allOf": [schema], "components": self._document["components"]}
        errors = [error.message for error in Draft7Validator(whole).iter_errors(value)]
        if errors:
            raise ContractBroken(f"{message} ({part}): {errors}")

    def _resolve(self, reference: Json) -> Any:
        target: Any = self._document
        for key in reference["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        return target
