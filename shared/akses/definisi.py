"""An installation's broker as RabbitMQ's definitions file: accounts, rights, exchanges, queues.

For `load_definitions`, `rabbitmqctl import_definitions` or the management page, from 3.10 on.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.akses.hak import TIDAK_ADA, Hak
from shared.topology import JenisExchange, Topologi


def hash_kata_sandi(kata_sandi: str, garam: bytes) -> str:
    """As RabbitMQ keeps it: base64 of the salt (4 bytes at random) and the SHA-256 of salt and
    password."""
    sidik = hashlib.sha256(garam + kata_sandi.encode()).digest()
    return base64.b64encode(garam + sidik).decode("ascii")


@dataclass(frozen=True)
class Akun:
    """An account with its rights; `kata_sandi_hash` as `hash_kata_sandi` makes it."""

    hak: Hak
    kata_sandi_hash: str


def definisi(akun: Sequence[Akun], topologi: Topologi, vhost: str) -> dict[str, Any]:
    return {
        "users": [_pengguna(satu) for satu in akun],
        "vhosts": [{"name": vhost}],
        "permissions": [_izin(satu.hak, vhost) for satu in akun],
        "topic_permissions": [satu for a in akun for satu in _topik(a.hak, vhost)],
        "exchanges": [
            _exchange(nama, jenis, vhost) for nama, jenis in topologi.jenis_exchange.items()
        ],
        "queues": list(_antrean(topologi, vhost).values()),
        "bindings": [
            _ikatan(antrean.nama, exchange, kunci, vhost)
            for antrean in topologi.antrean
            for exchange, kunci in antrean.semua_ikatan
        ],
    }


def _pengguna(akun: Akun) -> dict[str, Any]:
    return {
        "name": akun.hak.pengguna,
        "password_hash": akun.kata_sandi_hash,
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": list(akun.hak.tag),
    }


def _izin(hak: Hak, vhost: str) -> dict[str, str]:
    return {
        "user": hak.pengguna,
        "vhost": vhost,
        "configure": hak.configure,
        "write": hak.write,
        "read": hak.read,
    }


def _topik(hak: Hak, vhost: str) -> Iterable[dict[str, str]]:
    for topik in hak.topik:
        yield {
            "user": hak.pengguna,
            "vhost": vhost,
            "exchange": topik.exchange,
            "write": topik.write,
            "read": TIDAK_ADA,
        }


def _exchange(nama: str, jenis: JenisExchange, vhost: str) -> dict[str, Any]:
    return {
        "name": nama,
        "vhost": vhost,
        "type": jenis,
        "durable": True,
        "auto_delete": False,
        "internal": False,
        "arguments": {},
    }


def _antrean(topologi: Topologi, vhost: str) -> Mapping[str, dict[str, Any]]:
    return {
        antrean.nama: {
            "name": antrean.nama,
            "vhost": vhost,
            "durable": True,
            "auto_delete": False,
            "arguments": antrean.argumen,
        }
        for antrean in topologi.antrean
    }


def _ikatan(antrean: str, exchange: str, kunci: str, vhost: str) -> dict[str, Any]:
    return {
        "source": exchange,
        "vhost": vhost,
        "destination": antrean,
        "destination_type": "queue",
        "routing_key": kunci,
        "arguments": {},
    }
