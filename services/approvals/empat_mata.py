"""What approving and signing have in common: of this very draft, and not by who wrote it."""

from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Keberatan, Perkara, atas_dokumen_ini
from shared.errors import KodeTolak
from shared.petugas.empat_mata import ikut_menyusun


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
