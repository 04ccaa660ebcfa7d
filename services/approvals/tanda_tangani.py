"""Langkah `tanda_tangani`: the signed SK comes from the draft that was approved."""

from collections.abc import Iterator

from services.approvals.empat_mata import periksa_pengesahan
from shared.contracts import Putusan
from shared.desk import Aturan, Keberatan, Perkara
from shared.errors import KodeTolak
from shared.tindakan import Tindakan


def periksa(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """An unsigned draft handed in as the signed SK is byte for byte the draft."""
    yield from periksa_pengesahan(perkara, putusan)
    draf = perkara.atas
    for hasil in putusan.hasil:
        if draf and hasil.berkas.sha256 == draf.berkas.sha256:
            yield Keberatan(
                KodeTolak.OUTPUT_KURANG, f"'{hasil.kode}' adalah draf yang belum ditandatangani"
            )


TANDA_TANGANI = Aturan(Tindakan.TANDA_TANGANI, periksa)
