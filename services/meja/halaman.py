"""A long list in pages."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from services.meja.permintaan import Permintaan

PER_PAGE = 50


def potong(permintaan: Permintaan, semua: Sequence[Any]) -> dict[str, Any]:
    """The page that the address asks for (`hal`), as the templates of lists read it."""
    number = permintaan.request.query_params.get("hal", "1")
    last = max(1, -(-len(semua) // PER_PAGE))
    at = min(int(number), last) if number.isdecimal() and len(number) < 6 and int(number) else 1
    return {
        "semua": len(semua),
        "baris": semua[(at - 1) * PER_PAGE : at * PER_PAGE],
        "hal": at,
        "akhir": last,
        "ke_hal": lambda to: _with(permintaan, hal=str(to)),
    }


def _with(permintaan: Permintaan, **other: str) -> str:
    """This address with something else in it."""
    kept = {k: v for k, v in permintaan.request.query_params.items() if v and k != "hal"}
    return f"{permintaan.request.url.path}?{urlencode(kept | other)}"
