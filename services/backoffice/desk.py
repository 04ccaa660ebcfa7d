"""Back Office."""

from services.backoffice.susun_draf import SUSUN_DRAF
from services.backoffice.teruskan import TERUSKAN
from shared.desk import Desk

DESK = Desk("backoffice", "Back Office", (TERUSKAN, SUSUN_DRAF))
