"""One attempt to sign in elsewhere: what only the browser that began it can bring back."""

import base64
import hashlib
import json
import secrets
from typing import NamedTuple

from shared.segel import SegelRusak, seal, unseal

_UNTUK = "oidc"


class PermintaanMasuk(NamedTuple):
    """`lanjut`: where they wanted to go."""

    state: str
    nonce: str
    verifier: str
    lanjut: str


def permintaan_baru(lanjut: str) -> PermintaanMasuk:
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return PermintaanMasuk(state, nonce, verifier, lanjut)


def tantangan(verifier: str) -> str:
    """RFC 7636, S256."""
    sidik = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(sidik).rstrip(b"=").decode()


def tersegel(kunci: bytes, permintaan: PermintaanMasuk) -> str:
    """For a cookie."""
    return seal(kunci, _UNTUK, json.dumps(permintaan))


def dibuka(kunci: bytes, tersegel: str) -> PermintaanMasuk | None:
    """None for a cookie that is not of ours."""
    try:
        return PermintaanMasuk(*json.loads(unseal(kunci, _UNTUK, tersegel)))
    except (SegelRusak, ValueError, TypeError):
        return None
