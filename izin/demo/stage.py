"""What a performance needs, and what it is judged by."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console

from izin.demo.bad_input import MasukanBuruk
from izin.demo.evidence import Harapan
from izin.demo.scenario import Skenario
from izin.demo.trespass import harus_ditolak
from shared import topology
from shared.books import all_pelaksana
from shared.desk import Desk
from shared.kalender.model import Kalender
from shared.settings import Settings
from shared.sop.loader import KatalogSop
from shared.topology import Topologi, topologi

_JEDA_SAPU_DETIK = "0.1"
"""The clock runs faster than life, so the watchdog looks more often."""


@dataclass(frozen=True)
class Panggung:
    """`settings` with both URLs filled in, with the database of this run and its clock; `mulai`:
    the demo's first morning; `proses`: everything that is started, by the name it is started
    with."""

    settings: Settings
    kalender: Kalender
    mulai: datetime
    berkas_jam: Path
    daftar_petugas: Path
    proses: tuple[str, ...]
    katalog: KatalogSop
    desks: Mapping[str, Desk]
    skenario: tuple[Skenario, ...]
    masukan_buruk: MasukanBuruk
    folder_log: Path
    console: Console

    @property
    def rabbitmq_url(self) -> str:
        url = self.settings.rabbitmq_url
        return url.get_secret_value() if url else ""

    @property
    def mongodb_url(self) -> str:
        url = self.settings.mongodb_url
        return url.get_secret_value() if url else ""

    @property
    def topologi(self) -> Topologi:
        return topologi(all_pelaksana(self.katalog, self.desks))

    @property
    def antrean(self) -> list[str]:
        """Those that the demo fills and must leave empty."""
        return [a.nama for a in self.topologi.antrean if a.nama != topology.ANTREAN_KARANTINA]

    @property
    def pelaksana(self) -> tuple[str, ...]:
        """Whoever has a step in one of the SOPs, each once."""
        semua = (nama for termuat in self.katalog.values() for nama in termuat.sop.pelaksana)
        return tuple(dict.fromkeys(semua))

    @property
    def nama(self) -> dict[str, str]:
        return {kode: desk.nama for kode, desk in self.desks.items()}

    @property
    def env_worker(self) -> dict[str, str]:
        return {
            **os.environ,
            "RABBITMQ_URL": self.rabbitmq_url,
            "MONGODB_URL": self.mongodb_url,
            "IZIN_BASIS_DATA": self.settings.basis_data,
            "IZIN_DAFTAR_PETUGAS": str(self.daftar_petugas.resolve()),
            "IZIN_BERKAS_JAM": str(self.berkas_jam.resolve()),
            "IZIN_JEDA_SAPU_DETIK": _JEDA_SAPU_DETIK,
        }

    @property
    def harapan(self) -> Harapan:
        return Harapan(
            skenario={satu.permohonan_id: satu for satu in self.skenario},
            sop={termuat.versi: termuat for termuat in self.katalog.values()},
            karantina=self.masukan_buruk.di_karantina,
            kabar_lain=self.masukan_buruk.kabar,
            penolakan=harus_ditolak(self.skenario),
            berdaftar=True,
        )
