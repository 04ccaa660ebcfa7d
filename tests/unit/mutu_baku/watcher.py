"""A watchdog without broker and store: what it claims, and how it moves the mark."""

from datetime import datetime

from shared.mutu_baku.jaga import geser_jaga, teruskan_jaga
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.pelanggaran import kejadian
from tests.histories import BerlakuPada, Dijaga


class Penjaga:
    """Looks only where the mark says that something is due, as the real one does."""

    def __init__(self, berlaku: BerlakuPada) -> None:
        self.berlaku = berlaku
        self.klaim: dict[str, Kejadian] = {}

    def sapu(self, perjalanan: Dijaga, kini: datetime) -> None:
        self._geser(perjalanan, kini)
        permohonan, sop = perjalanan.permohonan, perjalanan.sop
        jaga = permohonan.jaga
        assert jaga is not None
        if jaga.pada is None or jaga.pada >= kini:
            return
        berlaku = self.berlaku(kini)
        baru = [k for k in kejadian(permohonan, sop, berlaku, kini) if k.terjadi > jaga.sampai]
        assert baru, "the mark says that something is due, and nothing is"
        for satu in baru:
            kunci = satu.kunci(permohonan.id)
            assert kunci not in self.klaim, "claimed twice"
            self.klaim[kunci] = satu
        perjalanan.permohonan = teruskan_jaga(permohonan, sop, berlaku, baru[-1].terjadi)

    def _geser(self, perjalanan: Dijaga, kini: datetime) -> None:
        permohonan, berlaku = perjalanan.permohonan, self.berlaku(kini)
        assert permohonan.jaga is not None
        if permohonan.jaga.kalender != berlaku.terkini.versi:
            perjalanan.permohonan = geser_jaga(permohonan, perjalanan.sop, berlaku, kini)
