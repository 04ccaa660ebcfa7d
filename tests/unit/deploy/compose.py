"""docker-compose.yml as the tests read it: anchors resolved, `${...}` left as written."""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = YAML(typ="safe").load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]

SERVERS = ("rabbitmq", "mongodb")
ON_DEMAND = "alat"
WORKERS = tuple(name for name in SERVICES if name not in (*SERVERS, ON_DEMAND))
OPTIONAL = tuple(name for name in WORKERS if "profiles" in SERVICES[name])
LASTING = (*SERVERS, *WORKERS)

VARIABLES = re.findall(r"\$\{(\w+)(:[-?])?([^}]*)\}", TEXT)
"""(name, ":-", default) or (name, ":?", what is said when it is missing)."""


def environment(service: str) -> dict[str, str]:
    """Values with `${NAME}` for whatever the operator fills in."""
    given = SERVICES[service].get("environment", {})
    return {name: bare(str(value)) for name, value in given.items()}


def bare(text: str) -> str:
    """`${NAME}` without what is said, or taken, when it is missing."""
    return re.sub(r"\$\{(\w+)[^}]*\}", r"${\1}", text)


def env_files(service: str) -> list[str]:
    """Paths of its files of variables, those that have to be there first."""
    given = SERVICES[service].get("env_file", [])
    return [bare(one["path"] if isinstance(one, dict) else one) for one in given]


def seconds(duration: str) -> int:
    number, unit = duration[:-1], duration[-1]
    return int(number) * {"s": 1, "m": 60}[unit]
