"""The folder of a submission: its form, read strictly, and its files, matched to persyaratan by the
form and by their names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from izin.cli.errors import BadInput, NotFound
from izin.cli.streams import decodable, shown
from shared.data_file import baca_teks
from shared.kantor.ajukan import Form
from shared.sop.model import Sop
from shared.text_reading import TidakTerbaca, urai_json, urai_toml
from shared.validation_text import jalur, kalimat


@dataclass(frozen=True)
class Found:
    """`unused` are files that nothing in the form or in a name points to."""

    paths: Mapping[str, Path]
    unused: tuple[str, ...]


def find_files(folder: Path, named: Mapping[str, str], sop: Sop) -> Found:
    """What the form names, and beside it every `<kode>.<ext>`. Raises `BadInput` with everything
    that is wrong."""
    present = _present(folder)
    _refuse_undecodable(present)
    problems = [
        *_unknown_codes(named, sop),
        *(
            f"dokumen.{kode}: {folder / name} tidak ada"
            for kode, name in named.items()
            if not _inside(folder, name)
        ),
    ]
    by_name, doubles = _by_name(present, {p.kode for p in sop.persyaratan} - set(named))
    if problems := [*problems, *doubles]:
        raise BadInput(f"{folder}: berkas belum benar", details=problems)
    paths = {kode: folder / name for kode, name in named.items()} | by_name
    used = {path.resolve() for path in paths.values()}
    return Found(paths, tuple(p.name for p in present if p.resolve() not in used))


def _present(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".") and path.stem != "permohonan"
    )


def _refuse_undecodable(present: Iterable[Path]) -> None:
    """Raises `BadInput`: the name goes along with the file, and may be the one of a persyaratan."""
    if names := [shown(path.name) for path in present if not decodable(path.name)]:
        raise BadInput(
            "Nama berkas yang bukan UTF-8 (tanda ? di tempat hurufnya)",
            details=names,
            remedy="Ganti dahulu namanya, misalnya menjadi KODE.pdf, lalu ulangi",
        )


def _inside(folder: Path, name: str) -> bool:
    """A form that came from somebody else must not hand in files from elsewhere."""
    path = (folder / name).resolve()
    return path.is_file() and path.is_relative_to(folder.resolve())


def _unknown_codes(named: Iterable[str], sop: Sop) -> list[str]:
    known = {p.kode for p in sop.persyaratan}
    return [
        f"dokumen.{kode}: bukan persyaratan {sop.kode}; yang ada: {', '.join(sorted(known))}"
        for kode in named
        if kode not in known
    ]


def _by_name(present: Iterable[Path], wanted: set[str]) -> tuple[dict[str, Path], list[str]]:
    found: dict[str, Path] = {}
    doubles: list[str] = []
    for path in present:
        kode = _code_of(path.name)
        if kode in found:
            both = f"{found[kode].name} dan {path.name}"
            doubles.append(f"{kode}: ada {both}; sebut salah satu pada [dokumen]")
        elif kode in wanted:
            found[kode] = path
    return found, doubles


_COPY = re.compile(r"(?:\s*\(\d+\)|\s*-\s*(?:copy|salin(?:an)?))+$")
"""Behind the name of a file that a machine stored twice."""

_ENDING = re.compile(r"\.[a-z0-9]{2,5}$")


def _code_of(name: str) -> str:
    """ "NIB.PDF", "nib.pdf.pdf" and "nib (1).pdf" are nib, as machines write names."""
    stem, shorter = "", unicodedata.normalize("NFC", name).casefold()
    while shorter != stem:
        stem = shorter
        shorter = _COPY.sub("", _ENDING.sub("", stem)).strip()
    return stem


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
        text = baca_teks(path, LARGEST_BYTES)
        return urai_toml(text) if path.suffix == ".toml" else urai_json(text)
    except TidakTerbaca as error:
        raise BadInput(f"{path}: {error}") from error


def _details(error: ValidationError) -> Iterator[str]:
    for one in error.errors(include_url=False, include_input=False):
        field = jalur(one["loc"])
        words = _IN_WORDS.get(field) if one["type"] == "string_pattern_mismatch" else None
        yield f"{field or 'formulir'}: {words or kalimat(one)}"
