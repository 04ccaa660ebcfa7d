"""`izin audit --berkas`: an exported history, verified with no server.

The stand-alone verifier has the first word; then the history is walked through the SOP whose text
came along.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from izin.cli.errors import BadInput
from izin.riwayat.periksa_riwayat import periksa_semua
from shared.audit.riwayat import masalah_jalan
from shared.permohonan import Entri
from shared.sop.errors import SopTidakSah
from shared.sop.loader import baca
from shared.validation_text import rincian_galat


def verify(path: Path) -> tuple[Any, list[str]]:
    """The export, and everything that is wrong with it. Raises `BadInput`."""
    try:
        export, problems = periksa_semua(path)
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} tidak terbaca sebagai ekspor riwayat: {error}") from error
    return export, problems or list(_walk(export))


def _walk(export: dict[str, Any]) -> Iterator[str]:
    try:
        sop = baca(export["teks_sop"], "teks_sop", pelaksana=None).sop
        entries = [Entri.model_validate(one, strict=False) for one in export["riwayat"]]
    except SopTidakSah as error:
        yield f"teks_sop: {'; '.join(map(str, error.masalah))}"
    except ValidationError as error:
        yield from rincian_galat(error)
    else:
        yield from masalah_jalan(entries, sop)
