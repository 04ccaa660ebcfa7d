"""Langkah `teruskan`: passing on brings nothing of its own; files and verdicts belong elsewhere."""

from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Aturan, Keberatan, Perkara
from shared.errors import KodeTolak
from shared.tindakan import Tindakan


def periksa(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """What is passed on must have been accepted, document by document."""
    if putusan.putusan != "terima":
        return
    for dokumen in perkara.belum_diterima():
        yield Keberatan(
            KodeTolak.KELENGKAPAN_KURANG, f"dokumen '{dokumen.kode}' belum diterima verifikator"
        )


TERUSKAN = Aturan(Tindakan.TERUSKAN, periksa)
