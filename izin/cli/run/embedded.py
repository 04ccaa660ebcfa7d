"""The servers for processes that stay: named ones, running ones, or our own."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from izin.cli.run.accounts import has_servers
from shared.embedded import embedded_servers, find_running
from shared.settings import Settings

Tell = Callable[[str], None]


def on_embedded_servers(settings: Settings) -> bool:
    """Whether the environment names no server at all."""
    return not (settings.rabbitmq_url or settings.rabbitmq_url_sendiri or settings.mongodb_url)


@contextmanager
def urls_for(settings: Settings, names: Sequence[str], tell: Tell) -> Iterator[Mapping[str, str]]:
    """The environment for child processes of these names. Starts what neither the environment
    names nor another process of ours runs already, and stops it at the end."""
    if not settings.rabbitmq_url and all(has_servers(settings, name) for name in names):
        yield dict(os.environ)
        return
    running = find_running(settings.folder_data)
    if running is not None:
        tell(f"Memakai server bawaan yang sudah berjalan di {settings.folder_data}.")
        yield _env(running.rabbitmq_url, running.mongodb_url)
        return
    with embedded_servers(settings.folder_data, management=False, on_progress=tell) as servers:
        yield _env(servers.rabbitmq_url, servers.mongodb_url)


def _env(rabbitmq_url: str, mongodb_url: str) -> Mapping[str, str]:
    """What the environment names itself goes before."""
    ours = {"RABBITMQ_URL": rabbitmq_url, "MONGODB_URL": mongodb_url}
    return {**os.environ, **{name: os.environ.get(name) or url for name, url in ours.items()}}
