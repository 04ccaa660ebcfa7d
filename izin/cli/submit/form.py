"""The form of a folder: `permohonan.toml` or `permohonan.json`, read strictly."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from izin.cli.errors import BadInput, NotFound
from shared.kantor.ajukan import Form
from shared.validation_text import jalur, kalimat

NAMES = ("permohonan.toml", "permohonan.json")
LARGEST_BYTES = 1024 * 1024

_IN_WORDS = {
    "pemohon.nik": "harus 16 angka",
    "pemohon.telepon": "harus nomor telepon, misalnya 0811-1234-5678",
    "pemohon.surel": "harus alamat surel, misalnya nama@contoh.id",
}


def form_path(folder: Path) -> Path:
    """Raises `NotFound`, and `BadInput` when there are two."""
    if not folder.is_dir():
        raise NotFound(f"Folder {folder} tidak ada", remedy=_EXAMPLE)
    found = [folder / name for name in NAMES if (folder / name).is_file()]
    if not found:
        raise NotFound(f"{folder}: tidak ada {' atau '.join(NAMES)}", remedy=_EXAMPLE)
    if len(found) > 1:
        raise BadInput(f"{folder}: ada {' dan '.join(NAMES)}; pakai salah satu saja")
    return found[0]


_EXAMPLE = "Buat folder contoh yang siap diajukan: izin ajukan --contoh KODE FOLDER"


def read_form(path: Path) -> Form:
    """Raises `BadInput` that names every wrong field."""
    try:
        return Form.model_validate(_parsed(path))
    except ValidationError as error:
        raise BadInput(f"{path}: formulir belum benar", details=_details(error)) from error


def _parsed(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadInput(f"{path}: terlalu besar untuk sebuah formulir")
        text = path.read_bytes().decode()
        return tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: bukan teks UTF-8") from error
    except (ValueError, RecursionError) as error:
        kind = path.suffix[1:].upper()
        raise BadInput(f"{path}: {kind} tidak terbaca ({error})") from error
    except OSError as error:
        raise BadInput(f"{path}: tidak dapat dibaca ({error.strerror})") from error


def _details(error: ValidationError) -> Iterator[str]:
    for one in error.errors(include_url=False, include_input=False):
        field = jalur(one["loc"])
        words = _IN_WORDS.get(field) if one["type"] == "string_pattern_mismatch" else None
        yield f"{field or 'formulir'}: {words or kalimat(one)}"
