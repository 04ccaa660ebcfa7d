"""The channels of this installation, and the names of its roles."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from ops.notifier.loader import Dikenal, Kabar, baca_kabar
from ops.notifier.surat import Penulis
from shared.desk import Desk
from shared.settings import Settings
from shared.sop.loader import muat_folder
from shared.topology import PELAKSANA_PEMOHON


def read_kabar(berkas: Path, desks: Mapping[str, Desk], settings: Settings) -> Kabar:
    """Secrets come from this process's environment. Raises `KabarTidakSah` and `SopTidakSah`."""
    katalog = muat_folder(settings.folder_sop, frozenset(desks))
    dalam_sop = {p for termuat in katalog.values() for p in termuat.sop.pelaksana}
    # The applicant never causes an alert: a channel of his would stay silent.
    pelaksana = (dalam_sop | set(desks)) - {PELAKSANA_PEMOHON}
    return baca_kabar(berkas, os.environ, Dikenal(pelaksana, tuple(katalog)))


def penulis_of(desks: Mapping[str, Desk], settings: Settings) -> Penulis:
    nama = {pelaksana: desk.nama for pelaksana, desk in desks.items()}
    return Penulis(nama, ZoneInfo(settings.zona_waktu))
