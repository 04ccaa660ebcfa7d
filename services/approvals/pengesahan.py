"""Approving and signing: of this very draft, and not by who wrote it.

An approval is of that very draft; the signed SK comes from the draft that was approved."""

from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Aturan, Keberatan, Perkara, atas_dokumen_ini, hasil_dikembalikan
from shared.errors import KodeTolak
from shared.petugas.empat_mata import ikut_menyusun
from shared.tindakan import Tindakan


def periksa_pengesahan(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """Sending a draft back makes nothing valid: also its author may find a slip in it."""
    yield from atas_dokumen_ini(perkara, putusan)
    if putusan.putusan != "terima":
        return
    if ikut_menyusun(putusan.petugas, perkara.permohonan.riwayat, perkara.langkah.atas):
        yield Keberatan(
            KodeTolak.DRAF_SENDIRI,
            f"{putusan.petugas.nama} ikut menyusun '{perkara.langkah.atas}' ini dan tidak dapat"
            " mengesahkannya; putusan harus datang dari petugas lain",
        )


SETUJUI = Aturan(Tindakan.SETUJUI, periksa_pengesahan)


def periksa_tanda_tangan(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """That the unsigned draft is not handed in as the SK is a rule of every output
    (`shared/alur/salinan.py`)."""
    yield from periksa_pengesahan(perkara, putusan)
    yield from hasil_dikembalikan(perkara, putusan)


TANDA_TANGANI = Aturan(Tindakan.TANDA_TANGANI, periksa_tanda_tangan)
