"""The board from the store. It reads every running application: a thing to be done in moderation,
and never so that others on the event loop have to wait."""

import asyncio
import time
from collections.abc import Container, Mapping
from typing import NamedTuple

from shared.clock import Clock
from shared.mutu_baku.board import Papan, Penghitung
from shared.store.watch_port import OpsStore

BAGIAN_WAKTU = 20
"""Reading takes at most one part in so many of the time."""

_SEKALIGUS = 200


class Bacaan(NamedTuple):
    """`lama_detik`: what the reading took. `nomor`: of the applications that were asked for, and
    are running."""

    papan: Papan
    lama_detik: float
    nomor: Mapping[str, str]


async def baca_papan(store: OpsStore, clock: Clock, dicari: Container[str] = ()) -> Bacaan:
    """`dicari`: ids of applications. Raises `StoreTidakTerjangkau`."""
    mulai = time.monotonic()
    penghitung = Penghitung(clock())
    nomor: dict[str, str] = {}
    banyak = 0
    async for satu in store.open_steps():
        penghitung.tambah(satu)
        if (permohonan_id := str(satu.permohonan_id)) in dicari:
            nomor[permohonan_id] = satu.nomor
        banyak += 1
        if not banyak % _SEKALIGUS:
            await asyncio.sleep(0)
    return Bacaan(penghitung.papan(), time.monotonic() - mulai, nomor)


def jeda_baca(diinginkan_detik: float, lama_detik: float) -> float:
    """How long to wait before the next reading: the more there is to read, the longer."""
    return max(diinginkan_detik, BAGIAN_WAKTU * lama_detik)
