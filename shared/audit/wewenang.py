"""Every officer's decision was theirs to make, by the riwayat alone; and four eyes looked at it."""

from collections.abc import Iterator

from shared.audit.temuan import Temuan
from shared.permohonan import Permohonan
from shared.petugas.pemeriksaan import periksa_wewenang


def periksa_petugas(permohonan: Permohonan, *, berdaftar: bool = False) -> Iterator[Temuan]:
    """`berdaftar`: the office kept a register all along."""
    for pesan in periksa_wewenang(permohonan, berdaftar=berdaftar):
        yield Temuan(permohonan.nomor, pesan)
