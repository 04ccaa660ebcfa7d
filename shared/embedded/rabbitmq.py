"""A private RabbitMQ node: ordinary user, loopback only, own ports, own data, own password."""

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from shared.embedded.amqp_login import Answer, ask_login
from shared.embedded.errors import CredentialsMismatch, ProgramMissing
from shared.embedded.guarded import Command, Guarded
from shared.embedded.processes import listens_on
from shared.embedded.rabbitmq_files import Layout, Ports, load_definitions, write_files
from shared.embedded.server import Server
from shared.whole_file import make_folder

PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")  # /usr/sbin's wrapper changes the user
PROGRAM_VARIABLE = "IZIN_PROGRAM_RABBITMQ"
"""Another RabbitMQ than Debian's own, for trying and testing with it (CONTRIBUTING.md)."""

REMEDY = (
    "Jalankan `make siapkan`, atau pasang sendiri dengan `sudo apt-get install rabbitmq-server`, "
    "atau isi RABBITMQ_URL dengan alamat RabbitMQ yang sudah ada."
)
STOP_GRACE_S = 15.0  # it needs 1, and 6 with the management plugin, which sits idle for 5
EPMD_GRACE_S = 1.0
# Two schedulers are enough for a desk, whatever the machine has; the distribution port, which
# nobody uses, must not listen beyond loopback.
ERLANG_FLAGS = "+S 2:2 +SDio 4 -kernel inet_dist_use_interface {127,0,0,1}"


class RabbitNode(Server):
    name = "RabbitMQ"
    start_timeout_s = 90.0
    port_count = 4

    def __init__(
        self,
        folder: Path,
        keep_open: tuple[int, ...] = (),
        *,
        management: bool = True,
        program: Path | None = None,
        definitions: Mapping[str, Any] | None = None,
    ) -> None:
        """`management`: with the plugin for its HTTP API, which costs 5 s at every stop.
        `definitions`: accounts, rights and queues besides the node's own account, as
        `shared.akses.definisi` makes them for the virtual host `/`."""
        super().__init__(folder, keep_open)
        self._layout = Layout(self.folder)
        self.has_management = management
        self._program = program or Path(os.environ.get(PROGRAM_VARIABLE) or PROGRAM)
        self._definitions = definitions
        self._epmd: Guarded | None = None
        self.username = "izin"
        self._choose_ports_and_password()

    @property
    def url(self) -> str:
        return f"amqp://{self._login()}@127.0.0.1:{self._ports.amqp}/"

    @property
    def management_url(self) -> str:
        """The HTTP API, with the login in the address; append `/api/...`."""
        if not self.has_management:
            raise RuntimeError(f"{self.name} runs without its management plugin")
        return f"http://{self._login()}@127.0.0.1:{self._ports.management}"

    @property
    def epmd_pid(self) -> int | None:
        return self._epmd.pid if self._epmd else None

    def launch(self) -> None:
        if self.running():
            return
        self._require_programs()
        make_folder(self.folder, 0o700)
        login = (self.username, self.password)
        write_files(self._layout, self._ports, login, management=self.has_management)
        if self._definitions is not None:
            load_definitions(self._layout, login, self._definitions)
        self._launch_epmd()
        self._run(self._command([str(self._program), "-noinput"], STOP_GRACE_S))

    def answers(self) -> bool:
        """Ours, with our password. The HTTP API opens before AMQP does."""
        process = self._running_process()
        return listens_on(process.pid, self._ports.amqp) and self._knows_our_password()

    def stop(self) -> None:
        super().stop()
        self._end_epmd()

    def kill(self) -> None:
        """As `Server.kill`. Debian's 3.10 keeps the registration of a new quorum queue in memory
        for up to 3 s: killed within that time it comes back without the queue's leader, for good.
        """
        super().kill()
        self._end_epmd()

    def wipe(self) -> None:
        super().wipe()
        self._choose_ports_and_password()

    def _choose_ports_and_password(self) -> None:
        self._ports = Ports(*self.ports)
        self.password = self._layout.password(secrets.token_urlsafe(24))

    def _login(self) -> str:
        return f"{self.username}:{quote(self.password, safe='')}"

    def _require_programs(self) -> None:
        if not self._program.exists() or shutil.which("epmd") is None:
            raise ProgramMissing(self.name, REMEDY)

    def _launch_epmd(self) -> None:
        """Erlang would start a port mapper by itself, and leave it behind; ours is guarded."""
        if self._epmd is not None and self._epmd.running():
            return
        command = ["epmd", "-port", str(self._ports.epmd), "-address", "127.0.0.1"]
        self._epmd = Guarded(self._command(command, EPMD_GRACE_S))

    def _end_epmd(self) -> None:
        if self._epmd is not None:
            self._epmd.stop()
            self._epmd = None

    def _command(self, arguments: list[str], grace_s: float) -> Command:
        env = self._layout.environment(self._ports, os.environ)
        env["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = ERLANG_FLAGS
        return Command(arguments, env, self.folder, self.log_path, grace_s, self._keep_open)

    def _knows_our_password(self) -> bool:
        answer = ask_login(self.url)
        if answer is Answer.REFUSED:
            raise CredentialsMismatch(self.name, self.folder)
        return answer is Answer.WELCOME
