"""RabbitMQ by pika: confirmed publishing, answers, and taking messages one by one."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pika  # type: ignore[import-untyped]

from .contract import Address, Contract, Json

WAIT_SECONDS = 30.0
PERSISTENT = 2
DIRECT_REPLY_TO = "amq.rabbitmq.reply-to"


@dataclass(frozen=True)
class Taken:
    """A message as it came; `body` is the raw bytes."""

    properties: Json
    body: bytes

    @property
    def json(self) -> Json:
        contents: Json = json.loads(self.body)
        return contents


Wanted = Callable[[Taken], bool]


def _used(properties: Any) -> Json:
    """The AMQP properties that were set, by their names in the protocol."""
    return {name: value for name, value in vars(properties).items() if value is not None}


KEYS = ("putusan_id", "penarikan_id", "permintaan_id", "pengajuan_id")


class Wire:
    """One connection and one channel in confirm mode; blocking, as a small tool would be."""

    def __init__(self, url: str, contract: Contract) -> None:
        self.contract = contract
        self._connection = pika.BlockingConnection(pika.URLParameters(url))
        self._channel = self._connection.channel()
        self._channel.confirm_delivery()
        self._answers: list[Taken] = []
        self._taken_ids: set[str] = set()
        own = self._channel.queue_declare("", exclusive=True, auto_delete=True).method.queue
        for queue in (own, DIRECT_REPLY_TO):
            self._channel.basic_consume(queue, self._on_answer, auto_ack=True)
        self.reply_queues = (own, DIRECT_REPLY_TO)

    def close(self) -> None:
        self._connection.close()

    def listen(self, operation: str, pattern: str) -> str:
        """A queue of our own, bound to the topic exchange of the operation."""
        queue = self._channel.queue_declare("", exclusive=True).method.queue
        self._channel.queue_bind(queue, self.contract.topic_exchange(operation), pattern)
        return str(queue)

    def declare(self) -> None:
        """Everything, as the document describes it. Raises when the broker has it otherwise."""
        for exchange in self.contract.exchanges:
            self._channel.exchange_declare(
                exchange["name"],
                exchange["type"],
                durable=exchange["durable"],
                auto_delete=exchange["autoDelete"],
            )
        for channel in self.contract.queue_channels:
            queue, amqp = channel["bindings"]["amqp"]["queue"], channel["x-amqp"]
            self._channel.queue_declare(
                queue["name"],
                durable=queue["durable"],
                exclusive=queue["exclusive"],
                auto_delete=queue["autoDelete"],
                arguments=amqp["arguments"],
            )
            self._channel.queue_bind(queue["name"], amqp["exchange"], amqp["routingKey"])

    def publish(self, address: Address, body: bytes, properties: Json) -> None:
        """Raises pika's errors when the broker does not take it, or has no queue for it."""
        self._channel.basic_publish(
            address.exchange,
            address.routing_key,
            body,
            pika.BasicProperties(**properties),
            mandatory=True,
        )

    def send(self, operation: str, body: Json, reply_to: str | None = None) -> str:
        """A message that keeps to the contract; returns its correlation id."""
        name = body["tipe"]
        key = next(body[field] for field in KEYS if field in body)
        properties = {
            "content_type": "application/json",
            "delivery_mode": PERSISTENT,
            "message_id": key,
            "type": name,
            "timestamp": int(time.time()),
            "correlation_id": f"{key}#{time.monotonic_ns()}",
        } | ({"reply_to": reply_to} if reply_to else {})
        self.contract.check_body(name, body)
        self.contract.check_properties(name, properties)
        address = self.contract.address(operation)
        self.publish(address, json.dumps(body).encode(), properties)
        return str(properties["correlation_id"])

    def ask(
        self, operation: str, body: Json, reply_to: str | None = None, answer: str = "Jawaban"
    ) -> Json:
        """Send and wait for the answer."""
        number = self.send(operation, body, reply_to or self.reply_queues[0])
        return self.answer_to(number, answer)

    def answer_to(self, correlation_id: str, message: str = "Jawaban") -> Json:
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            for answer in self._answers:
                if answer.properties["correlation_id"] == correlation_id:
                    self._answers.remove(answer)
                    return self._checked(message, answer)
            self._connection.process_data_events(time_limit=0.1)
        raise TimeoutError(f"no answer to {correlation_id}")

    def take(self, queue: str, message: str, wanted: Wanted) -> Json:
        """The first message that is wanted; repetitions of one that was taken are dropped."""
        while True:
            taken = self.take_raw(queue, wanted)
            contents = self._checked(message, taken)
            if taken.properties["message_id"] not in self._taken_ids:
                self._taken_ids.add(taken.properties["message_id"])
                return contents

    def take_raw(self, queue: str, wanted: Wanted, *, accept: bool = True) -> Taken:
        """The first message that is wanted, acknowledged, or else rejected without requeue;
        others go back to their place."""
        others = []
        deadline = time.monotonic() + WAIT_SECONDS
        try:
            while time.monotonic() < deadline:
                method, properties, body = self._channel.basic_get(queue)
                if method is None:
                    self._connection.sleep(0.02)
                    continue
                taken = Taken(_used(properties), body)
                if wanted(taken):
                    self._settle(method.delivery_tag, accept)
                    return taken
                others.append(method.delivery_tag)
        finally:
            for tag in others:
                self._channel.basic_reject(tag, requeue=True)
        raise TimeoutError(f"nothing came to {queue}")

    def _settle(self, tag: int, accept: bool) -> None:
        if accept:
            self._channel.basic_ack(tag)
        else:
            self._channel.basic_reject(tag, requeue=False)

    def _checked(self, message: str, taken: Taken) -> Json:
        self.contract.check_properties(message, taken.properties)
        self.contract.check_body(message, taken.json)
        return taken.json

    def _on_answer(self, _channel: Any, _method: Any, properties: Any, body: bytes) -> None:
        self._answers.append(Taken(_used(properties), body))
