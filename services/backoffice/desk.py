"""Back Office: passes on an application of which every document was accepted, and drafts the SK.

Passing on brings nothing of its own: files and verdicts belong elsewhere. A draft that was sent
back may not come again unchanged.
"""

from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Aturan, Desk, Keberatan, Perkara
from shared.errors import KodeTolak
from shared.tindakan import Tindakan


def periksa_kelengkapan(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """What is passed on must have been accepted, document by document."""
    if putusan.putusan != "terima":
        return
    for dokumen in perkara.belum_diterima():
        yield Keberatan(
            KodeTolak.KELENGKAPAN_KURANG, f"dokumen '{dokumen.kode}' belum diterima verifikator"
        )


TERUSKAN = Aturan(Tindakan.TERUSKAN, periksa_kelengkapan)


def _pernah_disusun(perkara: Perkara) -> set[str]:
    return {
        hasil.berkas.sha256
        for entri in perkara.permohonan.riwayat
        if entri.tindakan is Tindakan.SUSUN_DRAF
        for hasil in entri.hasil
        if hasil.berkas
    }


def periksa_draf(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """An earlier draft is in the riwayat only because somebody sent it back."""
    lama = _pernah_disusun(perkara)
    for hasil in putusan.dokumen:
        if hasil.berkas.sha256 in lama:
            yield Keberatan(
                KodeTolak.DRAF_BERBEDA,
                f"'{hasil.kode}' sama dengan draf yang sudah dikembalikan; perbaiki dahulu",
            )


SUSUN_DRAF = Aturan(Tindakan.SUSUN_DRAF, periksa_draf)


DESK = Desk("backoffice", "Back Office", (TERUSKAN, SUSUN_DRAF))
