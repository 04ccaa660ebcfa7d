"""`izin asyncapi`."""

import difflib
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from izin.asyncapi import document, render
from izin.cli.errors import BadInput, Failed
from izin.cli.output import plain, stderr
from izin.cli.typer_id import new_command

PUBLISHED = Path("docs/asyncapi.json")
SHOWN_LINES = 20


def asyncapi(
    periksa: Annotated[
        bool, typer.Option("--periksa", help=f"Bandingkan dengan {PUBLISHED}; beda: kode 1.")
    ] = False,
    ke: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tulis ke berkas, bukan ke stdout.")
    ] = None,
) -> None:
    """Dokumen AsyncAPI: semua antrean dan pesan, cukup untuk menulis portal sendiri."""
    text = render(document())
    if periksa:
        _compare(ke or PUBLISHED, text)
    elif ke is not None:
        _write(ke, text)
    else:
        typer.echo(text, nl=False)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path} tidak dapat ditulis ({error.strerror})") from error


def _compare(path: Path, text: str) -> None:
    remedy = f"Perbarui: izin asyncapi --ke {path}"
    try:
        published = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Failed(f"{path} tidak dapat dibaca ({error.strerror})", remedy=remedy) from error
    if published == text:
        stderr().print(plain(f"{path} sesuai dengan kode."))
        return
    old, new = published.splitlines(), text.splitlines()
    lines = difflib.unified_diff(old, new, str(path), "kode", lineterm="", n=1)
    details = islice(lines, SHOWN_LINES)
    raise Failed(f"{path} tidak sesuai dengan kode", details=details, remedy=remedy)


app = new_command(asyncapi)
