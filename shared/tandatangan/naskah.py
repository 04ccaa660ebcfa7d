"""The text that was approved, inside the file that was signed: a PDF grows by whole revisions."""

import re

_AKHIR_REVISI = re.compile(rb"startxref[\r\n ]+\d+[\r\n ]+%%EOF")
_AKHIR_MAKS = 64
"""Bytes of an end mark, with its line ends."""


def naskah_dari(bertanda: bytes) -> bytes:
    """The first revision of a signed file that was not linearized: its beginning up to and with
    the first end mark, without a line end behind it. Raises `ValueError` where there is none."""
    akhir = _AKHIR_REVISI.search(bertanda)
    if akhir is None:
        raise ValueError("berkas tidak memuat akhir revisi PDF")
    return bertanda[: akhir.end()]


def berawal_naskah(bertanda: bytes, naskah: bytes) -> bool:
    """Whether the file is the naskah, byte for byte up to its own end mark, and something more."""
    if len(bertanda) <= len(naskah) or not bertanda.startswith(naskah):
        return False
    ujung = naskah[-_AKHIR_MAKS:].rstrip(b"\r\n")
    return bool(re.search(_AKHIR_REVISI.pattern + rb"\Z", ujung))
