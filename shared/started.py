"""Tells whoever started this process that it is at work now: sd_notify(3)'s own protocol, so that
the supervisor of `izin jalankan` and systemd (`Type=notify`) are told alike."""

import os
import socket
from contextlib import suppress

VARIABLE = "NOTIFY_SOCKET"
READY = b"READY=1"


def notify_ready() -> None:
    """Nobody may be listening; that must not matter."""
    address = os.environ.get(VARIABLE, "")
    if not address:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        sender.sendto(READY, f"\0{address[1:]}" if address.startswith("@") else address)
