"""`izin asyncapi`: the published document, and that of an office with SOPs of its own."""

import json
import shutil
from pathlib import Path

import pytest

from shared.sop.loader import FOLDER_BAWAAN
from tests.unit.cli.running import Outcome, izin

HINT = "Kantor ini memakai SOP sendiri"


def asyncapi(*arguments: object, folder: Path | None = None) -> Outcome:
    return izin("asyncapi", *arguments, env={"IZIN_FOLDER_SOP": str(folder) if folder else None})


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The SOPs of an office that has one of its own, one changed, and one left out."""
    folder = tmp_path / "sop"
    folder.mkdir()
    paud = (FOLDER_BAWAAN / "izin-paud.toml").read_text(encoding="utf-8")
    (folder / "a.toml").write_text(paud.replace("wajib = false", "wajib = true", 1), "utf-8")
    lain = paud.replace('kode = "izin-paud"', 'kode = "izin-lain"').replace('"PAUD"', '"LAIN"')
    (folder / "b.toml").write_text(lain, "utf-8")
    return folder


def test_an_office_with_the_shipped_sops_reads_no_hint() -> None:
    outcome = asyncapi()
    assert outcome.code == 0
    assert json.loads(outcome.out)["asyncapi"] == "3.1.0"
    assert outcome.err == ""


def test_a_copy_of_the_shipped_sops_is_no_difference(tmp_path: Path) -> None:
    for path in FOLDER_BAWAAN.glob("*.toml"):
        shutil.copy(path, tmp_path)
    assert asyncapi(folder=tmp_path).err == ""


def test_an_office_with_sops_of_its_own_is_told_what_differs_and_what_to_do(own: Path) -> None:
    outcome = asyncapi(folder=own)
    assert [one["kode"] for one in json.loads(outcome.out)["x-sop"]] == [
        "izin-kursus-pelatihan",
        "izin-paud",
    ]
    assert HINT in outcome.said
    assert "izin-lain: SOP kantor ini sendiri" in outcome.said
    assert "izin-kursus-pelatihan: tidak dilayani kantor ini" in outcome.said
    assert "izin-paud: berbeda dalam persyaratan" in outcome.said
    assert "izin asyncapi --kantor --ke FILE" in outcome.said


def test_the_check_of_the_published_document_gives_the_hint_too(own: Path) -> None:
    outcome = asyncapi("--periksa", folder=own)
    assert outcome.code == 0
    assert HINT in outcome.said


def test_the_office_s_own_document_is_made_and_checked(own: Path, tmp_path: Path) -> None:
    target = tmp_path / "kontrak.json"
    assert asyncapi("--kantor", "--ke", target, folder=own).err == ""
    codes = [one["kode"] for one in json.loads(target.read_text("utf-8"))["x-sop"]]
    assert codes == ["izin-lain", "izin-paud"]
    assert asyncapi("--kantor", "--periksa", "--ke", target, folder=own).code == 0
    old = asyncapi("--kantor", "--periksa", "--ke", target)
    assert old.code == 1
    assert f"izin asyncapi --kantor --ke {target}" in old.said.replace("\n", "")


def test_a_broken_sop_of_the_office_spoils_only_the_hint(own: Path) -> None:
    (own / "a.toml").write_text("kode = 1", "utf-8")
    outcome = asyncapi(folder=own)
    assert outcome.code == 0
    assert "tidak sah" in outcome.said and "a.toml" in outcome.said.replace(" ", "")
    assert asyncapi("--kantor", folder=own).code == 2
