"""docker-compose.yml, held to the code: what a schema cannot see."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from ruamel.yaml import YAML

from izin.registry import discover_desks
from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from shared.settings import Settings
from tests.unit.deploy.compose import (
    COMPOSE,
    LASTING,
    OPTIONAL,
    ROOT,
    SERVERS,
    SERVICES,
    TEXT,
    VARIABLES,
    WORKERS,
    environment,
    seconds,
)

ENV_EXAMPLE = (ROOT / "deploy/.env.contoh").read_text(encoding="utf-8")
SCRAPES = YAML(typ="safe").load(ROOT / "deploy/prometheus/prometheus.yml")
BROKER_CONFIGURATION = (ROOT / "deploy/rabbitmq/alurizin.conf").read_text(encoding="utf-8")

OWN_SETTINGS = {f"IZIN_{name.upper()}": field for name, field in Settings.model_fields.items()}


def test_whatever_can_be_run_has_one_service_that_runs_it() -> None:
    commands = {name: SERVICES[name]["command"] for name in WORKERS}
    known = (*discover_desks(), WATCHDOG, NOTIFIER)
    assert commands == {name: ["jalankan", name] for name in known}


def test_the_notifier_runs_only_where_it_was_told_where_to_send() -> None:
    assert OPTIONAL == (NOTIFIER,)
    own = SERVICES[NOTIFIER]
    [secret] = own["secrets"]
    assert environment(NOTIFIER)["IZIN_KABAR"] == f"/run/secrets/{secret['target']}"
    [file] = [COMPOSE["secrets"][secret["source"]]["file"]]
    [variables] = own["env_file"]
    assert variables["required"] is False
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {file, variables["path"]} <= set(ignored)


@pytest.mark.parametrize("service", LASTING)
def test_what_runs_for_long_comes_back_and_can_be_looked_at(service: str) -> None:
    assert SERVICES[service]["restart"] == "unless-stopped"
    check = SERVICES[service]["healthcheck"]
    assert check["test"][0] == "CMD"
    assert seconds(check["timeout"]) <= seconds(check["interval"])


@pytest.mark.parametrize("service", WORKERS)
def test_the_health_check_looks_at_the_file_the_worker_touches(service: str) -> None:
    check = SERVICES[service]["healthcheck"]["test"]
    assert check[1:4] == ["python", "-m", "shared.worker.heartbeat"]
    assert check[4:] == [environment(service)["IZIN_BERKAS_DETAK"]]
    assert any(check[4].startswith(f"{t.partition(':')[0]}/") for t in SERVICES[service]["tmpfs"])


@pytest.mark.parametrize("service", WORKERS)
def test_workers_wait_for_healthy_servers(service: str) -> None:
    awaited = {name: c["condition"] for name, c in SERVICES[service]["depends_on"].items()}
    assert awaited == dict.fromkeys(SERVERS, "service_healthy")


@pytest.mark.parametrize("service", WORKERS)
def test_a_worker_has_time_to_finish_what_it_has_in_hand(service: str) -> None:
    own = float(environment(service)["IZIN_BATAS_HENTI_DETIK"])
    assert seconds(SERVICES[service]["stop_grace_period"]) >= own + 10


@pytest.mark.parametrize("service", WORKERS)
def test_a_worker_can_change_nothing_but_its_scratch_space(service: str) -> None:
    assert SERVICES[service]["read_only"] is True
    assert SERVICES[service]["cap_drop"] == ["ALL"]
    assert "privileged" not in SERVICES[service]


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_gains_privileges_or_bears_a_fixed_name(service: str) -> None:
    assert "no-new-privileges:true" in SERVICES[service]["security_opt"]
    assert "container_name" not in SERVICES[service], "a fixed name cannot be scaled"


@pytest.mark.parametrize("service", SERVERS)
def test_images_of_servers_are_pinned_to_a_minor_version(service: str) -> None:
    assert re.fullmatch(r"\w+:\d+\.\d+(-\w+)?", SERVICES[service]["image"])


def test_ports_are_published_to_this_machine_only() -> None:
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert published
    one_or_several = r"127\.0\.0\.1:\$\{\w+:-\d+(-\d+)?\}:\d+"
    assert all(re.fullmatch(one_or_several, port) for port in published)


def test_the_metrics_are_published_where_the_watchdog_shows_them() -> None:
    own = environment(WATCHDOG)
    [port] = SERVICES[WATCHDOG]["ports"]
    assert port.endswith(f":{own['IZIN_PORT_METRIK']}")
    [target] = [
        job["static_configs"][0]["targets"][0]
        for job in SCRAPES["scrape_configs"]
        if job["job_name"] == COMPOSE["name"]
    ]
    assert f":-{target.rpartition(':')[2]}" in port
    assert [name for name in WORKERS if "IZIN_PORT_METRIK" in environment(name)] == [WATCHDOG]


def test_there_is_no_password_unless_the_operator_gives_one() -> None:
    passwords = [v for v in VARIABLES if "PASS" in v[0]]
    assert {name for name, _, _ in passwords} == {
        "RABBITMQ_PASSWORD",
        "MONGODB_PASSWORD",
        "MONGODB_ROOT_PASSWORD",
    }
    assert all(kind == ":?" and "deploy/buat-env.sh" in said for _, kind, said in passwords)


@pytest.mark.parametrize("service", SERVICES)
def test_no_secret_is_written_into_the_file(service: str) -> None:
    for name, value in environment(service).items():
        if "PASS" in name:
            assert value.startswith("${")
        if "://" in value:
            assert (urlsplit(value).password or "").startswith("${")


def test_the_example_of_env_explains_every_variable_and_holds_no_secret() -> None:
    explained = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", ENV_EXAMPLE, re.MULTILINE))
    defaults = {name: "" if kind == ":?" else rest for name, kind, rest in VARIABLES}
    assert explained == defaults


def test_every_setting_of_ours_is_one_that_the_program_knows() -> None:
    named = set(re.findall(r"\bIZIN_[A-Z_]+\b", TEXT + ENV_EXAMPLE))
    assert named
    assert named <= set(OWN_SETTINGS)


def test_a_default_is_the_default_of_the_program() -> None:
    ours = {name: default for name, kind, default in VARIABLES if name in OWN_SETTINGS}
    assert ours
    for name, default in ours.items():
        assert str(OWN_SETTINGS[name].default).removesuffix(".0") == default


@pytest.mark.parametrize("service", WORKERS)
def test_the_services_log_in_as_the_users_that_the_servers_create(service: str) -> None:
    own, rabbitmq, mongodb = environment(service), environment("rabbitmq"), environment("mongodb")
    broker, store = urlsplit(own["RABBITMQ_URL"]), urlsplit(own["MONGODB_URL"])
    assert broker.username == rabbitmq["RABBITMQ_DEFAULT_USER"]
    assert broker.password == rabbitmq["RABBITMQ_DEFAULT_PASS"]
    assert (store.username, store.password) == (
        mongodb["MONGODB_USER"],
        mongodb["MONGODB_PASSWORD"],
    )
    assert mongodb["MONGODB_USER"] != mongodb["MONGO_INITDB_ROOT_USERNAME"]
    database = mongodb["MONGO_INITDB_DATABASE"]
    assert own["IZIN_BASIS_DATA"] == database
    assert parse_qs(store.query)["authSource"] == [database]


@pytest.mark.parametrize("service", WORKERS)
def test_an_acknowledged_write_is_on_the_disk(service: str) -> None:
    options = parse_qs(urlsplit(environment(service)["MONGODB_URL"]).query)
    assert options["journal"] == ["true"]


def test_the_broker_waits_longer_for_a_worker_than_the_worker_for_its_servers() -> None:
    [milliseconds] = re.findall(r"^consumer_timeout = (\d+)$", BROKER_CONFIGURATION, re.MULTILINE)
    assert int(milliseconds) / 1000 > OWN_SETTINGS["IZIN_BATAS_ULANG_DETIK"].default


def test_what_the_containers_are_given_from_here_is_here() -> None:
    mounts = [m for service in SERVICES.values() for m in service.get("volumes", [])]
    files = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]
    assert files
    assert all((ROOT / file).is_file() for file in files)
    named = {mount.split(":")[0] for mount in mounts if not mount.startswith("./")}
    assert named == set(COMPOSE["volumes"])
