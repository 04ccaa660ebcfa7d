"""Where measuring happens: one private broker and store for all, a virtual host and a database for
each run."""

import asyncio
import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr
from pymongo import MongoClient

from bench.kecepatan.procstat import pendengar
from izin.registry import discover_desks
from shared.books import all_pelaksana
from shared.embedded import ServerUrls
from shared.rabbit.declare import declare
from shared.settings import Settings
from shared.sop.loader import muat_folder
from shared.store.indeks import PERMOHONAN
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.motor_client import connect
from shared.topology import topologi

AKAR = Path(__file__).parents[2]


@dataclass(frozen=True)
class Tempat:
    """The servers of one measurement, on this machine. `folder` takes the logs."""

    urls: ServerUrls
    folder: Path

    @cached_property
    def broker_pid(self) -> list[int]:
        return _pid_di(self.urls.rabbitmq_url)

    @cached_property
    def penyimpanan_pid(self) -> list[int]:
        return _pid_di(self.urls.mongodb_url)

    def panggil(self, cara: str, jalan: str) -> httpx.Response:
        alamat = f"{self.urls.management_url}/api/{jalan}"
        jawaban = httpx.request(cara, alamat, timeout=30)
        jawaban.raise_for_status()
        return jawaban


def _pid_di(alamat: str) -> list[int]:
    port = urlsplit(alamat).port
    assert port
    semua = pendengar(port)
    assert semua, f"nobody of this machine listens on port {port}"
    return semua


@dataclass(frozen=True)
class Ruang:
    """One run's own virtual host, database and logs."""

    tempat: Tempat
    vhost: str
    basis_data: str
    folder: Path
    tambahan: Mapping[str, str] = field(default_factory=dict)
    """Variables for the workers beside the usual ones."""

    @property
    def rabbitmq_url(self) -> str:
        return f"{self.tempat.urls.rabbitmq_url.rstrip('/')}/{self.vhost}"

    @property
    def mongodb_url(self) -> str:
        return self.tempat.urls.mongodb_url

    def env(self) -> Mapping[str, str]:
        bersih = {nama: nilai for nama, nilai in os.environ.items() if not nama.startswith("IZIN_")}
        return bersih | {
            "RABBITMQ_URL": self.rabbitmq_url,
            "MONGODB_URL": self.mongodb_url,
            "IZIN_BASIS_DATA": self.basis_data,
            "PYTHONUNBUFFERED": "1",
            **self.tambahan,
        }

    def settings(self) -> Settings:
        return Settings(
            rabbitmq_url=SecretStr(self.rabbitmq_url),
            mongodb_url=SecretStr(self.mongodb_url),
            basis_data=self.basis_data,
        )

    def antrean(self) -> list[str]:
        semua = self.tempat.panggil("GET", f"queues/{self.vhost}").json()
        return [str(satu["name"]) for satu in semua]

    @contextmanager
    def basis(self) -> Iterator[Any]:
        """The database, for a look from outside."""
        with MongoClient[dict[str, Any]](self.mongodb_url, tz_aware=True) as client:
            yield client[self.basis_data]

    @contextmanager
    def permohonan(self) -> Iterator[Any]:
        with self.basis() as basis:
            yield basis[PERMOHONAN]


@contextmanager
def ruang(tempat: Tempat, nama: str, basis_data: str | None = None) -> Iterator[Ruang]:
    """With `basis_data`, in that database, which stays; otherwise in one of its own."""
    tanda = uuid.uuid4().hex[:8]
    vhost, milik = f"bench-{tanda}", basis_data or f"bench_{tanda}"
    folder = tempat.folder / f"{nama}-{tanda}"
    folder.mkdir(parents=True)
    tempat.panggil("PUT", f"vhosts/{vhost}")
    try:
        yield Ruang(tempat, vhost, milik, folder)
    finally:
        tempat.panggil("DELETE", f"vhosts/{vhost}")
        if basis_data is None:
            with MongoClient[dict[str, Any]](tempat.urls.mongodb_url) as client:
                client.drop_database(milik)


def siapkan_penyimpanan(satu: Ruang) -> None:
    """The indexes of AlurIzin, which every contestant's writes keep up to date."""
    asyncio.run(_siapkan_penyimpanan(satu))


async def _siapkan_penyimpanan(satu: Ruang) -> None:
    store = MongoPermohonanStore(connect(satu.mongodb_url), satu.basis_data)
    await store.prepare()
    await store.close()


def siapkan_antrean(satu: Ruang) -> None:
    desks = discover_desks()
    katalog = muat_folder(Settings().folder_sop, frozenset(desks))
    asyncio.run(declare(satu.rabbitmq_url, topologi(all_pelaksana(katalog, desks))))
