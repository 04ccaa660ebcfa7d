"""`izin sk bundel` as it is typed."""

import json
from pathlib import Path

from shared.kantor.kantor import Kantor
from tests.unit.bundel.bundles import NOMOR, SK
from tests.unit.cli.sk_office import Office, office

__all__ = ["office"]


def test_a_bundle_is_a_folder_for_its_owner_alone(office: Office, tmp_path: Path) -> None:
    pdf = office.terbitkan().pdf
    folder = tmp_path / "bundel"
    outcome = office.izin_sk("bundel", NOMOR, "--ke", folder)
    assert (outcome.code, outcome.out) == (0, f"{folder}\n")
    assert (folder / SK).read_bytes() == pdf
    assert (folder / "sertifikat" / "akar-1.pem").read_bytes().startswith(b"-----BEGIN CERT")
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.rglob("*"))} == {0}
    again = office.izin_sk("bundel", NOMOR, "--ke", folder)
    assert (again.code, "sudah berisi" in again.said) == (2, True)


def test_a_script_gets_the_names(office: Office, tmp_path: Path) -> None:
    office.terbitkan()
    told = json.loads(office.izin_sk("bundel", NOMOR, "--ke", tmp_path, "--json").out)
    assert sorted(told["berkas"]) == told["berkas"] and SK in told["berkas"]


def spoil(kantor: Kantor, berkas_id: str | None) -> None:
    kantor.dokumen._isi[str(berkas_id)] = b"%PDF-lain"  # type: ignore[attr-defined]


def test_what_is_not_whole_leaves_no_folder(office: Office, tmp_path: Path) -> None:
    satu, folder = office.terbitkan().nomor, tmp_path / "bundel"
    assert office.izin_sk("bundel", "999", "--ke", folder).code == 3
    assert office.izin_sk("bundel", office.batalkan("ditarik"), "--ke", folder).code == 4
    spoil(office.kantor, satu.berkas_id)
    outcome = office.izin_sk("bundel", NOMOR, "--ke", folder)
    assert (outcome.code, "SHA-256" in outcome.said) == (1, True)
    store = office.kantor.permohonan
    store._isi.clear()  # type: ignore[attr-defined]
    assert office.izin_sk("bundel", NOMOR, "--ke", folder).code == 1
    assert not folder.exists()
