"""`izin asyncapi`."""

import difflib
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from izin.asyncapi import differences, document, render
from izin.cli.errors import BadInput, Failed
from izin.cli.output import plain, stderr, write_data
from izin.cli.servers import load_settings
from izin.cli.typer_id import new_command
from shared.os_words import sebab_os
from shared.sop.errors import SopTidakSah
from shared.sop.loader import FOLDER_BAWAAN
from shared.whole_file import write_file

PUBLISHED = Path("docs/asyncapi.json")
SHOWN_LINES = 20


def asyncapi(
    periksa: Annotated[
        bool, typer.Option("--periksa", help=f"Bandingkan dengan {PUBLISHED}; beda: kode 1.")
    ] = False,
    ke: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tulis ke berkas, bukan ke stdout.")
    ] = None,
    kantor: Annotated[
        bool,
        typer.Option("--kantor", help="Menurut SOP kantor ini (IZIN_FOLDER_SOP), bukan bawaan."),
    ] = False,
) -> None:
    """Dokumen AsyncAPI: semua antrean dan pesan, cukup untuk menulis portal sendiri."""
    contents = document(load_settings().folder_sop) if kantor else document()
    text = render(contents)
    if periksa:
        _compare(ke or PUBLISHED, text, kantor=kantor)
    elif ke is not None:
        write_file(ke, text)
    else:
        write_data(text)
    if not kantor:
        with suppress(BadInput):  # settings that cannot be read are no matter of this document
            _hint(contents, load_settings().folder_sop)


def _hint(shipped: dict[str, Any], folder: Path) -> None:
    """Tells the office whose own SOPs this document does not have."""
    if folder.resolve() == FOLDER_BAWAAN.resolve():
        return
    try:
        found = differences(shipped, document(folder))
    except SopTidakSah as error:
        stderr().print(plain(f"SOP kantor ini tidak sah, jadi tidak dibandingkan: {error.berkas}"))
        return
    if found:
        lines = "\n".join(f"  {one}" for one in found)
        stderr().print(
            plain(
                f"Kantor ini memakai SOP sendiri ({folder}); dokumen ini menurut SOP bawaan,"
                f" dan klien perlu tahu bedanya:\n{lines}\n"
                "Buat dokumen kantor ini, lalu berikan kepada pembuat portal dan alat petugas:\n"
                "  izin asyncapi --kantor --ke FILE"
            )
        )


def _compare(path: Path, text: str, *, kantor: bool) -> None:
    remedy = f"Perbarui: izin asyncapi {'--kantor ' if kantor else ''}--ke {path}"
    try:
        published = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Failed(f"{path} tidak dapat dibaca ({sebab_os(error)})", remedy=remedy) from error
    if published == text:
        stderr().print(plain(f"{path} sesuai dengan kode."))
        return
    old, new = published.splitlines(), text.splitlines()
    lines = difflib.unified_diff(old, new, str(path), "kode", lineterm="", n=1)
    details = islice(lines, SHOWN_LINES)
    raise Failed(f"{path} tidak sesuai dengan kode", details=details, remedy=remedy)


app = new_command(asyncapi)
