"""The type of a file, told from its first bytes and never from its name."""

import puremagic

KEPALA_BYTES = 8192
TIDAK_DIKENAL = "application/octet-stream"

TERSERING = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
"""What nearly every file is, as ISO 32000, RFC 2083 and ITU-T T.81 begin. The library compares with
thousands of beginnings, which took a fifth of what a submission costs its worker; a test holds the
two together."""


def media_type(kepala: bytes) -> str:
    """MIME type of a file that begins with `kepala` (its first `KEPALA_BYTES` are enough)."""
    for awal, jenis in TERSERING.items():
        if kepala.startswith(awal):
            return jenis
    try:
        return puremagic.from_string(kepala, mime=True) or TIDAK_DIKENAL
    except (puremagic.PureError, ValueError):
        return TIDAK_DIKENAL
