"""`izin jalankan`: which processes it starts, whom each serves, and what it refuses to start."""

import socket
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from izin.cli.catalogue import load_catalogue
from izin.cli.errors import BadInput
from izin.cli.jalankan import what_next, whereabouts
from izin.cli.processes import chosen, dealt, free_port, has_servers, with_accounts
from izin.registry import discover_desks
from shared.gabungan import anggota, gabung
from shared.settings import Settings, variabel_url
from tests.unit.cli.running import izin

ROLES = tuple(discover_desks())
BROKER, STORE = SecretStr("amqp://kantor/"), SecretStr("mongodb://kantor/")
OWN = {variabel_url(nama): SecretStr(f"amqp://{nama}@kantor/") for nama in (*ROLES, "watchdog")}
WATCHDOG, MEJA = "watchdog", "meja"


def settings(**ubah: Any) -> Settings:
    kosong: dict[str, Any] = {
        "rabbitmq_url": None,
        "mongodb_url": None,
        "rabbitmq_url_sendiri": {},
        "kabar": None,
    }
    return Settings(**(kosong | ubah))


@pytest.mark.parametrize(
    ("asked", "processes"),
    [
        (["kabid"], ("kabid",)),
        (["frontoffice", "kabid"], ("frontoffice", "kabid")),
        (["frontoffice+kabid"], ("frontoffice+kabid",)),
        (
            ["frontoffice+backoffice", "dinasteknis", WATCHDOG],
            ("frontoffice+backoffice", "dinasteknis", WATCHDOG),
        ),
        (["kabid", "kabid"], ("kabid",)),
    ],
)
def test_every_name_is_a_process_and_joined_names_are_one(
    asked: list[str], processes: tuple[str, ...]
) -> None:
    assert chosen(asked, None, settings()) == processes


@pytest.mark.parametrize("count", range(1, len(ROLES) + 1))
def test_all_roles_are_dealt_evenly_and_the_watchdog_stands_beside_them(count: int) -> None:
    *workers, watchdog, pages = chosen(["semua"], count, settings())
    served = [anggota(worker) for worker in workers]
    assert (watchdog, pages) == (WATCHDOG, MEJA)
    assert len(workers) == count
    assert [nama for satu in served for nama in satu] == list(ROLES)
    assert {len(satu) for satu in served} <= {len(ROLES) // count, len(ROLES) // count + 1}


@pytest.mark.parametrize(
    ("servers", "one"),
    [
        ({}, True),
        ({"rabbitmq_url": SecretStr(""), "mongodb_url": SecretStr("")}, True),
        ({"rabbitmq_url": BROKER, "mongodb_url": STORE}, False),
        ({"rabbitmq_url_sendiri": OWN, "mongodb_url": STORE}, False),
        ({"mongodb_url": STORE}, False),
    ],
)
def test_everybody_is_one_process_on_servers_of_our_own_and_one_a_role_on_others(
    servers: dict[str, Any], one: bool
) -> None:
    workers = (gabung(ROLES),) if one else ROLES
    own = (MEJA,) if one else ()
    assert chosen(["semua"], None, settings(**servers)) == (*workers, WATCHDOG, *own)


def test_the_pages_go_along_where_they_have_an_address() -> None:
    servers = {"rabbitmq_url": BROKER, "mongodb_url": STORE, "url_meja": "https://meja.kantor/"}
    assert chosen(["semua"], 1, settings(**servers))[1:] == (WATCHDOG, MEJA)


def test_a_port_that_somebody_has_does_not_stop_the_pages() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        other = free_port("127.0.0.1", port)
    assert other not in {0, port}
    assert free_port("127.0.0.1", other) == other


def test_the_notifier_goes_along_where_it_is_told_where_to() -> None:
    assert chosen(["semua"], 1, settings(kabar=Path("kabar.toml")))[1:] == (WATCHDOG, "kabar", MEJA)


@pytest.mark.parametrize(
    ("arguments", "code", "said", "remedy"),
    [
        (["frontoffice+kapten"], 3, "Pelaksana 'kapten' tidak dikenal", "kepaladinas"),
        (["kabid+kabid"], 2, "'kabid' disebut dua kali", "dua perintah"),
        (["kabid+pemohon", "kabid"], 2, "'kabid' disebut dua kali", "dua perintah"),
        (["kabid+semua"], 2, "'semua' tidak digabung", "semua --proses 1"),
        (["kabid+"], 2, "nama yang kosong", "frontoffice+backoffice"),
        (["kabid+watchdog"], 2, "tetap hidup", "izin jalankan kabid watchdog"),
        (["kabid+kabar+pemohon"], 2, "tetap hidup", "izin jalankan kabid+pemohon kabar"),
        (["semua", "--proses", "0"], 2, "--proses 0 tidak mungkin", "Dari 1"),
        (["semua", "--proses", "8"], 2, "--proses 8 tidak mungkin", "sampai 7"),
        (["kabid", "--proses", "2"], 2, "--proses hanya bersama semua", "frontoffice+backoffice"),
    ],
)
def test_what_cannot_be_one_process_is_refused_with_what_to_type_instead(
    arguments: list[str], code: int, said: str, remedy: str, tmp_path: Path
) -> None:
    outcome = izin("jalankan", *arguments, env={"IZIN_FOLDER_DATA": str(tmp_path)})
    words = " ".join(outcome.said.split())
    assert outcome.code == code
    assert said in words
    assert remedy in words


def test_an_account_of_nobody_is_refused_by_its_variable_and_without_its_password() -> None:
    wrong = {"RABBITMQ_URL_KABIT": SecretStr("amqp://u:rahasia@kantor/")}
    with pytest.raises(BadInput) as refused:
        chosen(["kabid"], None, settings(rabbitmq_url_sendiri=wrong))
    assert "RABBITMQ_URL_KABIT" in refused.value.message
    assert "RABBITMQ_URL_KABID" in refused.value.remedy
    assert "rahasia" not in f"{refused.value.message} {refused.value.remedy}"


def test_accounts_are_read_from_the_environment_and_do_not_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RABBITMQ_URL", "amqp://bersama@kantor/")
    monkeypatch.setenv("RABBITMQ_URL_KABID", "amqp://kabid:rahasia@kantor/")
    monkeypatch.setenv("RABBITMQ_URL_PEMOHON", "")
    read = Settings()
    urls = {nama: read.rabbitmq_url_of(nama) for nama in ("kabid", "pemohon")}
    assert {nama: url.get_secret_value() for nama, url in urls.items() if url} == {
        "kabid": "amqp://kabid:rahasia@kantor/",
        "pemohon": "amqp://bersama@kantor/",
    }
    assert "rahasia" not in repr(read)


def test_a_process_has_its_servers_when_each_of_its_names_has_an_account() -> None:
    some = {nama: url for nama, url in OWN.items() if nama != variabel_url("pemohon")}
    named = settings(rabbitmq_url_sendiri=some, mongodb_url=STORE)
    assert has_servers(named, "frontoffice+kabid")
    assert not has_servers(named, "frontoffice+pemohon")
    assert not has_servers(settings(rabbitmq_url_sendiri=OWN), "kabid")


def test_the_watchdog_logs_in_with_the_account_that_is_its_own() -> None:
    named = settings(rabbitmq_url=BROKER, rabbitmq_url_sendiri=OWN, mongodb_url=STORE)
    url = with_accounts(named, WATCHDOG).rabbitmq_url
    assert url is not None
    assert url.get_secret_value() == "amqp://watchdog@kantor/"


def test_an_office_of_no_process_cannot_be_dealt() -> None:
    with pytest.raises(BadInput, match="tidak mungkin"):
        dealt(ROLES, -1)


def test_the_last_line_of_a_start_can_be_typed_and_fits_a_terminal() -> None:
    for sop in load_catalogue(settings()):
        assert f"izin ajukan --contoh {sop} permohonan-saya" in what_next(sop)
    assert min(len(what_next(sop)) for sop in load_catalogue(settings())) <= 80
    assert "izin ajukan" not in what_next("")


def test_where_the_servers_are_is_said_without_a_password() -> None:
    env = {"RABBITMQ_URL": "amqp://u:rahasia@host:5672/", "MONGODB_URL": "mongodb://u:rahasia@h/?x"}
    servers = ["RabbitMQ  amqp://host:5672/", "MongoDB   mongodb://h/"]
    assert list(whereabouts(env, (), settings())) == servers
    assert list(whereabouts({}, (), settings())) == []
    pages = list(whereabouts({"IZIN_PORT_MEJA": "8401"}, (MEJA,), settings()))
    assert pages == ["Meja      http://127.0.0.1:8401/"]
