"""Dinas Teknis: inspects on the spot; what was sent back to it does not come again unchanged."""

from shared.desk import Aturan, Desk, hasil_dikembalikan
from shared.tindakan import Tindakan

PERIKSA_LAPANGAN = Aturan(Tindakan.PERIKSA_LAPANGAN, hasil_dikembalikan)


DESK = Desk("dinasteknis", "Dinas Teknis", (PERIKSA_LAPANGAN,))
