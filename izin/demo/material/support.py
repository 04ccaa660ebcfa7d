"""Can the demo make every file that these SOPs ask for? Better asked before anything starts."""

from collections.abc import Iterable

from izin.demo.material.applicant_files import PDF, MediaTidakDidukung, pilih_media
from shared.sop.model import Sop


def pastikan_didukung(semua: Iterable[Sop]) -> None:
    """Raises MediaTidakDidukung."""
    for sop in semua:
        for persyaratan in sop.persyaratan:
            pilih_media(persyaratan)
        for hasil in (hasil for langkah in sop.langkah for hasil in langkah.hasil):
            if hasil.jenis == "dokumen" and PDF not in hasil.media:
                raise MediaTidakDidukung(hasil.kode, hasil.media)
