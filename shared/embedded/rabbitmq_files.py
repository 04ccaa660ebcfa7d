"""The files and environment of a private RabbitMQ node."""

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.akses import hash_kata_sandi
from shared.contracts.reading import UKURAN_PESAN_BROKER_BYTES
from shared.whole_file import OWNER_ONLY, write_file

SALT_BYTES = 4
NODE_NAME = "izin@localhost"
PASSWORD_LINE = re.compile(r"^default_pass = (\S+)$", re.MULTILINE)
# What the Erlang programs need from the user's own environment; RABBITMQ_* and ERL_* of another
# installation must not reach this node.
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")


@dataclass(frozen=True)
class Ports:
    amqp: int
    management: int
    distribution: int
    epmd: int


@dataclass(frozen=True)
class Layout:
    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "rabbitmq.conf"

    @property
    def plugins(self) -> Path:
        return self.folder / "enabled_plugins"

    @property
    def definitions(self) -> Path:
        return self.folder / "definitions.json"

    def password(self, fresh: str) -> str:
        """The password this data folder was made with, or the fresh one: the broker reads
        `default_pass` on its first start only."""
        if not self.config.exists():
            return fresh
        found = PASSWORD_LINE.search(self.config.read_text())
        return found[1] if found else fresh

    def environment(self, ports: Ports, outer: Mapping[str, str]) -> dict[str, str]:
        kept = {name: outer[name] for name in KEPT_VARIABLES if name in outer}
        return kept | {
            "HOME": str(self.folder),  # the Erlang cookie is written here
            "RABBITMQ_NODENAME": NODE_NAME,
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_LOGS": "-",  # to the guard's log, with what Erlang itself prints
            "RABBITMQ_CONFIG_FILE": str(self.config),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.plugins),
            "RABBITMQ_FEATURE_FLAGS_FILE": str(self.folder / "feature_flags"),
            "RABBITMQ_PID_FILE": str(self.folder / "rabbitmq.pid"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_DIST_PORT": str(ports.distribution),
            "RABBITMQ_ALLOW_INPUT": "1",  # with -noinput: the script becomes the VM itself
            "ERL_EPMD_PORT": str(ports.epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }


def write_files(layout: Layout, ports: Ports, login: tuple[str, str], *, management: bool) -> None:
    username, password = login
    lines = [
        f"listeners.tcp.1 = 127.0.0.1:{ports.amqp}",
        f"default_user = {username}",
        f"default_pass = {password}",
        f"max_message_size = {UKURAN_PESAN_BROKER_BYTES}",
        "raft.wal_max_size_bytes = 67108864",  # 512 MiB by default: too much for a desk
    ]
    if management:
        lines += [
            "management.tcp.ip = 127.0.0.1",
            f"management.tcp.port = {ports.management}",
        ]
    write_file(layout.config, "\n".join(lines) + "\n", mode=OWNER_ONLY)
    write_file(layout.plugins, "[rabbitmq_management].\n" if management else "[].\n")


def load_definitions(
    layout: Layout, login: tuple[str, str], definitions: Mapping[str, Any]
) -> None:
    """After `write_files`. With definitions RabbitMQ makes no default user: the node's own account
    is one of them."""
    username, password = login
    own = {
        "name": username,
        "password_hash": hash_kata_sandi(password, secrets.token_bytes(SALT_BYTES)),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": ["administrator"],
    }
    everything = dict.fromkeys(("configure", "write", "read"), ".*")
    rights = [
        {"user": username, "vhost": one["name"], **everything} for one in definitions["vhosts"]
    ]
    whole = {
        **definitions,
        "users": [*definitions["users"], own],
        "permissions": [*definitions["permissions"], *rights],
    }
    write_file(layout.definitions, json.dumps(whole), mode=OWNER_ONLY)
    config = layout.config.read_text()
    text = f"{config}load_definitions = {layout.definitions}\n"
    write_file(layout.config, text, mode=OWNER_ONLY)
