"""Servers as an office runs them: TLS, accounts of their own, and nothing in the clear for clients.

Made from a folder of `izin rahasia`, as the operator makes them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymongo
from pydantic import SecretStr

from izin.rahasia import folder_sertifikat
from izin.rahasia import instalasi as folder_module
from izin.rahasia import instalasi as instalasi_module
from izin.rahasia.instalasi import Instalasi, berkas_env
from izin.rahasia.sertifikat import sekarang
from izin.rahasia.tempat import Alamat, Tempat, baca_tempat
from izin.registry import discover_desks
from shared.akses import Hak, semua_hak
from shared.embedded.mongodb import SecantusServer
from shared.embedded.ports import HeldPorts
from shared.embedded.processes import listens_on
from shared.embedded.rabbitmq import RabbitNode
from shared.settings import Settings
from shared.topology import topologi
from tests.builders import katalog

VHOST = "kantor"
BASIS_DATA = "izin"


class SecureRabbit(RabbitNode):
    """Definitions and certificates of the folder, loaded at boot; the node's own administrator is
    for the test's eyes. The plain port stays open to tests that need no TLS."""

    def __init__(self, data: Path, rahasia: Path) -> None:
        super().__init__(data)
        self._rahasia = rahasia
        self._held_tls = HeldPorts(1)
        (self.tls_port,) = self._held_tls.numbers

    def answers(self) -> bool:
        """RabbitMQ 4.3 opens its port for TLS a moment after the plain one."""
        return super().answers() and listens_on(self.pid, self.tls_port)

    def _launch_epmd(self) -> None:
        """The files are written by now, and the node does not run yet."""
        lines = (
            f"listeners.ssl.1 = 127.0.0.1:{self.tls_port}",
            f"ssl_options.cacertfile = {self._rahasia / folder_sertifikat.CA}",
            f"ssl_options.certfile = {self._rahasia / folder_sertifikat.RABBITMQ_CRT}",
            f"ssl_options.keyfile = {self._rahasia / folder_sertifikat.RABBITMQ_KEY}",
            "ssl_options.verify = verify_none",
            "ssl_options.fail_if_no_peer_cert = false",
            f"load_definitions = {self._with_administrator()}",
        )
        with self._layout.config.open("a") as config:
            config.write("\n".join(lines) + "\n")
        super()._launch_epmd()

    def _with_administrator(self) -> Path:
        definitions = json.loads((self._rahasia / instalasi_module.DEFINISI).read_text())
        definitions["users"].append(
            {
                "name": self.username,
                "password_hash": folder_module.hash_acak(self.password),
                "hashing_algorithm": "rabbit_password_hashing_sha256",
                "tags": ["administrator"],
            }
        )
        definitions["permissions"].append(
            {"user": self.username, "vhost": VHOST, "configure": "", "write": "", "read": ""}
            | dict.fromkeys(("configure", "write", "read"), ".*")
        )
        file = self.folder / "definitions.json"
        file.write_text(json.dumps(definitions))
        return file


class SecureStore(SecantusServer):
    """Users are made by a first start without `--auth`, as its documentation says."""

    def __init__(self, data: Path, rahasia: Path) -> None:
        super().__init__(data)
        self._rahasia = rahasia
        self._auth = False
        self._pem = rahasia / folder_sertifikat.MONGODB_PEM
        self._sandi: dict[str, str] = {}

    @property
    def url(self) -> str:
        login = ""
        if self._auth:
            login = f"root:{self._sandi['MONGO_INITDB_ROOT_PASSWORD']}@"
        ca = self._rahasia / folder_sertifikat.CA
        return f"mongodb://{login}127.0.0.1:{self.port}/?tls=true&tlsCAFile={ca}"

    def arguments(self) -> list[str]:
        tls = ["--tls-cert-file", str(self._pem), "--tls-key-file", str(self._pem)]
        return [*super().arguments(), *tls, *(["--auth"] if self._auth else [])]

    def _instalasi(self) -> Instalasi:
        tempat = baca_tempat(self._rahasia / instalasi_module.TEMPAT)
        return Instalasi(rights(), topologi(discover_desks()), tempat)

    def provision(self) -> None:
        self._sandi = sandi = folder_module.baca(self._rahasia / instalasi_module.MONGODB_ENV)
        self.start()
        with pymongo.MongoClient[dict[str, Any]](self.url) as client:
            client.admin.command(
                "createUser", "root", pwd=sandi["MONGO_INITDB_ROOT_PASSWORD"], roles=["root"]
            )
            for perintah in instalasi_module.perintah_pengguna(self._rahasia, self._instalasi()):
                client[BASIS_DATA].command(perintah)
        self.stop()
        self._auth = True
        self.start()


@dataclass(frozen=True)
class SecureOffice:
    """Running servers, and what each account knows of them."""

    rahasia: Path
    rabbit: SecureRabbit
    store: SecureStore
    hak: Sequence[Hak]

    def env(self, pengguna: str) -> dict[str, str]:
        return folder_module.baca(self.rahasia / berkas_env(pengguna))

    def settings(self, pengguna: str, **ubah: Any) -> Settings:
        env = self.env(pengguna)
        return Settings(
            rabbitmq_url=SecretStr(env["RABBITMQ_URL"]),
            mongodb_url=SecretStr(env["MONGODB_URL"]),
            basis_data=env["IZIN_BASIS_DATA"],
            rabbitmq_url_sendiri={
                nama: SecretStr(url)
                for nama, url in env.items()
                if nama.startswith("RABBITMQ_URL_")
            },
            batas_mulai_detik=60,
            **ubah,
        )

    def rabbitmq_url(self, pengguna: str) -> str:
        return self.env(pengguna)["RABBITMQ_URL"]

    @property
    def admin_url(self) -> str:
        return f"{self.rabbit.url}{VHOST}"


def rights() -> tuple[Hak, ...]:
    sops = [loaded.sop for loaded in katalog().values()]
    return semua_hak(sops, discover_desks())


def make_folder(where: Path, rabbitmq_port: int, mongodb_port: int) -> None:
    tempat = Tempat(
        ca=where / folder_sertifikat.CA,
        vhost=VHOST,
        basis_data=BASIS_DATA,
        rabbitmq=Alamat(host="127.0.0.1", port=rabbitmq_port),
        mongodb=Alamat(host="127.0.0.1", port=mongodb_port),
    )
    instalasi = Instalasi(rights(), topologi(discover_desks()), tempat)
    instalasi_module.buat(where, instalasi, sekarang())
