"""Private servers for trying, developing and testing: started and ended by AlurIzin itself.

Production uses servers of its own: RABBITMQ_URL and MONGODB_URL name them, and nothing is started.
"""

from shared.embedded.errors import (
    CredentialsMismatch,
    EmbeddedError,
    FolderInUse,
    ProgramMissing,
    ServerFailed,
)
from shared.embedded.folder import ServerUrls
from shared.embedded.running import Launch
from shared.embedded.server import POLL_S, Server
from shared.embedded.servers import (
    External,
    Servers,
    embedded_servers,
    find_running,
    launched_servers,
    resolve,
)

__all__ = [
    "POLL_S",
    "CredentialsMismatch",
    "EmbeddedError",
    "External",
    "FolderInUse",
    "Launch",
    "ProgramMissing",
    "Server",
    "ServerFailed",
    "ServerUrls",
    "Servers",
    "embedded_servers",
    "find_running",
    "launched_servers",
    "resolve",
]
