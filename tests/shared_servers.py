"""The broker and the store that all processes of one run of the tests share.

The process that hands out the tests starts them while the others collect, and writes down where
they are; whoever needs them waits for that note. Each test has a virtual host and a database of its
own in them.
"""

import json
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from shared.embedded import EmbeddedError, Servers, ServerUrls, embedded_servers

NOTE = "alurizin_servers"
START_SECONDS = 180.0
_POLL_SECONDS = 0.05


@contextmanager
def servers_to_kill(folder: Path, *, management: bool = True) -> Iterator[Servers]:
    """Private servers also where RABBITMQ_URL is set: tests must not touch somebody's broker. At
    the end they are killed: stopping them in good order takes seconds, and is tested elsewhere.
    `management`: with the broker's HTTP API, a sixth of the CPU of its start."""
    with embedded_servers(folder, env={}, management=management) as servers:
        try:
            yield servers
        finally:
            for server in (servers.rabbit, servers.store):
                if server is not None:
                    server.kill()


class SharedServers:
    """Started by `begin` in a thread of its own; `end` returns when nothing of them is left."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="alurizin-uji-"))
        self._over = threading.Event()
        self._serving = threading.Thread(target=self._serve, name="shared-servers")

    @property
    def note(self) -> Path:
        return self._folder / "alamat.json"

    @property
    def begun(self) -> bool:
        return self._serving.ident is not None

    def begin(self) -> None:
        self._serving.start()

    def end(self) -> None:
        self._over.set()
        if self.begun:
            self._serving.join()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _serve(self) -> None:
        try:
            with servers_to_kill(self._folder / "servers") as servers:
                self._write(asdict(servers.urls))
                self._over.wait()
        except (EmbeddedError, OSError) as error:
            self._write({"galat": str(error)})

    def _write(self, what: dict[str, object]) -> None:
        """All at once: others are looking for it."""
        new = self.note.with_suffix(".baru")
        new.write_text(json.dumps(what))
        new.replace(self.note)


def read_note(note: Path) -> ServerUrls:
    """Waits for it. Raises `RuntimeError` with the reason when the servers did not start."""
    deadline = time.monotonic() + START_SECONDS
    while not note.exists():
        if time.monotonic() > deadline:
            raise RuntimeError(f"no servers after {START_SECONDS:.0f} s")
        time.sleep(_POLL_SECONDS)
    said = json.loads(note.read_text())
    if "galat" in said:
        raise RuntimeError(f"the servers did not start: {said['galat']}")
    return ServerUrls(**said)
