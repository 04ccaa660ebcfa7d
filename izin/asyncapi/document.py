"""The whole document. The same sources always give the same bytes."""

import json
from pathlib import Path

from izin.asyncapi import channels, operations, servers
from izin.asyncapi.messages import messages
from izin.asyncapi.properties import property_schemas
from izin.asyncapi.prose import introduction
from izin.asyncapi.refs import Json
from izin.asyncapi.refusals import refusal_codes
from izin.asyncapi.samples import examples
from izin.asyncapi.schemas import schemas
from izin.asyncapi.sops import sops
from izin.registry import discover_desks
from shared.sop.loader import FOLDER_BAWAAN, muat_folder
from shared.topology import topologi

CONTRACT_VERSION = "1.2.0"
"""Of this contract, not of the program: a new field raises the second number."""


def document(sop_folder: Path = FOLDER_BAWAAN) -> Json:
    """AsyncAPI 3.0.0. Raises `SopTidakSah` for a broken SOP file."""
    desks = discover_desks()
    catalogue = muat_folder(sop_folder, frozenset(desks))
    pelaksana = frozenset(desks) | {p for one in catalogue.values() for p in one.sop.pelaksana}
    wire = topologi(pelaksana)
    return {
        "asyncapi": "3.0.0",
        "info": _info(),
        "defaultContentType": "application/json",
        "servers": servers.servers(),
        "channels": dict(sorted(channels.channels(wire).items())),
        "operations": dict(sorted(operations.operations(pelaksana).items())),
        "components": {
            "messages": dict(sorted(messages(examples()).items())),
            "schemas": dict(sorted((schemas() | property_schemas()).items())),
            "securitySchemes": servers.security_schemes(),
        },
        "x-exchanges": channels.exchanges(wire),
        "x-kode-tolak": refusal_codes(),
        "x-sop": sops(catalogue),
    }


def render(contents: Json) -> str:
    """As it is kept in docs/asyncapi.json."""
    return json.dumps(contents, indent=2, ensure_ascii=False) + "\n"


def _info() -> Json:
    return {
        "title": "AlurIzin",
        "version": CONTRACT_VERSION,
        "description": introduction(),
        "license": {"name": "MIT"},
        "tags": [{"name": name, "description": about} for name, about in operations.TAGS.items()],
    }
