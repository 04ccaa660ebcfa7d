"""Langkah `serahkan`: the applicant confirms having received that very SK."""

from shared.desk import Aturan, atas_dokumen_ini
from shared.tindakan import Tindakan

SERAHKAN = Aturan(Tindakan.SERAHKAN, atas_dokumen_ini)
