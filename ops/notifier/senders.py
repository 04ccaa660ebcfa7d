"""Which way out a channel takes."""

from ops.notifier.loader import SaluranSiap
from ops.notifier.people import PeopleSender
from ops.notifier.saluran import SaluranApprise
from ops.notifier.sender import WayOut
from ops.notifier.surat import Penulis
from ops.notifier.webhook import WebhookSender
from shared.clock import system_clock


def open_sender(siap: SaluranSiap, penulis: Penulis) -> WayOut:
    """Receivers compare the time of a message with their own clock: it is always real time, not the
    office's clock."""
    saluran, alamat = siap
    if isinstance(saluran, SaluranApprise):
        assert alamat.layanan is not None  # noqa: S101 - the loader saw to it
        return PeopleSender(saluran, alamat.layanan, penulis, system_clock)
    return WebhookSender(saluran.nama, alamat.url, alamat.kunci, system_clock)
