"""The one question we ask RabbitMQ's HTTP API: do you know us?"""

import base64
import http.client
from urllib.parse import unquote, urlsplit

PROBE_TIMEOUT_S = 2.0


def whoami_status(management_url: str) -> int | None:
    """The HTTP status for the login in the address; None when nobody answers."""
    parts = urlsplit(management_url)
    login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    headers = {"Authorization": f"Basic {base64.b64encode(login.encode()).decode()}"}
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=PROBE_TIMEOUT_S
    )
    try:
        connection.request("GET", "/api/whoami", headers=headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
