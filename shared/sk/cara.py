"""Whether an SK is made and signed electronically, or is a file of the office's own."""

from shared.store.surat_port import CatatanSurat
from shared.surat.loader import KatalogSurat


def dari_draf(jenis: str, sop: str, katalog: KatalogSurat, draf: CatatanSurat | None) -> bool:
    """Whether a letter of this kind can be made of this draft: the draft was set by the system, is
    of the kind that the letter is like, and the office numbers the letters of this SOP."""
    satu = katalog.jenis.get(jenis)
    return (
        satu is not None
        and satu.bernomor
        and draf is not None
        and draf.jenis == satu.seperti
        and katalog.kantor.keputusan_untuk(sop) is not None
    )
