"""Four eyes: nobody approves or signs a document that they wrote, or revised, themselves.

Approving twice, in two roles, is no breach: a Sekretaris who is also acting Kepala Dinas has still
not written what they sign, and an office with few people could not go on otherwise (decision 43).
"""

from collections.abc import Iterable, Iterator

from shared.contracts.parts import Petugas
from shared.permohonan.model import Entri
from shared.petugas.orang import pengenal_baku
from shared.tindakan import Tindakan

MENGESAHKAN = frozenset({Tindakan.SETUJUI, Tindakan.TANDA_TANGANI})
"""The acts by which a document that somebody else wrote becomes valid."""


def penyusun(riwayat: Iterable[Entri], kode: str | None) -> Iterator[Petugas]:
    """Everybody who had a hand in the draft of that code: an earlier version that was sent back
    lives on in the one that came after. None stands for any draft."""
    for entri in riwayat:
        if entri.tindakan is Tindakan.SUSUN_DRAF and entri.oleh is not None:
            dibuat = {hasil.kode for hasil in entri.hasil if hasil.berkas}
            if dibuat and (kode is None or kode in dibuat):
                yield entri.oleh


def ikut_menyusun(petugas: Petugas, riwayat: Iterable[Entri], kode: str | None) -> bool:
    baku = pengenal_baku(petugas.id)
    return any(pengenal_baku(satu.id) == baku for satu in penyusun(riwayat, kode))
