"""The files that applications name, against what the document store really holds."""

from collections.abc import Iterator

from shared.alur import Fakta
from shared.audit.keluaran import berkas_disebut
from shared.audit.temuan import Temuan
from shared.permohonan import Permohonan


def periksa_berkas(permohonan: Permohonan, fakta: Fakta) -> Iterator[Temuan]:
    for berkas in berkas_disebut(permohonan):
        ada = fakta.get(berkas.berkas_id)
        sebut = f"berkas {berkas.nama_berkas} ({berkas.berkas_id})"
        if ada is None:
            yield Temuan(permohonan.nomor, f"{sebut} tidak ada di penyimpanan dokumen")
        elif (ada.sha256, ada.ukuran_bytes) != (berkas.sha256, berkas.ukuran_bytes):
            yield Temuan(permohonan.nomor, f"{sebut} isinya lain daripada yang tercatat")
        elif ada.media_type != berkas.media_type:
            jenis = f"tercatat {berkas.media_type}, isinya {ada.media_type}"
            yield Temuan(permohonan.nomor, f"{sebut} lain jenisnya: {jenis}")
