"""Whether a file of a known type is whole, told from its two ends; and what a picture would need
to be shown.

Not whether it is harmless: a PDF may hold scripts, and a picture may show anything. That is for
the program that opens it and the officer who looks at it (docs/decisions/0044).
"""

import struct

KEPALA_BYTES = 128 * 1024
"""Enough for what a camera writes in front of the picture itself."""

EKOR_BYTES = 64 * 1024
"""Some cameras add their own notes behind the end of the picture."""

EKOR_PDF_BYTES = 2048
"""Readers look for the end of a PDF in its last 1024 bytes; some scanners fill up with zeros."""

TITIK_MAKS = 100_000_000
"""A picture of a few kilobytes can unfold to gigabytes in whatever shows it."""

_TERPOTONG = "isinya terpotong atau rusak; unggah ulang berkas yang utuh"
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TANPA_ISI = frozenset({0x01, *range(0xD0, 0xD9)})


def cacat_isi(media_type: str, kepala: bytes, ekor: bytes) -> str:
    """What is wrong with the content; empty when nothing is, or the type is another one."""
    periksa = {"application/pdf": _pdf, "image/jpeg": _jpeg, "image/png": _png}.get(media_type)
    return periksa(kepala, ekor) if periksa else ""


def _pdf(kepala: bytes, ekor: bytes) -> str:
    utuh = kepala.startswith(b"%PDF-") and b"%%EOF" in ekor[-EKOR_PDF_BYTES:]
    return "" if utuh else _TERPOTONG


def _png(kepala: bytes, ekor: bytes) -> str:
    if len(kepala) < 24 or kepala[12:16] != b"IHDR" or b"IEND\xaeB`\x82" not in ekor:
        return _TERPOTONG
    return _terlalu_luas(*struct.unpack(">II", kepala[16:24]))


def _jpeg(kepala: bytes, ekor: bytes) -> str:
    if b"\xff\xd9" not in ekor:
        return _TERPOTONG
    luas = _luas_jpeg(kepala)
    return _terlalu_luas(*luas) if luas else ""


def _luas_jpeg(kepala: bytes) -> tuple[int, int] | None:
    """From the first frame's own header; None where it does not come early enough."""
    posisi = 2
    while posisi + 9 <= len(kepala) and kepala[posisi] == 0xFF:
        penanda = kepala[posisi + 1]
        if penanda in _SOF:
            tinggi, lebar = struct.unpack(">HH", kepala[posisi + 5 : posisi + 9])
            return lebar, tinggi
        if penanda in _TANPA_ISI or penanda == 0xFF:
            posisi += 1 if penanda == 0xFF else 2
            continue
        posisi += 2 + int.from_bytes(kepala[posisi + 2 : posisi + 4], "big")
    return None


def _terlalu_luas(lebar: int, tinggi: int) -> str:
    if 0 < lebar * tinggi <= TITIK_MAKS:
        return ""
    return f"gambar {lebar} x {tinggi} titik; paling banyak {TITIK_MAKS // 1_000_000} juta titik"
