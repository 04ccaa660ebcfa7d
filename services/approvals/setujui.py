"""Langkah `setujui`: what every approver does. The approval is of that very draft."""

from services.approvals.empat_mata import periksa_pengesahan
from shared.desk import Aturan
from shared.tindakan import Tindakan

SETUJUI = Aturan(Tindakan.SETUJUI, periksa_pengesahan)
