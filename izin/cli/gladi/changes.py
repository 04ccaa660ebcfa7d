"""--sop, --waktu and --kalender: the rules to rehearse."""

import re
from collections.abc import Iterable
from pathlib import Path

from izin.cli.catalogue import load_file
from izin.cli.errors import BadInput
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import baca_berkas
from shared.kantor.gladi import WHOLE, Changes, Limit, changes
from shared.sop.loader import KatalogSop
from shared.sop.waktu import Waktu

_LIMIT = re.compile(r"(?P<kode>[^:=]+):(?P<langkah>[0-9]{1,3}|keseluruhan)=(?P<waktu>.+)")


def read_changes(
    files: Iterable[Path], limits: Iterable[str], calendar: Path | None, loaded: KatalogSop
) -> Changes:
    """Raises `BadInput`, `MasukanKeliru`, `SopTidakSah`, `SopTidakDikenal` and
    `KalenderTidakSah`."""
    return changes(
        [load_file(path) for path in files],
        [_limit(text) for text in limits],
        loaded,
        baca_berkas(calendar, LIBUR_INDONESIA) if calendar else None,
        str(calendar or ""),
    )


def _limit(text: str) -> Limit:
    match = _LIMIT.fullmatch(text.strip())
    if match is None:
        remedy = 'Tulis misalnya --waktu "kode-sop:4=3 Hari" atau "kode-sop:keseluruhan=4 Hari"'
        raise BadInput(f"--waktu '{text}' tidak terbaca", remedy=remedy)
    waktu = Waktu.model_validate(match["waktu"].strip())
    whole = match["langkah"] == WHOLE
    if whole and waktu.satuan != "hari":
        raise BadInput(f"--waktu '{text}': waktu keseluruhan ditulis dalam hari")
    return Limit(match["kode"].strip(), None if whole else int(match["langkah"]), waktu)
