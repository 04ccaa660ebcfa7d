"""Messages as a file: one JSON object a line, readable by whoever called the command only."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from izin.cli.errors import BadInput
from izin.cli.karantina.listing import facts
from shared.kantor.karantina import body_of, properties_of
from shared.kantor.karantina_entry import Entry
from shared.rabbit.browse import Held

OWNER_ONLY = 0o600


def target(path: Path, now: datetime) -> Path:
    """A file of its own in a folder that is there; otherwise the file itself."""
    return path / f"karantina-{now:%Y%m%d-%H%M%S}.jsonl" if path.is_dir() else path


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """Raises `BadInput` when it is there already, or cannot be made."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError as error:
        raise BadInput(f"{path} sudah ada", remedy="Sebut nama berkas yang baru") from error
    except OSError as error:
        raise BadInput(f"{path} tidak dapat ditulis ({error.strerror})") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        yield file


class Export:
    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.written = 0

    async def __call__(self, entry: Entry, message: Held) -> None:
        line = {**facts(entry), "properti": properties_of(message), **body_of(message)}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.written += 1
