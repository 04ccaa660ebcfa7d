"""Which servers are used, and what is said when one cannot be."""

import os
import socket
import sys
from pathlib import Path

import pytest

from shared.embedded import (
    External,
    ProgramMissing,
    ServerFailed,
    embedded_servers,
    resolve,
)
from shared.embedded import mongodb as mongodb_module
from shared.embedded.mongodb import MongodServer, SecantusServer, private_store
from shared.embedded.rabbitmq import PROGRAM_VARIABLE, RabbitNode
from tests.integration.embedded.leftovers import SOMEBODY_ELSES_BROKER as RABBITMQ_URL
from tests.integration.embedded.leftovers import processes_of, store_in

MONGODB_URL = "mongodb://127.0.0.1:1/"

# Takes mongod's own options and serves with SecantusDB: the real one is not on every machine.
MONGOD_STAND_IN = """#!{python}
import argparse
import sys
from secantus.cli import main

parser = argparse.ArgumentParser()
for option in ("--bind_ip", "--port", "--dbpath", "--wiredTigerCacheSizeGB"):
    parser.add_argument(option, required=True)
for flag in ("--nounixsocket", "--quiet"):
    parser.add_argument(flag, action="store_true")
given = parser.parse_args()
place = ["--host", given.bind_ip, "--port", given.port, "--storage-path", given.dbpath]
sys.exit(main(["--standalone", "--config", "{config}", *place]))
"""


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, External(None, None)),
        ({"RABBITMQ_URL": RABBITMQ_URL}, External(RABBITMQ_URL, None)),
        ({"MONGODB_URL": MONGODB_URL}, External(None, MONGODB_URL)),
        ({"RABBITMQ_URL": "", "MONGODB_URL": ""}, External(None, None)),  # set but empty
    ],
)
def test_the_environment_names_the_servers_of_others(
    env: dict[str, str], expected: External
) -> None:
    assert resolve(env) == expected


def test_nothing_is_started_or_written_where_both_servers_are_named(tmp_path: Path) -> None:
    env = {"RABBITMQ_URL": RABBITMQ_URL, "MONGODB_URL": MONGODB_URL}
    with embedded_servers(tmp_path / "izin", env=env) as servers:
        assert (servers.rabbitmq_url, servers.mongodb_url) == (RABBITMQ_URL, MONGODB_URL)
        assert (servers.rabbit, servers.store) == (None, None)

    assert not (tmp_path / "izin").exists()


def test_only_the_store_is_started_where_the_broker_is_named(tmp_path: Path) -> None:
    said: list[str] = []
    env = dict(os.environ) | {"RABBITMQ_URL": RABBITMQ_URL, "MONGODB_URL": ""}
    with embedded_servers(tmp_path, env=env, on_progress=said.append) as servers:
        assert servers.rabbitmq_url == RABBITMQ_URL
        assert servers.rabbit is None
        assert servers.store is not None
        assert servers.store.answers()

    assert not (tmp_path / "rabbitmq").exists()
    assert not any("RabbitMQ" in line for line in said)


def test_fresh_servers_begin_with_empty_data(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:
        old = store.data_folder / "bekas"
        old.write_text("lama")
    with store_in(tmp_path):
        assert old.exists()
    with store_in(tmp_path, fresh=True):
        assert not old.exists()


def port_of_a_start(folder: Path) -> int:
    """Whoever still had the server would hold its port."""
    with store_in(folder) as store:
        return store.port


def test_a_start_has_the_ports_of_the_last_one_and_says_so_when_it_cannot(tmp_path: Path) -> None:
    said: list[str] = []
    port = port_of_a_start(tmp_path)
    assert port_of_a_start(tmp_path) == port
    with (
        socket.create_server(("127.0.0.1", port)),
        embedded_servers(
            tmp_path, env={"RABBITMQ_URL": RABBITMQ_URL}, on_progress=said.append
        ) as servers,
    ):
        assert servers.store is not None
        other = servers.store.port
        servers.store.kill()
    assert f"Port {port} sedang dipakai program lain; SecantusDB kali ini di port {other}" in said
    del servers
    assert port_of_a_start(tmp_path) == port


def test_a_missing_broker_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    node = RabbitNode(tmp_path, program=Path("/tidak/ada/rabbitmq-server"))

    with pytest.raises(ProgramMissing, match=r"make siapkan.*apt-get install.*RABBITMQ_URL"):
        node.start()


def test_another_broker_is_run_where_its_program_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "rabbitmq-server"
    other.write_text("#!/bin/sh\necho 'yang lain' >&2\nexit 0\n")
    other.chmod(0o700)
    monkeypatch.setenv(PROGRAM_VARIABLE, str(other))
    node = RabbitNode(tmp_path / "node")
    try:
        with pytest.raises(ServerFailed, match="yang lain"):
            node.start()
    finally:
        node.stop()


def test_a_missing_store_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mongodb_module, "secantus_program", lambda: None)

    with pytest.raises(ProgramMissing, match=r"make siapkan.*MONGODB_URL"):
        SecantusServer(tmp_path).start()


def test_a_broker_that_cannot_boot_is_an_error_that_shows_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "rabbitmq-server"
    broken.write_text("#!/bin/sh\necho 'kunci tidak dikenal' >&2\nexit 0\n")
    broken.chmod(0o755)
    node = RabbitNode(tmp_path / "node", program=broken)

    with pytest.raises(ServerFailed, match="berhenti sendiri") as failure:
        node.start()
    node.stop()
    assert "kunci tidak dikenal" in str(failure.value)
    assert node.password not in str(failure.value)
    assert processes_of(tmp_path) == {}


def test_a_broker_keeps_the_password_its_data_was_made_with(tmp_path: Path) -> None:
    (tmp_path / "rabbitmq.conf").write_text("default_user = izin\ndefault_pass = lama\n")

    assert RabbitNode(tmp_path).password == "lama"
    assert RabbitNode(tmp_path / "baru").password != RabbitNode(tmp_path / "lain").password


def test_a_broker_without_its_management_plugin_has_no_address_for_it(tmp_path: Path) -> None:
    assert RabbitNode(tmp_path).management_url.startswith("http://izin:")
    with pytest.raises(RuntimeError, match="management"):
        _ = RabbitNode(tmp_path, management=False).management_url


def test_mongod_is_preferred_where_it_is_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = tmp_path / "bin" / "mongod"
    stand_in.parent.mkdir()
    config = tmp_path / "kosong.toml"
    config.touch()
    stand_in.write_text(MONGOD_STAND_IN.format(python=sys.executable, config=config))
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(stand_in.parent), prepend=os.pathsep)
    store = private_store(tmp_path / "store")

    assert isinstance(store, MongodServer)
    store.start()
    assert store.answers()
    store.stop()
    assert processes_of(tmp_path) == {}


def test_secantusdb_is_used_where_mongod_is_not_on_the_path(tmp_path: Path) -> None:
    assert isinstance(private_store(tmp_path, env={"PATH": "/tidak/ada"}), SecantusServer)
