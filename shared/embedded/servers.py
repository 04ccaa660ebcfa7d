"""The servers AlurIzin needs, for as long as a `with` block lasts."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.embedded.amqp_login import Answer, ask_login
from shared.embedded.folder import ServerUrls, forget_note, owned, read_note, write_note
from shared.embedded.mongodb import MongoServer, answers_ping, private_store
from shared.embedded.rabbitmq import RabbitNode
from shared.embedded.running import Launch, Progress, launched, wipe


def _say_nothing(_message: str) -> None: ...


@dataclass(frozen=True)
class External:
    """Servers that somebody else runs; None where AlurIzin starts its own."""

    rabbitmq_url: str | None
    mongodb_url: str | None


@dataclass(frozen=True)
class Servers:
    """`rabbit` and `store` are None where an external server is used instead."""

    external: External
    rabbit: RabbitNode | None
    store: MongoServer | None

    @property
    def rabbitmq_url(self) -> str:
        return self.rabbit.url if self.rabbit else self.external.rabbitmq_url or ""

    @property
    def mongodb_url(self) -> str:
        return self.store.url if self.store else self.external.mongodb_url or ""

    @property
    def urls(self) -> ServerUrls:
        managed = self.rabbit is not None and self.rabbit.has_management
        management_url = self.rabbit.management_url if self.rabbit and managed else None
        return ServerUrls(self.rabbitmq_url, self.mongodb_url, management_url)


def resolve(env: Mapping[str, str]) -> External:
    """An empty variable counts as not set."""
    return External(env.get("RABBITMQ_URL") or None, env.get("MONGODB_URL") or None)


@contextmanager
def embedded_servers(
    folder: Path,
    *,
    env: Mapping[str, str] = os.environ,
    fresh: bool = False,
    management: bool = True,
    on_progress: Progress = _say_nothing,
) -> Iterator[Servers]:
    """Start what RABBITMQ_URL and MONGODB_URL do not name; stop it at the end of the block.

    `fresh` begins with empty data; `management` as in `RabbitNode`. Blocks for seconds: enter it
    before an event loop runs, or in a thread. Raises EmbeddedError.
    """
    with launched_servers(
        folder, env=env, fresh=fresh, management=management, on_progress=on_progress
    ) as (servers, launch):
        launch.wait()
        yield servers


@contextmanager
def launched_servers(
    folder: Path,
    *,
    env: Mapping[str, str] = os.environ,
    fresh: bool = False,
    management: bool = True,
    on_progress: Progress = _say_nothing,
    definitions: Mapping[str, Any] | None = None,
) -> Iterator[tuple[Servers, Launch]]:
    """As `embedded_servers`, `definitions` as in `RabbitNode`; the block begins while they start,
    with the addresses that they will have. `Launch` has those that are ours, the store first."""
    external = resolve(env)
    if external.rabbitmq_url and external.mongodb_url:
        yield Servers(external, None, None), Launch((), on_progress)
        return
    folder = folder.resolve()
    with owned(folder) as lock:
        rabbit = store = None
        if not external.rabbitmq_url:
            rabbit = RabbitNode(
                folder / "rabbitmq", (lock,), management=management, definitions=definitions
            )
        if not external.mongodb_url:
            store = private_store(folder / "store", (lock,), env)
        servers = Servers(external, rabbit, store)
        own = [server for server in (servers.store, servers.rabbit) if server]
        if fresh:
            wipe(own)
        with launched(own, on_progress) as launch:
            write_note(folder, servers.urls, {server.name: server.pid for server in own})
            try:
                yield servers, launch
            finally:
                forget_note(folder)


def find_running(folder: Path) -> ServerUrls | None:
    """The servers another process on this machine runs from this folder, if they answer."""
    note = read_note(folder)
    if note is None or not note.owner_lives():
        return None
    urls = note.urls
    broker_answers = (
        RabbitNode.name not in note.pids or ask_login(urls.rabbitmq_url) is Answer.WELCOME
    )
    return urls if broker_answers and answers_ping(urls.mongodb_url) else None
