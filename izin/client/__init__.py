"""What a portal or an officers' tool does on the wire: submit, take tasks, decide, be told."""

from izin.client.connection import open_client
from izin.client.received import Received, ReceivedNotice, ReceivedTask
from izin.client.wire import WireClient

__all__ = ["Received", "ReceivedNotice", "ReceivedTask", "WireClient", "open_client"]
