"""A file that says "this worker consumes": touched while it does, looked at from outside.

    python -m shared.worker.heartbeat FILE

exits with 0 while the file is fresh, and with 1 otherwise. It runs every few seconds in every
container, so it needs only the standard library.
"""

import sys
import time
from pathlib import Path

INTERVAL_SECONDS = 5.0

MAX_AGE_SECONDS = 20.0
"""Four beats: one that is late, because the machine is busy, is no illness."""


def beat(file: Path) -> None:
    file.touch()


def age_seconds(file: Path) -> float | None:
    """Since the last beat; None when there was none."""
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return None


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("Pemakaian: python -m shared.worker.heartbeat BERKAS", file=sys.stderr)
        return 2
    age = age_seconds(Path(arguments[0]))
    if age is None:
        print("Belum ada detak: pekerja ini tidak sedang mengambil pesan.")
        return 1
    print(f"Detak terakhir {age:.0f} detik yang lalu.")
    return 0 if age <= MAX_AGE_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
