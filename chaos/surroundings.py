"""Where the workers find everything, and where the checker looks."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from chaos.checker.verdict import Where
from chaos.site import Site
from shared import topology
from shared.settings import Settings
from shared.sop.loader import FOLDER_BAWAAN

DATABASE = "kekacauan"


def worker_environment(settings: Settings) -> Mapping[str, str]:
    """The campaign's own; nothing of the user's reaches the workers."""
    assert settings.rabbitmq_url and settings.mongodb_url  # noqa: S101 - set by the campaign
    kept = {k: v for k, v in os.environ.items() if not k.startswith("IZIN_")}
    return kept | {
        "RABBITMQ_URL": settings.rabbitmq_url.get_secret_value(),
        "MONGODB_URL": settings.mongodb_url.get_secret_value(),
        "IZIN_BASIS_DATA": settings.basis_data,
        "IZIN_BERKAS_JAM": str(settings.berkas_jam),
        "IZIN_TANDA_TANGAN": str(settings.tanda_tangan),
        "IZIN_JEDA_SAPU_DETIK": "0.3",
        "IZIN_SEWA_KLAIM_DETIK": "5",
        "IZIN_LOG_FORMAT": "json",
        "PYTHONPATH": str(Path.cwd()),
    }


def where_to_look(site: Site, roles: Sequence[str]) -> Where:
    names = [
        f(role)
        for role in roles
        for f in (topology.antrean_berkas, topology.antrean_tugas, topology.antrean_putusan)
    ]
    others = [
        topology.ANTREAN_PEMBERITAHUAN,
        topology.ANTREAN_JURNAL,
        topology.ANTREAN_OPS,
        topology.ANTREAN_KARANTINA,
    ]
    return Where(
        mongodb_url=site.mongodb_url,
        database=DATABASE,
        rabbitmq_url=site.rabbitmq_url,
        queues=[*names, *others],
        quarantine=topology.ANTREAN_KARANTINA,
        sop_folder=FOLDER_BAWAAN,
    )
