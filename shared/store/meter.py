"""Measures a file while it streams by: size, SHA-256, and the bytes that tell its type."""

import hashlib

from shared.alur.files import FaktaBerkas
from shared.store.media import KEPALA_BYTES, media_type


class Meter:
    """Feed it every chunk in order, then ask for the facts."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._kepala = b""
        self.ukuran_bytes = 0

    def feed(self, potongan: bytes) -> None:
        self._digest.update(potongan)
        self.ukuran_bytes += len(potongan)
        if len(self._kepala) < KEPALA_BYTES:
            self._kepala += potongan[: KEPALA_BYTES - len(self._kepala)]

    def facts(self) -> FaktaBerkas:
        return FaktaBerkas(self.ukuran_bytes, media_type(self._kepala), self._digest.hexdigest())
