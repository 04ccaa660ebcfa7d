"""Standard Webhooks 1.0.0 (standardwebhooks.com): the signature of an alert, for its receiver."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

AWALAN_RAHASIA = "whsec_"
BYTE_MINIMUM, BYTE_MAKSIMUM = 24, 64


class RahasiaTidakSah(ValueError):
    """States the rule for a secret, never the secret."""

    def __init__(self) -> None:
        super().__init__(
            f"rahasia ditulis {AWALAN_RAHASIA} diikuti base64 dari {BYTE_MINIMUM} sampai"
            f" {BYTE_MAKSIMUM} byte; buat dengan:"
            f' echo "{AWALAN_RAHASIA}$(openssl rand -base64 32)"'
        )


def baca_rahasia(teks: str) -> tuple[bytes, ...]:
    """One secret, or several with spaces between. Raises RahasiaTidakSah."""
    kunci = tuple(_satu(bagian) for bagian in teks.split())
    if not kunci:
        raise RahasiaTidakSah
    return kunci


def _satu(teks: str) -> bytes:
    try:
        kunci = base64.b64decode(teks.removeprefix(AWALAN_RAHASIA), validate=True)
    except binascii.Error as galat:
        raise RahasiaTidakSah from galat
    if not teks.startswith(AWALAN_RAHASIA) or not BYTE_MINIMUM <= len(kunci) <= BYTE_MAKSIMUM:
        raise RahasiaTidakSah
    return kunci


def kepala_tanda_tangan(
    kunci: Sequence[bytes], message_id: str, detik: int, isi: bytes
) -> dict[str, str]:
    """The three headers. `detik` is the instant of this very attempt, in seconds since 1970."""
    ditandatangani = f"{message_id}.{detik}.".encode() + isi
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(detik),
        "webhook-signature": " ".join(_tanda_tangan(satu, ditandatangani) for satu in kunci),
    }


def _tanda_tangan(kunci: bytes, ditandatangani: bytes) -> str:
    sidik = hmac.new(kunci, ditandatangani, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(sidik).decode()}"
