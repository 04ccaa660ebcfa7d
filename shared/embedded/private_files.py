"""Files that hold a password: only their owner can read them, from their first byte on."""

import os
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Replace the file as a whole, so that no reader sees half of it."""
    fresh = path.with_name(f"{path.name}.baru")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    fresh.replace(path)
