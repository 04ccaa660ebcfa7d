"""Which letters an SOP asks for, against those that the office has."""

from shared.sop.loader import KatalogSop
from shared.sop.model import Langkah
from shared.surat.errors import SuratTidakSah
from shared.surat.loader import KatalogSurat


def surat_dibuat(langkah: Langkah) -> tuple[str, ...]:
    """The kinds of letters that this step makes, for its outputs and for the applicant."""
    hasil = (satu.surat for satu in langkah.hasil if satu.surat)
    rute = (satu.surat for satu in langkah.rute if satu.surat)
    return tuple(dict.fromkeys((*hasil, *rute)))


def pastikan_surat_dikenal(katalog: KatalogSop, surat: KatalogSurat) -> None:
    """Raises SuratTidakSah that names each SOP, step and letter without a template."""
    masalah = [
        f'{termuat.berkas}, langkah {langkah.no}: surat "{jenis}" tidak ada'
        for termuat in katalog.values()
        for langkah in termuat.sop.langkah
        for jenis in surat_dibuat(langkah)
        if jenis not in surat.jenis
    ]
    if masalah:
        raise SuratTidakSah("folder surat", masalah)
