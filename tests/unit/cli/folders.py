"""Folders to submit from, each with only what a test changes spelled out."""

from pathlib import Path

from izin.cli.ajukan_sample import sample_files, sample_form
from izin.cli.catalogue import load_sop
from shared.settings import Settings
from shared.sop.model import Sop
from tests.builders import KURSUS


def sop(kode: str = KURSUS) -> Sop:
    return load_sop(Settings(), kode).sop


def sample_folder(folder: Path, kode: str = KURSUS) -> Path:
    """What `izin ajukan --contoh` writes."""
    folder.mkdir(parents=True, exist_ok=True)
    files = sample_files(sop(kode))
    for name, content in files.values():
        (folder / name).write_bytes(content)
    form = sample_form(sop(kode), {code: name for code, (name, _) in files.items()})
    (folder / "permohonan.toml").write_text(form)
    return folder


def rewrite(folder: Path, old: str, new: str) -> None:
    """Change the form; the text to be replaced must be there."""
    path = folder / "permohonan.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
