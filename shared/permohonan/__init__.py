"""The application document and its history. Pure."""

from shared.permohonan.chain import akar, kanonik, periksa_rantai, segel, sidik, sidik_kontrak
from shared.permohonan.model import (
    DokumenPermohonan,
    Entri,
    Geseran,
    Jaga,
    LangkahTerbuka,
    Permohonan,
    Status,
    id_permohonan,
)

__all__ = [
    "DokumenPermohonan",
    "Entri",
    "Geseran",
    "Jaga",
    "LangkahTerbuka",
    "Permohonan",
    "Status",
    "akar",
    "id_permohonan",
    "kanonik",
    "periksa_rantai",
    "segel",
    "sidik",
    "sidik_kontrak",
]
