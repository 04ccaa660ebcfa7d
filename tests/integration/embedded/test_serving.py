import stat
from pathlib import Path

import aio_pika
import httpx
import pymongo
import pytest

from shared.embedded import (
    CredentialsMismatch,
    FolderInUse,
    ServerFailed,
    Servers,
    embedded_servers,
    find_running,
)
from shared.embedded.amqp_login import Answer, ask_login
from shared.embedded.mongodb import SecantusServer
from shared.embedded.processes import listeners
from tests.integration.embedded.leftovers import SOMEBODY_ELSES_BROKER, owner_of


async def test_a_confirmed_message_comes_out_of_a_quorum_queue(servers: Servers) -> None:
    connection = await aio_pika.connect_robust(servers.rabbitmq_url)
    async with connection, connection.channel(publisher_confirms=True) as channel:
        queue = await channel.declare_queue(
            "uji.layanan", durable=True, arguments={"x-queue-type": "quorum"}
        )
        await channel.default_exchange.publish(aio_pika.Message(b"isi"), routing_key=queue.name)
        received = await queue.get(timeout=10)
        await received.ack()
        await queue.delete(if_unused=False, if_empty=False)

    assert received.body == b"isi"


def test_a_journaled_write_is_acknowledged_and_read_back(servers: Servers) -> None:
    with pymongo.MongoClient[dict[str, object]](servers.mongodb_url) as client:
        written = client.uji.dokumen.insert_one({"_id": "satu", "nilai": 1})
        found = client.uji.dokumen.find_one({"_id": "satu"})
        client.drop_database("uji")

    assert written.acknowledged
    assert client.write_concern.document == {"w": 1, "j": True}
    assert found == {"_id": "satu", "nilai": 1}


def test_the_http_api_knows_the_login_in_its_address(servers: Servers) -> None:
    assert servers.urls.management_url is not None
    whoami = httpx.get(f"{servers.urls.management_url}/api/whoami")

    assert whoami.status_code == 200
    assert whoami.json()["name"] == "izin"


def test_the_broker_is_asked_whether_it_knows_a_login(servers: Servers) -> None:
    assert servers.rabbit is not None
    url = servers.rabbitmq_url

    assert ask_login(url) is Answer.WELCOME
    assert ask_login(url.replace(servers.rabbit.password, "lain")) is Answer.REFUSED
    assert ask_login(servers.mongodb_url) is Answer.SILENCE  # answers, in another language
    assert ask_login(SOMEBODY_ELSES_BROKER) is Answer.SILENCE


def test_no_server_listens_beyond_loopback(servers: Servers) -> None:
    assert servers.rabbit is not None
    assert servers.rabbit.epmd_pid is not None
    assert servers.store is not None
    for pid, sockets in (
        (servers.rabbit.pid, 3),
        (servers.rabbit.epmd_pid, 1),
        (servers.store.pid, 1),
    ):
        open_sockets = listeners(pid)

        assert len(open_sockets) >= sockets
        assert all(listener.address.is_loopback for listener in open_sockets)


@pytest.mark.parametrize("name", ["servers.json", "servers.lock", "rabbitmq/rabbitmq.conf"])
def test_a_file_that_others_must_not_read_is_private(
    servers: Servers, server_folder: Path, name: str
) -> None:
    assert stat.S_IMODE((server_folder / name).stat().st_mode) == 0o600


def test_running_servers_are_found_by_their_folder(servers: Servers, server_folder: Path) -> None:
    assert find_running(server_folder) == servers.urls


def test_a_store_whose_port_is_taken_is_an_error_and_not_a_stranger(
    servers: Servers, tmp_path: Path
) -> None:
    assert servers.store is not None
    newcomer = SecantusServer(tmp_path)
    newcomer.port = servers.store.port

    with pytest.raises(ServerFailed, match="berhenti sendiri"):
        newcomer.start()
    newcomer.stop()


def test_a_broker_that_does_not_know_our_password_is_refused_with_a_clear_word(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert servers.rabbit is not None
    monkeypatch.setattr(servers.rabbit, "password", "lain")

    with pytest.raises(CredentialsMismatch, match="kata sandi"):
        servers.rabbit.wait_ready()


def test_servers_are_found_by_another_process_for_as_long_as_their_owner_lives(
    tmp_path: Path,
) -> None:
    with owner_of(tmp_path, SOMEBODY_ELSES_BROKER) as owner:
        found = find_running(tmp_path)
        owner.kill()
        owner.wait()

    assert found is not None
    assert found.rabbitmq_url == SOMEBODY_ELSES_BROKER
    assert find_running(tmp_path) is None


def test_nothing_is_found_where_nothing_runs(tmp_path: Path) -> None:
    assert find_running(tmp_path) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"urls": 3}'])
def test_a_damaged_note_counts_as_nothing_running(tmp_path: Path, content: str) -> None:
    (tmp_path / "servers.json").write_text(content)

    assert find_running(tmp_path) is None


def test_a_second_owner_of_the_folder_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    with owner_of(tmp_path, SOMEBODY_ELSES_BROKER) as owner:
        with pytest.raises(FolderInUse, match=f"proses {owner.pid}"), embedded_servers(tmp_path):
            pass

        assert find_running(tmp_path) is not None
