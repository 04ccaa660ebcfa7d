"""The channels of this installation, and the names of its roles."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from ops.notifier.errors import KabarTidakSah
from ops.notifier.loader import Dikenal, Kabar, baca_kabar
from ops.notifier.surat import Penulis
from shared.books import open_petugas
from shared.desk import Desk
from shared.settings import Settings
from shared.sop.loader import muat_folder
from shared.topology import PELAKSANA_PEMOHON

TANPA_DAFTAR = "IZIN_DAFTAR_PETUGAS harus diisi; daftar itu menyebut siapa atasan siapa"


def read_kabar(berkas: Path, desks: Mapping[str, Desk], settings: Settings) -> Kabar:
    """Secrets come from this process's environment. Raises `KabarTidakSah` and `SopTidakSah`; where
    something is escalated, `DaftarPetugasTidakSah` too."""
    katalog = muat_folder(settings.folder_sop, frozenset(desks))
    dalam_sop = {p for termuat in katalog.values() for p in termuat.sop.pelaksana}
    # The applicant never causes an alert: a channel of his would stay silent.
    pelaksana = (dalam_sop | set(desks)) - {PELAKSANA_PEMOHON}
    kabar = baca_kabar(berkas, os.environ, Dikenal(pelaksana, tuple(katalog)))
    if kabar.eskalasi is None:
        return kabar
    petugas = open_petugas(settings, dalam_sop | set(desks))
    if petugas is None:
        raise KabarTidakSah(str(berkas), [f"eskalasi: {TANPA_DAFTAR}"])
    return kabar._replace(petugas=petugas)


def penulis_of(desks: Mapping[str, Desk], settings: Settings) -> Penulis:
    nama = {pelaksana: desk.nama for pelaksana, desk in desks.items()}
    return Penulis(nama, ZoneInfo(settings.zona_waktu))
