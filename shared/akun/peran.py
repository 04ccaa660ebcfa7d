"""Which roles a person has now: by the register of officers, or without one by the account."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from shared.akun.model import Akun
from shared.permohonan.wewenang import JenisWewenang
from shared.petugas.model import DaftarPetugas
from shared.petugas.orang import nama_sejalan
from shared.petugas.wewenang import SEBUTAN


@dataclass(frozen=True)
class PeranKini:
    """`sampai`: when a mandate ends; None is without an end in sight."""

    pelaksana: str
    jenis: JenisWewenang = "definitif"
    sampai: datetime | None = None

    @property
    def sebutan(self) -> str:
        """Plh, Plt, or nothing."""
        return SEBUTAN[self.jenis]


def peran_kini(
    daftar: DaftarPetugas | None, akun: Akun, dikenal: Collection[str], saat: datetime
) -> tuple[PeranKini, ...]:
    """In the order of `dikenal`; the definitive right before a mandate. An account in the name of
    somebody else than the register has under that NIP has none."""
    if daftar is None:
        return tuple(PeranKini(p) for p in dikenal if p in akun.peran)
    orang = daftar.orang(akun.petugas.id)
    if orang is None or not nama_sejalan(orang.nama, akun.petugas.nama):
        return ()
    semua: dict[str, PeranKini] = {}
    for satu in daftar.wewenang(akun.petugas.id):
        if satu.berlaku_pada(saat):
            semua.setdefault(satu.sebagai, PeranKini(satu.sebagai, satu.jenis, satu.sampai))
    return tuple(semua[pelaksana] for pelaksana in dikenal if pelaksana in semua)
