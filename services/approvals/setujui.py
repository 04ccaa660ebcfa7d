"""Langkah `setujui`: what every approver does. The approval is of that very draft."""

from shared.desk import Aturan, atas_dokumen_ini
from shared.tindakan import Tindakan

SETUJUI = Aturan(Tindakan.SETUJUI, atas_dokumen_ini)
