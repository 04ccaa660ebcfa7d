"""The application document and its history. Pure."""

from shared.permohonan.chain import (
    akar,
    isi_bersidik,
    kanonik,
    periksa_rantai,
    segel,
    sidik,
    sidik_kontrak,
)
from shared.permohonan.model import (
    SKEMA_DOKUMEN,
    DokumenPermohonan,
    Entri,
    Geseran,
    Jaga,
    LangkahTerbuka,
    Permohonan,
    SaatPengirim,
    Status,
    id_permohonan,
)
from shared.permohonan.wewenang import JenisWewenang, Wewenang

__all__ = [
    "SKEMA_DOKUMEN",
    "DokumenPermohonan",
    "Entri",
    "Geseran",
    "Jaga",
    "JenisWewenang",
    "LangkahTerbuka",
    "Permohonan",
    "SaatPengirim",
    "Status",
    "Wewenang",
    "akar",
    "id_permohonan",
    "isi_bersidik",
    "kanonik",
    "periksa_rantai",
    "segel",
    "sidik",
    "sidik_kontrak",
]
