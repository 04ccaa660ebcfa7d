"""A request that changes something comes from a page of ours: two signs, and both have to hold.

The browser says where a request comes from (`Sec-Fetch-Site`, `Origin`); and every form brings a
token that only a page of ours could know: the HMAC of a random value that the browser keeps in a
cookie. The token belongs to the browser and not to the session: a form that was half filled when
the session ended can still be sent after signing in again.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

BIDANG = "csrf"
HEADER = "x-csrf-token"
_SAME = {"same-origin", "none"}
_MOST = 64


def new_seed() -> str:
    """The value of the cookie."""
    return secrets.token_urlsafe(24)


def token(secret: bytes, seed: str) -> str:
    """What the forms of this browser bring."""
    return hmac.new(secret, b"csrf\0" + seed.encode(), hashlib.sha256).hexdigest()


def is_seed(value: str) -> bool:
    return 0 < len(value) <= _MOST and value.isascii()


def from_our_page(headers: Mapping[str, str]) -> bool:
    """By the browser's own word; `Host` is one of ours. A program that is no browser says nothing,
    and has no cookies to be abused; the token is asked of it all the same."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in _SAME:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def brings_token(secret: bytes, seed: str, brought: str) -> bool:
    return is_seed(seed) and hmac.compare_digest(token(secret, seed), brought)
