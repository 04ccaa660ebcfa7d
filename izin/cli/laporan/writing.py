"""Files written, and never one over another unless that was asked for."""

from collections.abc import Mapping
from pathlib import Path

from izin.cli.errors import BadInput

REPLACE = "Tambahkan --timpa untuk menimpanya, atau pilih tempat lain dengan --ke"


def write_file(path: Path, data: bytes, *, replace: bool) -> None:
    """Raises `BadInput` when it is there already, or cannot be written."""
    write_files({path: data}, replace=replace)


def write_folder(folder: Path, files: Mapping[str, bytes], *, replace: bool) -> None:
    """The folder is made if there is none; what else is in it stays."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} tidak dapat dibuat ({error.strerror})") from error
    write_files({folder / name: data for name, data in files.items()}, replace=replace)


def write_files(files: Mapping[Path, bytes], *, replace: bool) -> None:
    """All of them or, if one is there already, none."""
    there = [path for path in files if path.exists()]
    if there and not replace:
        raise BadInput(f"{there[0]} sudah ada", remedy=REPLACE)
    for path, data in files.items():
        _write(path, data, replace=replace)


def _write(path: Path, data: bytes, *, replace: bool) -> None:
    try:
        with path.open("wb" if replace else "xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise BadInput(f"{path} sudah ada", remedy=REPLACE) from error
    except OSError as error:
        raise BadInput(f"{path} tidak dapat ditulis ({error.strerror})") from error
