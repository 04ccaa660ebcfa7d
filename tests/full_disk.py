"""A disk that takes so many bytes and no more, for everything that this process writes to files."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

SAID = "cakramnya penuh"


@contextmanager
def full_disk(room_bytes: int = 0) -> Iterator[None]:
    """Half of what is written last fits, as on a real one."""
    left = room_bytes
    write = os.write

    def limited(descriptor: int, data: bytes) -> int:
        nonlocal left
        if left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(descriptor, data[:left])
        left -= written
        return written

    with patch("shared.whole_file.os.write", limited):
        yield
