"""By what right an officer decided, as it is written down with the decision."""

from datetime import datetime
from typing import Literal

from shared.contracts.base import KodePelaksana, Kontrak, Saat, Sha256

JenisWewenang = Literal["definitif", "plh", "plt"]
"""The holder of the role; Pelaksana Harian and Pelaksana Tugas stand in for one who is away for a
while, or gone (UU 30/2014 art. 14)."""


class Wewenang(Kontrak):
    """Holds from `sejak` until just before `sampai`; None is without an end in sight.

    `nama` is the officer's name in the register, `dasar` the order that a mandate rests on, and
    `daftar_versi` the SHA-256 of the register by which this was so.
    """

    jenis: JenisWewenang
    sebagai: KodePelaksana
    nama: str
    dasar: str = ""
    sejak: Saat
    sampai: Saat | None = None
    daftar_versi: Sha256

    def berlaku_pada(self, saat: datetime) -> bool:
        return self.sejak <= saat and (self.sampai is None or saat < self.sampai)
