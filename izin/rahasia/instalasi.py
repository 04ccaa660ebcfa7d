"""What an installation's secrets are for: its accounts, its queues, its servers."""

from collections.abc import Sequence
from dataclasses import dataclass

from izin.rahasia.tempat import Tempat
from shared.akses import DASBOR, Hak
from shared.akses.pengguna import LAYANAN
from shared.topology import Topologi

PENGGUNA_TULIS = "izin"
PENGGUNA_BACA = "izin-baca"
"""The store's account for accounts that only look."""

HANYA_MELIHAT = frozenset({DASBOR})


@dataclass(frozen=True)
class Instalasi:
    hak: Sequence[Hak]
    topologi: Topologi
    tempat: Tempat


def berkas_env(pengguna: str) -> str:
    """The file of an account: a service's is called like the service."""
    return f"{pengguna.removeprefix(LAYANAN)}.env"
