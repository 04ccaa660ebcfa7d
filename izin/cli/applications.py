"""Applications chosen from the store, oldest opening first."""

import heapq
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from shared.permohonan import Permohonan, Status
from shared.store.port import PermohonanStore


class Filter(NamedTuple):
    """Empty means any. `limit` is how many are wanted at most."""

    status: Status | None
    pelaksana: str
    limit: int


class Chosen(NamedTuple):
    """`total` counts all that match, also those beyond the limit."""

    applications: list[Permohonan]
    total: int


async def choose(
    store: PermohonanStore, wanted: Filter, order: Callable[[Permohonan], float] | None = None
) -> Chosen:
    """What runs comes in the order of its waiting, what has ended last ended first, unless
    `order` says otherwise: what is small there is shown first."""
    order = order or _order
    total = 0
    kept: list[tuple[float, str, Permohonan]] = []
    async for permohonan in store.scan(wanted.status, wanted.pelaksana or None):
        total += 1
        entry = (-order(permohonan), permohonan.nomor, permohonan)
        push = heapq.heappush if len(kept) < wanted.limit else heapq.heappushpop
        push(kept, entry)
    return Chosen([one for _, _, one in sorted(kept, key=lambda e: (-e[0], e[1]))], total)


def since(permohonan: Permohonan) -> datetime:
    """From when it is where it is."""
    if permohonan.langkah is not None:
        return permohonan.langkah.dibuka_pada
    return permohonan.riwayat[-1].ditutup_pada


def _order(permohonan: Permohonan) -> float:
    """Small is shown first."""
    instant = since(permohonan).timestamp()
    return instant if permohonan.langkah is not None else 1e12 - instant
