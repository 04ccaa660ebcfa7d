"""httpx without the command line of its own, which loads Click, Rich and Pygments with it."""

import ssl
from functools import cache

from shared.optional_parts import without

with without("httpx._main"):
    import httpx

__all__ = ["httpx", "known_authorities"]


@cache
def known_authorities(*, trust_env: bool = True) -> ssl.SSLContext:
    """Whom everybody trusts; `trust_env` as of a client. httpx would load them anew for each one:
    30 ms of a processor, in which an event loop does nothing else."""
    return httpx.create_ssl_context(trust_env=trust_env)
