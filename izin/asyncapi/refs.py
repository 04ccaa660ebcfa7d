"""How the parts of the document point at each other."""

from typing import Any

Json = dict[str, Any]

BINDING_VERSION = "0.3.0"


def schema_ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def message_ref(name: str) -> Json:
    return {"$ref": f"#/components/messages/{name}"}


def channel_ref(channel: str) -> Json:
    return {"$ref": f"#/channels/{channel}"}


def channel_message_ref(channel: str, message: str) -> Json:
    return {"$ref": f"#/channels/{channel}/messages/{message}"}


def server_ref(name: str) -> Json:
    return {"$ref": f"#/servers/{name}"}


def tags(*names: str) -> list[Json]:
    return [{"name": name} for name in names]
