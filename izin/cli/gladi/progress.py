"""How far a long reading has come, for whoever watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from izin.cli.output import stderr

EVERY = 100


@contextmanager
def counting(what: str) -> Iterator[Callable[[], None]]:
    """To be called for each one; silent where nobody watches."""
    console = stderr()
    if not console.is_terminal:
        yield lambda: None
        return
    count = 0
    with console.status(f"{what} …") as status:

        def seen() -> None:
            nonlocal count
            count += 1
            if count % EVERY == 0:
                status.update(f"{what} … {thousands(count)} permohonan")

        yield seen


def thousands(number: int) -> str:
    """12.500"""
    return f"{number:,}".replace(",", ".")
