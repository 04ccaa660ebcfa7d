"""A decision that contradicts itself: no rule forbids it, and hardly anybody means it."""

from collections.abc import Iterator, Sequence

from shared.contracts import Tugas, Verdik
from shared.tindakan import NilaiPutusan, Tindakan


def pertentangan(tugas: Tugas, putusan: NilaiPutusan, verdik: Sequence[Verdik]) -> Iterator[str]:
    """Sentences without a full stop, for the one who is about to send it."""
    if tugas.tindakan is not Tindakan.VERIFIKASI:
        return
    ditolak = [satu.kode for satu in verdik if not satu.diterima]
    if putusan == "terima" and ditolak:
        yield f"Dokumen {', '.join(ditolak)} ditolak, tetapi putusannya terima"
    diterima = {d.kode for d in tugas.dokumen if d.diterima}
    diterima |= {satu.kode for satu in verdik if satu.diterima}
    semua = {d.kode for d in tugas.dokumen}
    if putusan != "terima" and semua <= diterima and not ditolak and not tugas.kekurangan:
        yield f"Semua dokumen diterima dan lengkap, tetapi putusannya {putusan}"
