"""The type of a file, told from its first bytes and never from its name."""

import puremagic

KEPALA_BYTES = 8192
TIDAK_DIKENAL = "application/octet-stream"


def media_type(kepala: bytes) -> str:
    """MIME type of a file that begins with `kepala` (its first `KEPALA_BYTES` are enough)."""
    try:
        return puremagic.from_string(kepala, mime=True) or TIDAK_DIKENAL
    except (puremagic.PureError, ValueError):
        return TIDAK_DIKENAL
