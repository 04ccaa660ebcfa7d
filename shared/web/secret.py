"""The secret of a screen: what its tokens are made with, and what it keeps of people is encrypted
with. Processes that serve one office share the file."""

import secrets
from contextlib import suppress
from pathlib import Path

from shared.errors import AlurIzinError
from shared.os_words import sebab_os
from shared.whole_file import OWNER_ONLY, BerkasSudahAda, make_folder, write_file

LEAST_BYTES = 32


class RahasiaTidakSah(AlurIzinError):
    """Berkas rahasia tidak dapat dipakai."""


def secret_of(named: Path | None, own: Path) -> bytes:
    """From the file that is named; without one, from our own, which is made where it is not there
    yet. Raises `RahasiaTidakSah` and `BerkasTidakTertulis`."""
    if named is None and not own.exists():
        make_folder(own.parent, 0o700)
        with suppress(BerkasSudahAda):  # another process was quicker
            write_file(own, f"{secrets.token_hex(LEAST_BYTES)}\n", mode=OWNER_ONLY, replace=False)
    return _read(named or own)


def _read(file: Path) -> bytes:
    try:
        isi = file.read_bytes().strip()
    except OSError as error:
        raise RahasiaTidakSah(f"Berkas rahasia {file}: {sebab_os(error)}") from error
    if len(isi) < LEAST_BYTES:
        raise RahasiaTidakSah(
            f"Berkas rahasia {file} terlalu pendek: paling sedikit {LEAST_BYTES} huruf yang acak,"
            " misalnya dari: openssl rand -hex 32"
        )
    return isi
