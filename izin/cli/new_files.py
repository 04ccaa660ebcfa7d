"""Files that a command writes where its user says: one that is there stays, unless they say so."""

from collections.abc import Mapping
from pathlib import Path

from izin.cli.errors import BadInput
from shared.whole_file import BerkasSudahAda, make_folder, write_files

REPLACE = "Tambahkan --timpa untuk menimpanya, atau pilih tempat lain dengan --ke"


def write_folder(folder: Path, files: Mapping[str, bytes], *, replace: bool) -> None:
    """The folder is made if there is none; what else is in it stays."""
    make_folder(folder, parents=False)
    write_all({folder / name: data for name, data in files.items()}, replace=replace)


def write_all(files: Mapping[Path, bytes], *, replace: bool) -> None:
    """All of them or none. Raises `BadInput` where one is there already, and
    `BerkasTidakTertulis`."""
    try:
        write_files(files, replace=replace)
    except BerkasSudahAda as error:
        raise BadInput(str(error), remedy=REPLACE) from error
