"""Dinas Teknis."""

from services.dinasteknis.periksa_lapangan import PERIKSA_LAPANGAN
from shared.desk import Desk

DESK = Desk("dinasteknis", "Dinas Teknis", (PERIKSA_LAPANGAN,))
