"""Import a library without a part that it would load only because that part is installed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """Within the block these modules count as not installed, as Python has it for a None in
    `sys.modules`. What is loaded already stays."""
    hidden = [name for name in modules if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = cast("ModuleType", None)
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
