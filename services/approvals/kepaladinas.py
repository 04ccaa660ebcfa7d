"""Kepala Dinas: signs the Surat Izin (SK)."""

from services.approvals.pengesahan import TANDA_TANGANI
from shared.desk import Desk

DESK = Desk("kepaladinas", "Kepala Dinas", (TANDA_TANGANI,))
