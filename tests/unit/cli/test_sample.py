"""The sample folder: valid files, a form that passes, for any SOP."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from izin.cli.ajukan_sample import sample_files, small_pdf, small_picture
from scripts.contoh import samples
from shared.store.media import media_type
from tests.builders import KURSUS, PAUD
from tests.unit.cli.folders import sample_folder, sop
from tests.unit.cli.running import izin

SAMPLES = Path("contoh")


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def test_the_pdf_is_one_readable_page_with_the_lines() -> None:
    reader = PdfReader(io.BytesIO(small_pdf(["Satu (dua) \\ tiga", "empat"])), strict=True)
    assert len(reader.pages) == 1
    assert reader.pages[0].extract_text().splitlines() == ["Satu (dua) \\ tiga", "empat"]


def test_a_letter_that_the_font_lacks_does_no_harm() -> None:
    page = PdfReader(io.BytesIO(small_pdf(["→ 漢"])), strict=True).pages[0]
    assert page.extract_text().strip() == "? ?"


@pytest.mark.parametrize(("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_the_picture_is_what_it_says(kind: str, mime: str) -> None:
    data = small_picture(["contoh"], kind)
    assert media_type(data) == mime
    assert Image.open(io.BytesIO(data)).format == kind


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
def test_every_required_persyaratan_has_a_file_of_an_allowed_type_of_its_own(kode: str) -> None:
    files = sample_files(sop(kode))
    wanted = {p.kode: p for p in sop(kode).persyaratan if p.wajib}
    assert files.keys() == wanted.keys()
    for code, (_, content) in files.items():
        assert media_type(content) in wanted[code].media
    assert len({content for _, content in files.values()}) == len(files)


def test_a_folder_is_written_and_the_next_command_is_told(tmp_path: Path) -> None:
    outcome = izin("ajukan", "--contoh", PAUD, tmp_path / "baru")
    assert outcome.code == 0
    assert f"izin ajukan {tmp_path}/baru" in outcome.err.replace("\n", "")
    assert (tmp_path / "baru" / "permohonan.toml").is_file()


def test_a_folder_that_holds_something_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "penting.txt").write_text("jangan")
    outcome = izin("ajukan", "--contoh", PAUD, tmp_path)
    assert outcome.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["penting.txt"]


def test_a_sample_of_an_unknown_sop_is_not_found(tmp_path: Path) -> None:
    assert izin("ajukan", "--contoh", "izin-kapal", tmp_path / "x").code == 3


@pytest.mark.parametrize("kode", [KURSUS, PAUD])
def test_the_samples_in_the_repository_are_what_the_command_writes(
    tmp_path: Path, kode: str
) -> None:
    """Pictures are compared by what they show: other libraries compress differently."""
    fresh, kept = sample_folder(tmp_path / kode, kode), SAMPLES / kode
    assert {p.name for p in kept.iterdir()} == {p.name for p in fresh.iterdir()}
    for path in fresh.iterdir():
        if path.suffix == ".jpg":
            assert size(kept / path.name) == size(path)
        else:
            assert (kept / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_sample_of_all_that_an_officer_writes_is_in_the_repository() -> None:
    """By `python -m scripts.contoh`. Of an SK there is none: the system makes it."""
    made = {path: content for path, content in samples() if path.parts[0] == "keluaran"}
    for kode in (KURSUS, PAUD):
        kept = {path.name for path in (SAMPLES / "keluaran" / kode).iterdir()}
        assert kept == {"bapl.toml", "rekomendasi.toml", "draft-sk.toml"}
        assert kept == {path.name for path in made if kode in path.parts}
    for path, content in made.items():
        assert (SAMPLES / path).read_bytes() == content, path


def test_writing_a_sample_leaves_the_picture_library_aside_elsewhere() -> None:
    """`izin sop` and the workers must not pay for Pillow."""
    program = "import sys, izin.cli.sop; assert 'PIL' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, env=dict(os.environ))
