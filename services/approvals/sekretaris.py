"""Sekretaris: approves what the Kabid approved, by the same rule."""

from shared.desk import Desk

DESK = Desk("sekretaris", "Sekretaris")
