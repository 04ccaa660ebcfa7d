"""Front Office: a verdict on each document, and nothing accepted while one is missing."""

from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Aturan, Desk, Keberatan, Perkara
from shared.errors import KodeTolak
from shared.tindakan import Tindakan


def periksa(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """Documents accepted in an earlier putaran keep their verdict; all others need one now."""
    dinilai = {v.kode: v for v in putusan.verdik}
    for dokumen in perkara.belum_diterima():
        if dokumen.kode not in dinilai:
            yield Keberatan(
                KodeTolak.VERDIK_KURANG, f"dokumen '{dokumen.kode}' belum diberi verdik"
            )
    if putusan.putusan == "terima":
        for kurang in perkara.kekurangan():
            yield Keberatan(
                KodeTolak.KELENGKAPAN_KURANG,
                f"{kurang.jenis} '{kurang.kode}' ({kurang.nama}) belum ada",
            )


VERIFIKASI = Aturan(Tindakan.VERIFIKASI, periksa, sebelum_tugas=Perkara.kekurangan)


DESK = Desk("frontoffice", "Front Office", (VERIFIKASI,))
