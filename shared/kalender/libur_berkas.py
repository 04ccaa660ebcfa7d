"""The file beside this module with the national holidays of the years an office can need.

Written by `make kunci` from the package `holidays`, and only as good as the version it names:
with another version installed the file is not asked (`shared.kalender.libur_nasional`).
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import metadata
from pathlib import Path

from shared.kalender.nasional import LiburNasional, TahunLibur

PAKET = "holidays"
BERKAS = Path(__file__).parent / "libur_nasional.json"


def versi_terpasang() -> str:
    """The package's version, without loading it."""
    return metadata.version(PAKET)


@cache
def baca() -> Mapping[int, TahunLibur]:
    """The years in the file; none when it was written with another version of the package."""
    isi = json.loads(BERKAS.read_text(encoding="utf-8"))
    if isi["versi"] != versi_terpasang():
        return {}
    return {int(tahun): _tahun(satu) for tahun, satu in isi["tahun"].items()}


def _tahun(isi: Mapping[str, object]) -> TahunLibur:
    hari = isi["hari"]
    assert isinstance(hari, dict)  # noqa: S101 - as `teks` has it
    return TahunLibur(
        bool(isi["ditetapkan"]),
        {date.fromisoformat(tanggal): LiburNasional(*libur) for tanggal, libur in hari.items()},
    )


def teks(semua: Mapping[int, TahunLibur]) -> str:
    """What the file is to hold. One day a line: a new decree is a difference that can be read."""
    tahun = ",\n".join(f' "{nomor}": {_teks(isi)}' for nomor, isi in semua.items())
    return f'{{"paket": "{PAKET}", "versi": "{versi_terpasang()}", "tahun": {{\n{tahun}\n}}}}\n'


def _teks(isi: TahunLibur) -> str:
    hari = ",\n".join(
        f'  "{tanggal}": {json.dumps(libur, ensure_ascii=False)}'
        for tanggal, libur in isi.hari.items()
    )
    return f'{{"ditetapkan": {json.dumps(isi.ditetapkan)}, "hari": {{\n{hari}}}}}'
