"""Alerts as people look at them: what came about, and who has seen it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, NamedTuple, get_args

from shared.contracts import Pelanggaran
from shared.contracts.pelanggaran import Tingkat
from shared.kantor.errors import TidakDitemukan
from shared.kantor.kantor import Kantor
from shared.kantor.orang import Orang
from shared.mutu_baku.kejadian import KESELURUHAN
from shared.petugas.orang import pengenal_baku
from shared.store.dilihat_port import Dilihat, DilihatStore

HARI = (7, 30, 90)
"""How far back people may look; the first unless they say otherwise."""

Terlihat = Literal["", "belum", "belum_saya"]
"""Whether somebody has seen it: all; those that nobody has; those that I have not."""


class PeringatanTidakAda(TidakDitemukan):
    def __init__(self) -> None:
        super().__init__("Peringatan ini tidak ada, atau sudah terlalu lama")


class SaringPeringatan(NamedTuple):
    """Empty for all. `pelaksana` may be `keseluruhan`: alerts about a whole application."""

    sop: str = ""
    pelaksana: str = ""
    tingkat: Tingkat | str = ""
    dilihat: Terlihat | str = ""
    hari: int = HARI[0]

    @property
    def apa_saja(self) -> bool:
        return not (self.sop or self.pelaksana or self.tingkat or self.dilihat)


@dataclass(frozen=True)
class Peringatan:
    kunci: str
    isi: Pelanggaran
    dilihat: tuple[Dilihat, ...] = ()

    def oleh(self, orang: Orang) -> bool:
        saya = pengenal_baku(orang.petugas.id)
        return any(pengenal_baku(satu.petugas.id) == saya for satu in self.dilihat)

    def cocok(self, saring: SaringPeringatan, orang: Orang) -> bool:
        if saring.dilihat == "belum" and self.dilihat:
            return False
        if saring.dilihat == "belum_saya" and self.oleh(orang):
            return False
        return (
            saring.sop in {"", self.isi.sop}
            and saring.pelaksana in {"", self.isi.pelaksana or KESELURUHAN}
            and saring.tingkat in {"", self.isi.tingkat}
        )


@dataclass(frozen=True)
class KotakPeringatan:
    """An alert stays as it is: that somebody has seen it is a record beside it."""

    kantor: Kantor
    store: DilihatStore

    async def daftar(self, orang: Orang, saring: SaringPeringatan) -> list[Peringatan]:
        """The newest first. Raises `StoreTidakTerjangkau`."""
        semua = await self._sejak(saring.hari)
        return [satu for satu in semua if satu.cocok(saring, orang)]

    async def belum_dilihat(self) -> int:
        """How many of the last days nobody has seen."""
        return sum(not satu.dilihat for satu in await self._sejak(HARI[0]))

    async def lihat(self, orang: Orang, kunci: Iterable[str]) -> int:
        """How many of these this person had not seen before. Raises `PeringatanTidakAda`, before
        anything is written, for one that is not there."""
        dicari = list(dict.fromkeys(kunci))
        dikenal = {satu.kunci for satu in await self._sejak(HARI[-1])}
        if not dicari or not dikenal.issuperset(dicari):
            raise PeringatanTidakAda
        kini = self.kantor.clock()
        baru = [await self.store.see(Dilihat(satu, orang.petugas, kini)) for satu in dicari]
        return sum(baru)

    async def tanda(self) -> tuple[str, int]:
        """Changes with every alert and every record."""
        terbaru = await self.kantor.watch.latest(1)
        return terbaru[0].kunci if terbaru else "", await self.store.number()

    async def _sejak(self, hari: int) -> list[Peringatan]:
        klaim = await self.kantor.watch.since(self.kantor.clock() - timedelta(days=hari))
        dilihat = await self.store.seen(satu.kunci for satu in klaim)
        return [
            Peringatan(satu.kunci, satu.pelanggaran, dilihat.get(satu.kunci, ())) for satu in klaim
        ]


def saringan(given: SaringPeringatan) -> SaringPeringatan:
    """What makes no sense asks for everything."""
    return given._replace(
        tingkat=given.tingkat if given.tingkat in get_args(Tingkat) else "",
        dilihat=given.dilihat if given.dilihat in get_args(Terlihat) else "",
        hari=given.hari if given.hari in HARI else HARI[0],
    )
