"""Langkah `susun_draf`: a new draft SK; one that was sent back may not come again unchanged."""

from collections.abc import Iterator

from shared.contracts import Putusan
from shared.desk import Aturan, Keberatan, Perkara
from shared.errors import KodeTolak
from shared.tindakan import Tindakan


def _pernah_disusun(perkara: Perkara) -> set[str]:
    return {
        hasil.berkas.sha256
        for entri in perkara.permohonan.riwayat
        if entri.tindakan is Tindakan.SUSUN_DRAF
        for hasil in entri.hasil
        if hasil.berkas
    }


def periksa(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """An earlier draft is in the riwayat only because somebody sent it back."""
    lama = _pernah_disusun(perkara)
    for hasil in putusan.hasil:
        if hasil.berkas.sha256 in lama:
            yield Keberatan(
                KodeTolak.DRAF_BERBEDA,
                f"'{hasil.kode}' sama dengan draf yang sudah dikembalikan; perbaiki dahulu",
            )


SUSUN_DRAF = Aturan(Tindakan.SUSUN_DRAF, periksa)
