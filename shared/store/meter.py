"""Measures a file while it streams by: size, SHA-256, and the bytes that tell what it is."""

import hashlib

from shared.alur.files import FaktaBerkas
from shared.store import media
from shared.store.wholeness import EKOR_BYTES, KEPALA_BYTES, cacat_isi


class Meter:
    """Feed it every chunk in order, then ask for the facts."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._kepala = b""
        self._ekor = b""
        self.ukuran_bytes = 0

    def feed(self, potongan: bytes) -> None:
        self._digest.update(potongan)
        self.ukuran_bytes += len(potongan)
        if len(self._kepala) < KEPALA_BYTES:
            self._kepala += potongan[: KEPALA_BYTES - len(self._kepala)]
        self._ekor = (self._ekor + potongan[-EKOR_BYTES:])[-EKOR_BYTES:]

    def facts(self) -> FaktaBerkas:
        jenis = media.media_type(self._kepala[: media.KEPALA_BYTES])
        return FaktaBerkas(
            self.ukuran_bytes,
            jenis,
            self._digest.hexdigest(),
            cacat_isi(jenis, self._kepala, self._ekor),
        )
