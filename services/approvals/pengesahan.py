"""Approving and signing: of this very draft, and not by who wrote it.

An approval is of that very draft; the signed SK comes from the draft that was approved."""

from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Aturan, Keberatan, Perkara, atas_dokumen_ini
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
    """An unsigned draft handed in as the signed SK is byte for byte the draft."""
    yield from periksa_pengesahan(perkara, putusan)
    draf = perkara.atas
    for hasil in putusan.hasil:
        if draf and hasil.berkas.sha256 == draf.berkas.sha256:
            yield Keberatan(
                KodeTolak.OUTPUT_KURANG, f"'{hasil.kode}' adalah draf yang belum ditandatangani"
            )


TANDA_TANGANI = Aturan(Tindakan.TANDA_TANGANI, periksa_tanda_tangan)
