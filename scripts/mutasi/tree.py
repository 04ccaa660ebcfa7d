"""A copy of the project in which one file at a time is another."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from scripts.mutasi.table import Mutation

_STAMPS = count(1_000_000_000)
"""Python believes a compiled file by the second and the size of its source: every writing here has
a second of its own, long ago."""


def project_files(root: Path) -> tuple[str, ...]:
    """As they are now, also what is not yet committed; nothing that git ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)  # noqa: S603
    return tuple(sorted({satu for satu in listed.stdout.split("\0") if satu}))


class Tree:
    def __init__(self, root: Path, place: Path) -> None:
        """Copies the project at `root` to `place`."""
        self.place = place
        for satu in project_files(root):
            if (root / satu).is_file():
                (place / satu).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / satu, place / satu)

    @contextmanager
    def mutated(self, mutation: Mutation) -> Iterator[None]:
        """Raises `TableWrong`."""
        file = self.place / mutation.file
        whole = file.read_text(encoding="utf-8")
        _write(file, mutation.applied(whole))
        try:
            yield
        finally:
            _write(file, whole)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    stamp = next(_STAMPS)
    os.utime(file, (stamp, stamp))
