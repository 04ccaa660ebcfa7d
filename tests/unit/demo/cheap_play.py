"""Demos that are played without real papers, in no time."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from shared.sop.model import SopTermuat
from tests.builders import katalog
from tests.unit.demo.cheap_paper import kertas_murah
from tests.unit.demo.play import TANGGAL, skenario_demo
from tests.unit.demo.played import Selesai, mainkan

SEMUA_RAGAM = 28
"""With so few applications every kind of slowness is there already."""


def dimainkan(
    jumlah: int,
    benih: int = 7,
    tanggal: date = TANGGAL,
    termuat: Mapping[str, SopTermuat] | None = None,
    *,
    tergesa: bool = False,
) -> Selesai:
    termuat = termuat or katalog()
    sop = {kode: satu.sop for kode, satu in termuat.items()}
    with kertas_murah():
        return mainkan(skenario_demo(jumlah, sop, benih), termuat, tanggal, tergesa=tergesa)


@cache
def semua_ragam() -> Selesai:
    return dimainkan(SEMUA_RAGAM)
