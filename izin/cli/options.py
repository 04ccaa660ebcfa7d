"""Options that several commands share."""

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Keluaran JSON untuk skrip, di stdout.")]
