"""Measures a file while it streams by: size, SHA-256, what it is, and whether it is whole."""

import hashlib
import weakref
from tempfile import SpooledTemporaryFile
from typing import IO

from shared.alur.files import FaktaBerkas
from shared.store import media
from shared.store.wholeness import cacat_isi

MEMORI_BYTES = 1024 * 1024
"""What is larger waits for its judgement on disk."""

BERAT_BYTES = 64 * 1024
"""From here on the judgement takes longer than handing it to a thread."""


class Meter:
    """Feed it every chunk in order, then ask for the facts. A file of which only the size and the
    digest matter is asked for `sha256` alone."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._kepala = b""
        self._ekor = b""
        self._isi = SpooledTemporaryFile(max_size=MEMORI_BYTES)  # noqa: SIM115 - closed below
        self._tutup = weakref.finalize(self, self._isi.close)
        self.ukuran_bytes = 0

    def feed(self, potongan: bytes) -> None:
        self._digest.update(potongan)
        self.ukuran_bytes += len(potongan)
        if len(self._kepala) < media.KEPALA_BYTES:
            self._kepala += potongan[: media.KEPALA_BYTES - len(self._kepala)]
        self._ekor = (self._ekor + potongan[-media.EKOR_BYTES :])[-media.EKOR_BYTES :]
        if not self._tutup.alive:
            return
        self._isi.write(potongan)
        if len(self._kepala) == media.KEPALA_BYTES and not media.dapat_diperiksa(self._kepala):
            self._tutup()

    def sha256(self) -> str:
        return self._digest.hexdigest()

    def facts(self) -> FaktaBerkas:
        """Takes time and memory as the file is large: not for an event loop (`berat`)."""
        jenis = media.media_type(self._kepala, self._ekor)
        cacat = cacat_isi(jenis, self._whole()) if self._tutup.alive else ""
        self._tutup()
        return FaktaBerkas(self.ukuran_bytes, jenis, self.sha256(), cacat)

    @property
    def berat(self) -> bool:
        """Whether the judgement belongs into a thread."""
        return self.ukuran_bytes > BERAT_BYTES and self._tutup.alive

    def _whole(self) -> IO[bytes]:
        """The file itself: `SpooledTemporaryFile` has it in memory or on disk."""
        return self._isi._file
