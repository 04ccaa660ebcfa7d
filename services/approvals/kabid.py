"""Kabid Perizinan: the first to approve the draft."""

from services.approvals.pengesahan import SETUJUI
from shared.desk import Desk

DESK = Desk("kabid", "Kabid Perizinan", (SETUJUI,))
