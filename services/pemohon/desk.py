"""Pemohon."""

from services.pemohon.ajukan import AJUKAN
from services.pemohon.serahkan import SERAHKAN
from shared.desk import Desk

DESK = Desk("pemohon", "Pemohon", (AJUKAN, SERAHKAN))
