"""A private RabbitMQ cluster of three nodes on this machine, behind a balancer."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from chaos.site import Management
from shared.embedded.folder import owned
from shared.embedded.guarded import Command, Guarded
from shared.embedded.mongodb import private_store
from shared.embedded.ports import HeldPorts
from shared.embedded.rabbitmq import RabbitNode
from shared.embedded.running import running, wipe
from shared.embedded.server import Server
from shared.whole_file import OWNER_ONLY, write_file

NODES = 3


def node_name(index: int) -> str:
    return f"izin{index}@localhost"


class ClusterNode(RabbitNode):
    """As `RabbitNode`, with a name of its own and a cookie, a password and a port mapper that all
    nodes share."""

    def __init__(self, folder: Path, index: int, common: "Common") -> None:
        super().__init__(folder, common.keep_open)
        self.name = f"RabbitMQ {index}"
        self.node, self._common = node_name(index), common

    def settle_in(self) -> None:
        """What all share; after `wipe`, which forgets it."""
        self._ports = replace(self._ports, epmd=self._common.epmd_port)
        self.password = self._common.password
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        cookie = self.folder / ".erlang.cookie"
        if not cookie.exists():
            write_file(cookie, self._common.cookie, mode=OWNER_ONLY)
            cookie.chmod(0o400)

    @property
    def amqp_port(self) -> int:
        return self._ports.amqp

    def _launch_epmd(self) -> None:
        self._common.launch_epmd(self)

    def _end_epmd(self) -> None:
        """It is the machine's, not this node's."""

    def epmd_command(self) -> Command:
        port = str(self._common.epmd_port)
        return super()._command(["epmd", "-port", port, "-address", "127.0.0.1"], 1.0)

    def _command(self, arguments: list[str], grace_s: float) -> Command:
        command = super()._command(arguments, grace_s)
        with self._layout.config.open("a") as config:
            config.write("cluster_formation.peer_discovery_backend = classic_config\n")
            for index in range(1, NODES + 1):
                line = f"cluster_formation.classic_config.nodes.{index} = {node_name(index)}\n"
                config.write(line)
        return replace(command, env={**command.env, "RABBITMQ_NODENAME": self.node})


class Common:
    def __init__(self, keep_open: tuple[int, ...]) -> None:
        self.keep_open = keep_open
        self._held = HeldPorts(1)
        (self.epmd_port,) = self._held.numbers
        self.password, self.cookie = secrets.token_urlsafe(24), secrets.token_hex(20)
        self._epmd: Guarded | None = None

    def launch_epmd(self, node: ClusterNode) -> None:
        if self._epmd is None or not self._epmd.running():
            self._epmd = Guarded(node.epmd_command())

    def end_epmd(self) -> None:
        if self._epmd is not None:
            self._epmd.stop()


class ClusterSite:
    """Clients know the balancer's address alone, as docs/operations/first-day.md has it."""

    def __init__(self, nodes: Sequence[ClusterNode], store: Server, port: int) -> None:
        self.nodes = tuple(nodes)
        first = self.nodes[0]
        self.rabbitmq_url = first.url.replace(f":{first.amqp_port}/", f":{port}/")
        self.mongodb_url = store.url
        self.management = Management(*(node.management_url for node in nodes))
        self.broker: list[Server] = [*nodes]
        self.store = store
        self.data = first.folder / "data"
        self.declared_at = time.monotonic()


@contextmanager
def cluster_site(folder: Path) -> Iterator[ClusterSite]:
    """Fresh data; everything of it ends with the block."""
    folder = folder.resolve()
    with owned(folder) as lock:
        common = Common((lock,))
        nodes = [ClusterNode(folder / f"rabbitmq{i}", i, common) for i in range(1, NODES + 1)]
        store = private_store(folder / "store", (lock,))
        wipe([*nodes, store])
        for node in nodes:
            node.settle_in()
        balancer = HeldPorts(1)
        (port,) = balancer.numbers
        try:
            with running([store, *nodes], print), _balancer(port, [n.amqp_port for n in nodes]):
                yield ClusterSite(nodes, store, port)
        finally:
            common.end_epmd()


@contextmanager
def _balancer(port: int, behind: Sequence[int]) -> Iterator[None]:
    words = [sys.executable, "-m", "chaos.balancer", str(os.getpid()), str(port)]
    process = subprocess.Popen([*words, *map(str, behind)])  # noqa: S603 - our own module
    try:
        yield
    finally:
        process.terminate()
        process.wait()
