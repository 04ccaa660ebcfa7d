"""A large PDF is judged in a process of its own, with bounded memory and time."""

import mmap
from typing import IO

from shared.apart import FailedApart, Limits, run_apart
from shared.store.pdf import cacat_pdf

BATAS = Limits(memory_bytes=512 * 1024 * 1024, cpu_seconds=10, wait_seconds=60.0)

TERLALU_RUMIT = (
    "PDF ini terlalu rumit untuk dibuka; cetak atau simpan ulang sebagai PDF, lalu unggah lagi"
)


def cacat_pdf_terpisah(berkas: IO[bytes]) -> str:
    """As `cacat_pdf`, of a file on disk. Raises `ChildProcessError` as `run_apart` does."""
    try:
        return run_apart(nilai, berkas, BATAS).decode()
    except FailedApart:
        return TERLALU_RUMIT


def nilai(isi: mmap.mmap) -> bytes:
    return cacat_pdf(isi).encode()
