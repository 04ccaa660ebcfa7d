"""Options that several commands have, and how their values are read."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from izin.cli.errors import BadInput

Json = Annotated[bool, typer.Option("--json", help="Keluaran JSON untuk skrip, di stdout.")]


def instant_of(text: str, zone: ZoneInfo) -> datetime:
    """In UTC. The office's zone unless another one is named. Raises `BadInput`."""
    try:
        instant = datetime.fromisoformat(text)
        if instant.utcoffset() is None:
            instant = instant.replace(tzinfo=zone)
        return instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise unreadable_instant(text) from error


def unreadable_instant(text: str) -> BadInput:
    remedy = "Tulis misalnya 2026-03-17T10:00"
    return BadInput(f"'{text}' bukan saat yang dapat dibaca", remedy=remedy)
