"""Sealed with the desk's key (AES-256-GCM): what must be read again, and by nobody who has the
store alone."""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.errors import AlurIzinError

_NONCE_BYTES = 12


class SegelRusak(AlurIzinError):
    """Sealed by another key, for another use, or changed since."""


def seal(kunci: bytes, untuk: str, isi: str) -> str:
    """`untuk`: only who names the same opens it."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = _cipher(kunci).encrypt(nonce, isi.encode(), untuk.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(kunci: bytes, untuk: str, sealed: str) -> str:
    """Raises `SegelRusak`."""
    try:
        data = base64.urlsafe_b64decode(sealed)
        opened = _cipher(kunci).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], untuk.encode())
    except (InvalidTag, ValueError) as error:
        raise SegelRusak from error
    return opened.decode()


def _cipher(kunci: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"alurizin segel").derive(kunci))
