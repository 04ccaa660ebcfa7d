"""SOPs by version for a command: the loaded ones, and older ones from the store."""

from izin.cli.catalogue import load_catalogue
from izin.cli.servers import Stores
from shared.books import SopBook
from shared.settings import Settings


def sop_book(settings: Settings, stores: Stores) -> SopBook:
    return SopBook(load_catalogue(settings), stores.permohonan)
