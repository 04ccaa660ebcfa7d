"""A private document store that speaks MongoDB's wire protocol.

`mongod` where it is installed; SecantusDB, which comes from the package index, everywhere else.
Both listen on loopback only and ask for no password: they hold what one person tries out.
"""

import os
import shutil
import socket
import sys
import sysconfig
import time
from abc import abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from shared.embedded.errors import ProgramMissing
from shared.embedded.guarded import Command
from shared.embedded.processes import listens_on
from shared.embedded.server import Server
from shared.mongo_driver import MongoClient, PyMongoError
from shared.whole_file import make_folder, write_file

# With w=1 or w=majority alone a killed store loses writes it acknowledged. The time limits make a
# store that hangs look like one that is away, which every worker knows how to wait for.
URL_OPTIONS = (
    "directConnection=true&journal=true&w=1"
    "&serverSelectionTimeoutMS=5000&connectTimeoutMS=5000&socketTimeoutMS=20000"
)
PROBE_TIMEOUT_MS = 1000
STOP_GRACE_S = 10.0
CACHE_MEGABYTES = 256
KNOCKS = 40
KNOCK_S = 0.05
REMEDY = (
    "Jalankan `make siapkan`, atau pasang mongod, atau isi MONGODB_URL dengan alamat MongoDB "
    "yang sudah ada."
)


class MongoServer(Server):
    """What mongod and SecantusDB share: one port, one data folder, the same clients."""

    start_timeout_s = 60.0
    port_count = 1

    def __init__(self, folder: Path, keep_open: tuple[int, ...] = ()) -> None:
        super().__init__(folder, keep_open)
        (self.port,) = self.ports

    @property
    def url(self) -> str:
        return f"mongodb://127.0.0.1:{self.port}/?{URL_OPTIONS}"

    @property
    def data_folder(self) -> Path:
        return self.folder / "data"

    def launch(self) -> None:
        if self.running():
            return
        arguments = self.arguments()
        make_folder(self.data_folder, 0o700)
        self.prepare()
        env = dict(os.environ)
        self._run(
            Command(arguments, env, self.folder, self.log_path, STOP_GRACE_S, self._keep_open)
        )

    def answers(self) -> bool:
        return listens_on(self.pid, self.port) and answers_ping(self.url)

    def wipe(self) -> None:
        super().wipe()
        (self.port,) = self.ports

    @abstractmethod
    def arguments(self) -> list[str]:
        """The command; raises ProgramMissing."""

    def prepare(self) -> None:
        """Write what the command reads; the folder exists."""


class SecantusServer(MongoServer):
    name = "SecantusDB"

    def __init__(self, folder: Path, keep_open: tuple[int, ...] = ()) -> None:
        super().__init__(folder, keep_open)
        self._config = self.folder / "secantusd.toml"

    def stop(self) -> None:
        """Its own stop waits two seconds for a thread that waits for one more connection: here
        that one comes."""
        self.begin_stop()
        for _ in range(KNOCKS):
            if not self.running():
                break
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), KNOCK_S).close()
            time.sleep(KNOCK_S)
        super().stop()

    def arguments(self) -> list[str]:
        """`--standalone`: without it an oplog grows with every write and slows all of them. An
        own `--config`: without it the user's is read."""
        program = secantus_program()
        if program is None:
            raise ProgramMissing(self.name, REMEDY)
        return [sys.executable, program, "--standalone", "--config", str(self._config)]

    def prepare(self) -> None:
        lines = [
            "[server]",
            'host = "127.0.0.1"',
            f"port = {self.port}",
            f"storage_path = {toml_string(self.data_folder)}",
            'log_level = "WARNING"',
            "[storage]",
            f'cache_size = "{CACHE_MEGABYTES}M"',
        ]
        write_file(self._config, "\n".join(lines) + "\n")


class MongodServer(MongoServer):
    name = "MongoDB"

    def arguments(self) -> list[str]:
        program = shutil.which("mongod")
        if program is None:
            raise ProgramMissing(self.name, REMEDY)
        return [
            *(program, "--bind_ip", "127.0.0.1", "--port", str(self.port)),
            *("--dbpath", str(self.data_folder), "--nounixsocket"),
            *("--wiredTigerCacheSizeGB", str(CACHE_MEGABYTES / 1024), "--quiet"),
        ]


def private_store(
    folder: Path, keep_open: tuple[int, ...] = (), env: Mapping[str, str] = os.environ
) -> MongoServer:
    """The store this machine can run. Each has a folder of its own below `folder`: their files
    look alike and are not."""
    if shutil.which("mongod", path=env.get("PATH")):
        return MongodServer(folder / "mongod", keep_open)
    return SecantusServer(folder / "secantusdb", keep_open)


def answers_ping(url: str) -> bool:
    try:
        with MongoClient[dict[str, object]](
            url, serverSelectionTimeoutMS=PROBE_TIMEOUT_MS, socketTimeoutMS=PROBE_TIMEOUT_MS
        ) as client:
            client.admin.command("ping")
    except PyMongoError:
        return False
    return True


def secantus_program() -> str | None:
    """Beside our own interpreter, also when the virtual environment is not activated."""
    return shutil.which("secantusd-py", path=sysconfig.get_path("scripts"))


def toml_string(path: Path) -> str:
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
