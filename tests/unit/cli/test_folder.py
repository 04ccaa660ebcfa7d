"""Which file of a folder stands for which persyaratan."""

from pathlib import Path

import pytest

from izin.cli.ajukan_folder import find_files
from izin.cli.errors import BadInput
from shared.kantor.berkas import measure
from shared.kantor.errors import MasukanKeliru
from tests.builders import pdf
from tests.unit.cli.folders import sop

LIMIT = 1000


def test_a_file_named_by_its_code_is_found_without_being_listed(tmp_path: Path) -> None:
    (tmp_path / "ktp-pendiri.pdf").write_bytes(pdf())
    (tmp_path / "foto.pdf").write_bytes(pdf())
    found = find_files(tmp_path, {"nib": "foto.pdf"}, sop())
    assert found.paths == {
        "nib": tmp_path / "foto.pdf",
        "ktp-pendiri": tmp_path / "ktp-pendiri.pdf",
    }
    assert found.unused == ()


@pytest.mark.parametrize(
    "name",
    [
        "NIB.PDF",
        "nib.pdf.pdf",
        "nib (1).pdf",
        "Nib - Copy.pdf",
        "nib - Salinan (2).PDF",
        "nib .pdf",
    ],
)
def test_a_code_is_known_as_machines_write_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(pdf())
    found = find_files(tmp_path, {}, sop())
    assert found.paths == {"nib": tmp_path / name}
    assert found.unused == ()


def test_what_nothing_points_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "ktp.pdf").write_bytes(pdf())
    (tmp_path / ".tersembunyi").write_bytes(pdf())
    (tmp_path / "permohonan.toml").write_text("")
    assert find_files(tmp_path, {}, sop()).unused == ("ktp.pdf",)


def test_a_listed_file_goes_before_one_with_the_code_as_its_name(tmp_path: Path) -> None:
    (tmp_path / "nib.pdf").write_bytes(pdf())
    (tmp_path / "nib-baru.pdf").write_bytes(pdf())
    found = find_files(tmp_path, {"nib": "nib-baru.pdf"}, sop())
    assert found.paths["nib"].name == "nib-baru.pdf"


def test_two_files_of_one_code_have_to_be_told_apart(tmp_path: Path) -> None:
    (tmp_path / "nib.pdf").write_bytes(pdf())
    (tmp_path / "nib.jpg").write_bytes(pdf())
    with pytest.raises(BadInput) as caught:
        find_files(tmp_path, {}, sop())
    assert "nib.jpg dan nib.pdf" in caught.value.details[0]
    (tmp_path / "nib.jpg").rename(tmp_path / "nib (1).pdf")
    with pytest.raises(BadInput):
        find_files(tmp_path, {}, sop())


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        find_files(tmp_path, {"nib": "tidak-ada.pdf", "paspor": "paspor.pdf"}, sop())
    said = "\n".join(caught.value.details)
    assert "dokumen.paspor: bukan persyaratan" in said
    assert "ktp-pendiri" in said  # the known ones are named
    assert "tidak-ada.pdf tidak ada" in said


@pytest.mark.parametrize("name", ["../rahasia.pdf", "taut.pdf", "sub"])
def test_a_form_cannot_reach_out_of_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "rahasia.pdf").write_bytes(pdf())
    (folder / "taut.pdf").symlink_to(tmp_path / "rahasia.pdf")
    with pytest.raises(BadInput):
        find_files(folder, {"nib": name}, sop())


def test_a_file_is_measured_from_its_bytes_and_not_from_its_name(tmp_path: Path) -> None:
    (tmp_path / "nib.jpg").write_bytes(pdf())
    facts = measure("nib", tmp_path / "nib.jpg", LIMIT).facts
    assert facts.media_type == "application/pdf"
    assert facts.ukuran_bytes == len(pdf())


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "nib.pdf").write_bytes(pdf() + bytes(LIMIT))
    file = measure("nib", tmp_path / "nib.pdf", LIMIT)
    assert file.facts.sha256 == ""
    assert file.as_document("0" * 24).berkas.ukuran_bytes > LIMIT


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(MasukanKeliru, match=r"tidak-ada\.pdf"):
        measure("nib", tmp_path / "tidak-ada.pdf", LIMIT)
