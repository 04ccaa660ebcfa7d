"""Folders that a command makes for what not everybody may read."""

from pathlib import Path

from izin.cli.errors import BadInput


def new_folder(folder: Path) -> Path:
    """Empty, and for its owner alone. Raises `BadInput`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadInput(f"{folder} sudah berisi", remedy="Sebut folder yang baru atau kosong")
        folder.chmod(0o700)
    except OSError as error:
        raise BadInput(f"{folder} tidak dapat dipakai ({error.strerror})") from error
    return folder
