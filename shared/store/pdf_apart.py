"""A large PDF is judged in a process of its own, with bounded memory and time: a file of ten MiB
can be written so that whatever parses it takes a gigabyte and half a minute."""

import mmap
import resource
import signal
import subprocess
import sys
from typing import IO

from shared.store.pdf import cacat_pdf

MEMORI_MAKS_BYTES = 512 * 1024 * 1024
"""Of addresses, beside the file and a copy of it; Python and the library take 150 MiB of them."""

DETIK_MAKS = 10
"""Of a processor."""

TERLALU_RUMIT = (
    "PDF ini terlalu rumit untuk dibuka; cetak atau simpan ulang sebagai PDF, lalu unggah lagi"
)

_DARI_LUAR = frozenset({-signal.SIGTERM, -signal.SIGKILL, -signal.SIGINT, -signal.SIGHUP})


def cacat_pdf_terpisah(berkas: IO[bytes]) -> str:
    """As `cacat_pdf`, of a file on disk. Raises `ChildProcessError` when somebody ended the
    process: that says nothing of the file."""
    berkas.seek(0)
    selesai = subprocess.run(  # noqa: S603 - this very file
        [sys.executable, "-P", "-m", __name__],
        stdin=berkas,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=False,
    )
    if selesai.returncode in _DARI_LUAR:
        raise ChildProcessError(f"{__name__} was ended from outside ({selesai.returncode})")
    return selesai.stdout.decode() if selesai.returncode == 0 else TERLALU_RUMIT


def main() -> None:
    with mmap.mmap(sys.stdin.fileno(), 0, access=mmap.ACCESS_READ) as isi:
        memori = MEMORI_MAKS_BYTES + 2 * len(isi)
        resource.setrlimit(resource.RLIMIT_AS, (memori, memori))
        resource.setrlimit(resource.RLIMIT_CPU, (DETIK_MAKS, DETIK_MAKS + 1))
        sys.stdout.write(cacat_pdf(isi))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
