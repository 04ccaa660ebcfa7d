"""Front Office."""

from services.frontoffice.verifikasi import VERIFIKASI
from shared.desk import Desk

DESK = Desk("frontoffice", "Front Office", (VERIFIKASI,))
