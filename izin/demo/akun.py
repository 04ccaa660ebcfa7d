"""The accounts of a demo that gives each role and each tool its own, as an office does."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from shared.akses import PORTAL, Akun, Hak, definisi, hash_kata_sandi, meja
from shared.topology import PELAKSANA_PEMOHON, Topologi

_VHOST = "/"
_GARAM_BYTE = 4


@dataclass(frozen=True)
class AkunDemo:
    """Passwords by account, new for each run; without any, everybody shares the node's own."""

    sandi: Mapping[str, str] = field(default_factory=dict)

    def url(self, rabbitmq_url: str, pengguna: str) -> str:
        """The same broker, by this account."""
        if pengguna not in self.sandi:
            return rabbitmq_url
        bagian = urlsplit(rabbitmq_url)
        tuan_rumah = bagian.netloc.rpartition("@")[2]
        return urlunsplit(bagian._replace(netloc=f"{pengguna}:{self.sandi[pengguna]}@{tuan_rumah}"))

    def url_alat(self, rabbitmq_url: str, pelaksana: str) -> str:
        """Of the tool that this pelaksana's officers work with; the applicant's is the portal."""
        alat = PORTAL if pelaksana == PELAKSANA_PEMOHON else meja(pelaksana)
        return self.url(rabbitmq_url, alat)

    def definisi(self, hak: Iterable[Hak], topologi: Topologi) -> dict[str, Any] | None:
        """For the broker's first start; None where all share one account."""
        if not self.sandi:
            return None
        akun = [Akun(satu, _hash(self.sandi[satu.pengguna])) for satu in hak]
        return definisi(akun, topologi, _VHOST)


def akun_baru(hak: Iterable[Hak]) -> AkunDemo:
    return AkunDemo({satu.pengguna: secrets.token_hex(16) for satu in hak})


def _hash(sandi: str) -> str:
    return hash_kata_sandi(sandi, secrets.token_bytes(_GARAM_BYTE))
