"""The closed lists: the kinds of step of any SOP, and their ends. Code knows no steps."""

from enum import StrEnum
from typing import Literal

NilaiPutusan = Literal["terima", "tolak", "kembalikan"]
"""Accept, reject, send back: where each leads is the SOP file's to say."""

PutusanTercatat = NilaiPutusan | Literal["tarik"]
"""What closes a step: a decision, or the applicant's withdrawal, which is no route of any SOP."""

JenisHasil = Literal["dokumen", "catatan"]
"""A file that the deciding tool supplies, or a record that the decision itself makes."""

Akhir = Literal["selesai", "ditolak"]
"""The two ways in which an SOP ends an application."""

AkhirTercatat = Akhir | Literal["ditarik"]
"""And the one that the applicant has."""


class Tindakan(StrEnum):
    """What the pelaksana of a step does; the value is the word used in SOP files."""

    AJUKAN = "ajukan"
    """The applicant submits the form and the documents, at first or again after a return."""
    VERIFIKASI = "verifikasi"
    """A verdict on each document that was submitted."""
    TERUSKAN = "teruskan"
    """The file is received and passed on; nothing about its substance is decided."""
    PERIKSA_LAPANGAN = "periksa_lapangan"
    """The place is inspected; report and recommendation come out of it."""
    SUSUN_DRAF = "susun_draf"
    """The draft of the decree is written."""
    SETUJUI = "setujui"
    """One exact draft is approved (paraf)."""
    TANDA_TANGANI = "tanda_tangani"
    """One exact draft becomes the signed decree."""
    SERAHKAN = "serahkan"
    """The decree is handed over and its receipt confirmed."""
