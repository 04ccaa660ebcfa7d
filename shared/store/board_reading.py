"""The board from the store. It reads every running application: a thing to be done in moderation,
and never so that others have to wait."""

import asyncio
from collections.abc import Container, Mapping
from time import monotonic
from typing import NamedTuple

from shared.clock import Clock
from shared.mutu_baku.papan import Papan, Penghitung
from shared.store.watch_port import OpsStore

BAGIAN_WAKTU = 20
"""Reading takes at most one part in so many of the time."""

_SEKALIGUS = 200


class Bacaan(NamedTuple):
    """`lama_detik`: what the reading took, rests not counted. `nomor`: of the applications that
    were asked for, and are running."""

    papan: Papan
    lama_detik: float
    nomor: Mapping[str, str]


async def baca_papan(
    store: OpsStore, clock: Clock, dicari: Container[str] = (), istirahat: float = 0.0
) -> Bacaan:
    """`dicari`: ids of applications. `istirahat`: how many times as long as it reads it leaves the
    store to others, now and then on the way. Raises `StoreTidakTerjangkau`."""
    penghitung = Penghitung(clock())
    nomor: dict[str, str] = {}
    lama, mulai, banyak = 0.0, monotonic(), 0
    async for satu in store.open_steps():
        penghitung.tambah(satu)
        if (permohonan_id := str(satu.permohonan_id)) in dicari:
            nomor[permohonan_id] = satu.nomor
        banyak += 1
        if not banyak % _SEKALIGUS:
            sebagian = monotonic() - mulai
            lama += sebagian
            await asyncio.sleep(istirahat * sebagian)
            mulai = monotonic()
    return Bacaan(penghitung.papan(), lama + monotonic() - mulai, nomor)


def jeda_baca(diinginkan_detik: float, lama_detik: float) -> float:
    """How long to wait before the next reading: the more there is to read, the longer."""
    return max(diinginkan_detik, BAGIAN_WAKTU * lama_detik)
