"""docker-compose.yml, held to the code: what a schema cannot see."""

import re
import stat
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from ruamel.yaml import YAML

from izin.rahasia import instalasi
from izin.rahasia import instalasi as env_files_reading
from izin.rahasia.instalasi import PENGGUNA, Instalasi
from izin.rahasia.sertifikat import sekarang
from izin.rahasia.tempat import Tempat
from izin.registry import discover_desks
from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from services.meja import NAME as MEJA
from shared.akses import layanan, semua_hak
from shared.akun.aturan import penanda_tangan
from shared.settings import Settings
from shared.tandatangan.folder_uji_coba import CA_KUNCI, Pejabat
from shared.tandatangan.susunan import BERKAS, baca_susunan
from shared.topology import topologi
from tests.builders import katalog, petugas
from tests.unit.deploy.compose import (
    COMPOSE,
    LASTING,
    ON_DEMAND,
    OPTIONAL,
    ROOT,
    SERVERS,
    SERVICES,
    TEXT,
    VARIABLES,
    WORKERS,
    bare,
    env_files,
    environment,
    seconds,
)

ENV_EXAMPLE = (ROOT / "deploy/.env.contoh").read_text(encoding="utf-8")
SCRAPES = YAML(typ="safe").load(ROOT / "deploy/prometheus/prometheus.yml")
BROKER_CONFIGURATION = (ROOT / "deploy/rabbitmq/alurizin.conf").read_text(encoding="utf-8")

FOLDER = "${ALURIZIN_RAHASIA}"
AKUN = next(rest for name, _, rest in VARIABLES if name == "AKUN")

MENANDATANGANI = penanda_tangan(loaded.sop for loaded in katalog().values())

OWN_SETTINGS = {f"IZIN_{name.upper()}": field for name, field in Settings.model_fields.items()}


@pytest.fixture(scope="module")
def secrets_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As deploy/buat-rahasia.sh makes it."""
    where, desks = tmp_path_factory.mktemp("rahasia"), discover_desks()
    hak = semua_hak((loaded.sop for loaded in katalog().values()), desks)
    tempat = Tempat(ca=Path("/run/secrets/ca.crt"), tanda_tangan=Path("/run/tanda-tangan"))
    kepala = petugas("kepaladinas")
    penanda = (Pejabat(kepala.id, kepala.nama),)
    isi = Instalasi(hak, topologi(desks), tempat, frozenset(MENANDATANGANI), penanda)
    instalasi.buat(where, isi, sekarang())
    return where


def lent(service: str) -> list[tuple[str, str]]:
    """Parts of the folder of secrets that are mounted as folders, and where."""
    mounts = [m for m in SERVICES[service].get("volumes", []) if isinstance(m, dict)]
    for mount in mounts:
        assert (mount["type"], mount["read_only"]) == ("bind", True)
        assert mount["bind"] == {"create_host_path": False}, "an empty one would be made in silence"
    return [(bare(mount["source"]), mount["target"]) for mount in mounts]


def test_whatever_can_be_run_has_one_service_that_runs_it() -> None:
    commands = {name: SERVICES[name]["command"] for name in WORKERS}
    known = (*discover_desks(), WATCHDOG, NOTIFIER, MEJA)
    assert commands == {name: ["jalankan", name] for name in known}


def test_the_notifier_runs_only_where_it_was_told_where_to_send() -> None:
    assert OPTIONAL == (NOTIFIER,)
    own = SERVICES[NOTIFIER]
    [secret] = [one for one in own["secrets"] if isinstance(one, dict)]
    assert environment(NOTIFIER)["IZIN_KABAR"] == f"/run/secrets/{secret['target']}"
    [file] = [COMPOSE["secrets"][secret["source"]]["file"]]
    _, variables = own["env_file"]
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
def test_images_of_servers_are_pinned_to_one_version(service: str) -> None:
    """A tag that moves brought a RabbitMQ on which no worker could start."""
    assert re.fullmatch(r"\w+:\d+\.\d+\.\d+(-\w+)?", SERVICES[service]["image"])


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


def test_nothing_starts_without_the_folder_of_secrets() -> None:
    kinds = {(kind, said) for name, kind, said in VARIABLES if name == "ALURIZIN_RAHASIA"}
    assert kinds == {(":?", "kosong; jalankan dahulu deploy/buat-rahasia.sh")}
    assert all(env_files(name)[0].startswith(FOLDER) for name in (*WORKERS, ON_DEMAND, "mongodb"))


@pytest.mark.parametrize("word", ["guest", "PASS", "_pass", "DEFAULT_USER", "amqp", "mongodb://"])
def test_no_login_is_written_into_the_file(word: str) -> None:
    """Every one is in the folder of secrets, and nothing has a password that was there before."""
    assert word not in TEXT
    assert word not in BROKER_CONFIGURATION


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


@pytest.mark.parametrize("service", (*WORKERS, ON_DEMAND))
def test_every_service_has_an_account_of_its_own(service: str, secrets_folder: Path) -> None:
    file = env_files(service)[0].replace(FOLDER, str(secrets_folder)).replace("${AKUN}", AKUN)
    own = env_files_reading.baca(Path(file))
    broker, store = urlsplit(own["RABBITMQ_URL"]), urlsplit(own["MONGODB_URL"])
    wanted = AKUN if service == ON_DEMAND else layanan(service)
    assert broker.username == wanted
    assert (broker.scheme, broker.hostname, broker.port) == ("amqps", "rabbitmq", 5671)
    options = parse_qs(store.query)
    assert (store.hostname, store.port, options["tls"]) == ("mongodb", 27017, ["true"])
    assert options["journal"] == ["true"], "an acknowledged write is on the disk"
    assert "ca.crt" in SERVICES[service]["secrets"]
    assert parse_qs(broker.query)["cafile"] == options["tlsCAFile"] == ["/run/secrets/ca.crt"]


def test_the_store_makes_the_users_that_the_services_log_in_as(secrets_folder: Path) -> None:
    made = env_files_reading.baca(secrets_folder / "mongodb.env")
    own = env_files_reading.baca(secrets_folder / f"{WATCHDOG}.env")
    store = urlsplit(own["MONGODB_URL"])
    script = (secrets_folder / PENGGUNA).read_text()
    for name, password in (
        (store.username, store.password),
        (made["MONGODB_USER"], made["MONGODB_PASSWORD"]),
    ):
        assert f'"createUser": "{name}",\n    "pwd": "{password}"' in script
    assert made["MONGO_INITDB_ROOT_PASSWORD"] not in script
    assert f"/run/rahasia/{PENGGUNA}" in (ROOT / "deploy/mongodb/10-pengguna.js").read_text()
    assert parse_qs(store.query)["authSource"] == [made["MONGO_INITDB_DATABASE"]]
    assert own["IZIN_BASIS_DATA"] == made["MONGO_INITDB_DATABASE"]
    asked = set(re.findall(r"MONGO\w+", (ROOT / "deploy/mongodb/sehat.js").read_text()))
    assert asked <= set(made)


@pytest.mark.parametrize("service", SERVICES)
def test_keys_that_sign_are_lent_to_the_workers_that_sign_alone(
    service: str, secrets_folder: Path
) -> None:
    mounts = lent(service)
    keys = [(source, target) for source, target in mounts if source.endswith("/kunci")]
    assert bool(keys) == (service in MENANDATANGANI)
    for source, _ in mounts:
        folder = Path(source.replace(FOLDER, str(secrets_folder)))
        assert (folder / BERKAS).is_file()
        assert not list(folder.rglob(CA_KUNCI)), "the authority's key leaves the folder for nobody"
        assert bool(list(folder.glob("*.p12"))) == bool(keys)
        readable = [stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()]
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755
        assert set(readable) == {0o644}, "containers run under a user of their own"
    assert stat.S_IMODE(secrets_folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("service", (*WORKERS, ON_DEMAND))
def test_whoever_is_told_how_sks_are_signed_finds_it(service: str, secrets_folder: Path) -> None:
    file = env_files(service)[0].replace(FOLDER, str(secrets_folder)).replace("${AKUN}", AKUN)
    named = env_files_reading.baca(Path(file)).get("IZIN_TANDA_TANGAN")
    assert (named is None) == (service in {WATCHDOG, NOTIFIER})
    if named:
        [(source, target)] = lent(service)
        assert named == f"{target}/{BERKAS}"
        kantor = baca_susunan(Path(source.replace(FOLDER, str(secrets_folder))) / BERKAS)
        assert kantor.ada_kunci == (service in MENANDATANGANI)


def test_broker_and_store_speak_tls_only() -> None:
    conf = dict(re.findall(r"^(\S+) = (.+)$", BROKER_CONFIGURATION, re.MULTILINE))
    assert (conf["listeners.tcp"], conf["listeners.ssl.default"]) == ("none", "5671")
    assert "management.tcp.port" not in conf
    assert "--tlsMode=requireTLS" in SERVICES["mongodb"]["command"]
    assert "--auth" in SERVICES["mongodb"]["command"]
    published = [port.rpartition(":")[2] for name in SERVERS for port in SERVICES[name]["ports"]]
    assert published == ["5671", conf["management.ssl.port"], "27017"]


@pytest.mark.parametrize("service", SERVERS)
def test_a_server_is_handed_the_secrets_that_its_settings_name(service: str) -> None:
    text = BROKER_CONFIGURATION
    if service == "mongodb":
        first_start = (ROOT / "deploy/mongodb/10-pengguna.js").read_text()
        text = str(SERVICES[service]["command"]) + first_start
    named = set(re.findall(r"/run/rahasia/([\w.]+)", text))
    assert named == set(SERVICES[service]["secrets"])
    assert SERVICES[service]["tmpfs"] == ["/run/rahasia:mode=0700,size=4m"]


def test_secrets_are_files_of_the_folder(secrets_folder: Path) -> None:
    files = {name: bare(one["file"]) for name, one in COMPOSE["secrets"].items()}
    del files[NOTIFIER]
    assert files == {name: f"{FOLDER}/{name}" for name in files}
    assert all((secrets_folder / name).is_file() for name in files)


def test_the_broker_waits_longer_for_a_worker_than_the_worker_for_its_servers() -> None:
    [milliseconds] = re.findall(r"^consumer_timeout = (\d+)$", BROKER_CONFIGURATION, re.MULTILINE)
    assert int(milliseconds) / 1000 > OWN_SETTINGS["IZIN_BATAS_ULANG_DETIK"].default


def test_what_the_containers_are_given_from_here_is_here() -> None:
    every = [m for service in SERVICES.values() for m in service.get("volumes", [])]
    mounts = [mount for mount in every if isinstance(mount, str)]
    files = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]
    assert files
    assert all((ROOT / file).is_file() for file in files)
    named = {mount.split(":")[0] for mount in mounts if not mount.startswith("./")}
    assert named == set(COMPOSE["volumes"])
