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
from shared.embedded.servers import External, Servers, embedded_servers, find_running, resolve

__all__ = [
    "CredentialsMismatch",
    "EmbeddedError",
    "External",
    "FolderInUse",
    "ProgramMissing",
    "ServerFailed",
    "ServerUrls",
    "Servers",
    "embedded_servers",
    "find_running",
    "resolve",
]
