"""httpx without the command line of its own, which loads Click, Rich and Pygments with it."""

from shared.optional_parts import without

with without("httpx._main"):
    import httpx

__all__ = ["httpx"]
