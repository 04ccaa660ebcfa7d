"""The submission a folder makes: its key, and the worker's rules before anything is sent."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from izin.cli.ajukan_folder import find_files, form_path, read_form
from shared.kantor.ajukan import Draft, Form, Limits, check, derived_id, missing
from shared.kantor.berkas import LocalFile, measure
from shared.kantor.errors import MasukanKeliru
from tests.builders import BATAS_BYTES, KURSUS, pdf, termuat
from tests.unit.cli.folders import rewrite, sample_folder, sop

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
LIMITS = Limits(BATAS_BYTES, 10 * BATAS_BYTES)


def read(folder: Path) -> tuple[Form, tuple[LocalFile, ...]]:
    form = read_form(form_path(folder))
    found = find_files(folder, form.dokumen, sop())
    return form, tuple(measure(k, path, BATAS_BYTES) for k, path in found.paths.items())


def key(folder: Path) -> str:
    return derived_id(*_for_key(folder))


def _for_key(folder: Path) -> tuple[Form, str, tuple[LocalFile, ...]]:
    form, files = read(folder)
    return form, KURSUS, files


def draft(folder: Path) -> Draft:
    form, files = read(folder)
    return Draft(form, sop(), files, key(folder))


def test_the_same_content_in_another_folder_has_the_same_key(tmp_path: Path) -> None:
    assert key(sample_folder(tmp_path / "a")) == key(sample_folder(tmp_path / "b"))


@pytest.mark.parametrize(
    ("old", "new"),
    [("Siti Contoh", "Siti Lain"), ('kapasitas-peserta = "20"', 'kapasitas-peserta = "21"')],
)
def test_another_answer_makes_another_key(tmp_path: Path, old: str, new: str) -> None:
    folder = sample_folder(tmp_path)
    before = key(folder)
    rewrite(folder, old, new)
    assert key(folder) != before


def test_another_file_makes_another_key(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    before = key(folder)
    (folder / "nib.pdf").write_bytes(pdf("lain"))
    assert key(folder) != before


def test_a_correction_has_a_key_of_its_own(tmp_path: Path) -> None:
    form, kode, files = _for_key(sample_folder(tmp_path))
    new = derived_id(form, kode, files)
    assert derived_id(form, kode, files, "IKP-2026-000001", 2) != new


def test_the_sample_is_complete_and_passes_every_rule(tmp_path: Path) -> None:
    made = draft(sample_folder(tmp_path))
    check(made, LIMITS, NOW)
    assert missing(made, termuat(), NOW) == ()


def test_what_is_missing_is_no_error_and_is_named(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    rewrite(folder, 'nib = "nib.pdf"', "")
    rewrite(folder, 'jenis-permohonan = "Baru"', "")
    (folder / "nib.pdf").unlink()
    made = draft(folder)
    check(made, LIMITS, NOW)
    found = {(k.jenis, k.kode) for k in missing(made, termuat(), NOW)}
    assert found == {("dokumen", "nib"), ("isian", "jenis-permohonan")}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("jenis-kursus =", "jenis-kapal =", "isian.jenis-kapal: bukan isian"),
        ('jenis-permohonan = "Baru"', 'jenis-permohonan = "Bekas"', "Baru, Perpanjangan"),
    ],
)
def test_a_field_that_the_sop_does_not_know_is_refused_here(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = sample_folder(tmp_path)
    rewrite(folder, old, new)
    with pytest.raises(MasukanKeliru) as caught:
        check(draft(folder), LIMITS, NOW)
    assert said in "\n".join(caught.value.rincian)


def test_a_file_over_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    made = draft(sample_folder(tmp_path))
    big = measure("nib", tmp_path / "nib.pdf", 10)
    with pytest.raises(MasukanKeliru) as caught:
        check(replace(made, files=(big,)), Limits(10, 10**9), NOW)
    assert "melebihi batas 10 byte" in caught.value.rincian[0]


def test_a_file_of_a_type_that_is_not_allowed_is_refused_by_its_content(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    (folder / "rencana-pengembangan.pdf").write_bytes((folder / "ktp-pendiri.jpg").read_bytes())
    with pytest.raises(MasukanKeliru) as caught:
        check(draft(folder), LIMITS, NOW)
    said = caught.value.rincian[0]
    assert "berkas bernama .pdf ini sebenarnya foto JPG; yang diizinkan PDF." in said
