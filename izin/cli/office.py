"""An office as a command opens it."""

from contextlib import AbstractAsyncContextManager

from izin.registry import discover_desks
from shared.kantor.kantor import Kantor, open_kantor
from shared.settings import Settings


def open_office(settings: Settings) -> AbstractAsyncContextManager[Kantor]:
    """Settings from `with_servers`. Raises as `open_kantor`."""
    return open_kantor(settings, discover_desks())
