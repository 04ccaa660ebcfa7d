"""An application's history as a file of its own. The form, with the applicant's personal data,
stays at home: the chain does not need it. What the entries themselves say goes along: notes, names
of files, and of whoever decided or received."""

from typing import Any

from izin.riwayat.periksa_riwayat import FORMAT, VERSI
from shared.contracts import Dokumen
from shared.permohonan import Permohonan, isi_bersidik

AKHIRAN = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def susun_ekspor(permohonan: Permohonan, teks_sop: str) -> dict[str, Any]:
    """`teks_sop` is the text of its SOP version, byte for byte. Every value in here is covered by
    the chain, or by what the chain covers: nothing can be changed without being noticed."""
    return {
        "format": FORMAT,
        "versi": VERSI,
        "identitas": {
            "id": str(permohonan.id),
            "nomor": permohonan.nomor,
            "sop": permohonan.sop,
            "sop_versi": permohonan.sop_versi,
        },
        "riwayat": [isi_bersidik(e) | {"digest": e.digest} for e in permohonan.riwayat],
        "teks_sop": teks_sop,
    }


def nama_ekspor(permohonan: Permohonan) -> str:
    return f"riwayat-{permohonan.nomor}.json"


def nama_berkas(berkas: Dokumen) -> str:
    """By its id: a name that somebody outside chose says nothing about where a file is put."""
    return berkas.berkas_id + AKHIRAN.get(berkas.media_type, ".bin")
