"""`izin sk cabut`, `izin sk batal-usul` as they are typed."""

import json

import pytest

from tests.unit.cli.sk_office import Office, office

__all__ = ["office"]

NOMOR = "001/PAUD/DPMPTSP/XI/2026"
SATU = ("--nip", "198001012005011001", "--nama", "Budi Santoso")
DUA = ("--nip", "197001011995032002", "--nama", "Siti Aminah")
USUL = ("cabut", NOMOR, "--alasan", "syarat dipalsukan", "--dasar", "Berita acara Nomor 5/2026")


def test_two_officers_revoke_an_sk(office: Office) -> None:
    office.terbitkan()
    first = office.izin_sk(*USUL, *SATU)
    assert (first.code, "tetap berlaku" in first.out) == (0, True)
    assert f"izin sk cabut {NOMOR} --setujui" in first.said
    listed = office.izin_sk("daftar")
    assert f"menunggu petugas kedua: {NOMOR}" in listed.said
    assert "pencabutannya diusulkan" in " ".join(office.izin_sk("lihat", NOMOR).out.split())
    second = office.izin_sk("cabut", NOMOR, "--setujui", *DUA)
    assert second.code == 0
    told = " ".join(second.out.split())
    assert f"SK {NOMOR} dicabut: syarat dipalsukan" in told
    assert "Diusulkan Budi Santoso, disetujui Siti Aminah." in told
    seen = office.izin_sk("lihat", NOMOR)
    assert "Usul cabut" in seen.out and "Siti Aminah" in seen.out
    assert max(map(len, seen.out.splitlines())) <= 80
    (row,) = json.loads(office.izin_sk("daftar", "--status", "dicabut", "--json").out)
    assert [satu["jenis"] for satu in row["pencabutan"]] == ["usul", "setuju"]


def test_the_same_officer_is_refused(office: Office) -> None:
    office.terbitkan()
    assert office.izin_sk(*USUL, *SATU).code == 0
    again = office.izin_sk(*USUL, *SATU)
    assert (again.code, "harus petugas lain" in again.said) == (4, True)


def test_a_proposal_is_taken_back(office: Office) -> None:
    office.terbitkan()
    assert office.izin_sk("batal-usul", NOMOR, *DUA).code == 4
    office.izin_sk(*USUL, *SATU)
    outcome = office.izin_sk("batal-usul", NOMOR, *DUA, "--alasan", "keliru")
    assert (outcome.code, "dibatalkan" in outcome.out) == (0, True)
    assert office.izin_sk("cabut", NOMOR, "--setujui", *DUA).code == 4


def test_the_officer_of_the_environment_counts(office: Office) -> None:
    office.terbitkan()
    env = {"IZIN_PETUGAS": "198001012005011001:Budi Santoso"}
    outcome = office.izin_sk(*USUL, "--json", env=env)
    assert outcome.code == 0
    assert json.loads(outcome.out)["pencabutan"][0]["oleh"]["nama"] == "Budi Santoso"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Siapa yang melakukannya"),
        (("--nip", "198001012005011001"), "selalu bersama"),
        (("--nip", "tidak/sah", "--nama", "Budi"), "tidak dapat dibaca"),
        (("--nip", "123", "--nama", "Budi"), "bukan NIP"),
        ((*SATU, "--setujui"), "tanpa --alasan dan --dasar"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    office: Office, options: tuple[str, ...], said: str
) -> None:
    office.terbitkan()
    outcome = office.izin_sk(*USUL, *options)
    assert (outcome.code, said in outcome.said) == (2, True), outcome.err


def test_reason_and_rule_are_asked_for(office: Office) -> None:
    office.terbitkan()
    outcome = office.izin_sk("cabut", NOMOR, *SATU)
    assert (outcome.code, "--dasar" in outcome.said) == (2, True)
    assert office.izin_sk("cabut", "999", *SATU).code == 3
