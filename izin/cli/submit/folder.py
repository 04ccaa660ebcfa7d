"""The files of a folder, matched to persyaratan by the form and by their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from izin.cli.errors import BadInput
from shared.sop.model import Sop


@dataclass(frozen=True)
class Found:
    """`unused` are files that nothing in the form or in a name points to."""

    paths: Mapping[str, Path]
    unused: tuple[str, ...]


def find_files(folder: Path, named: Mapping[str, str], sop: Sop) -> Found:
    """What the form names, and beside it every `<kode>.<ext>`. Raises `BadInput` with everything
    that is wrong."""
    present = _present(folder)
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
        if path.stem in found:
            both = f"{found[path.stem].name} dan {path.name}"
            doubles.append(f"{path.stem}: ada {both}; sebut salah satu pada [dokumen]")
        elif path.stem in wanted:
            found[path.stem] = path
    return found, doubles
