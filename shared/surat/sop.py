"""Which letters an SOP asks for, against those that the office has."""

from shared.sop.loader import KatalogSop
from shared.surat.errors import SuratTidakSah
from shared.surat.loader import KatalogSurat


def pastikan_surat_dikenal(katalog: KatalogSop, surat: KatalogSurat) -> None:
    """Raises SuratTidakSah that names each SOP, step and letter without a template."""
    masalah = [
        f'{termuat.berkas}, langkah {langkah.no}: surat "{hasil.surat}" tidak ada'
        for termuat in katalog.values()
        for langkah in termuat.sop.langkah
        for hasil in langkah.hasil
        if hasil.surat and hasil.surat not in surat.jenis
    ]
    if masalah:
        raise SuratTidakSah("folder surat", masalah)
