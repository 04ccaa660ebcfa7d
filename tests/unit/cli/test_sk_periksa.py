"""`izin sk periksa` as it is typed: its words, its exit codes, and no store at all."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from izin.cli import sk_periksa
from shared.kantor.errors import PenyimpananTidakTerjangkau
from shared.settings import Settings
from shared.sk.pemeriksaan import Tanya
from shared.tandatangan.folder_uji_coba import siapkan
from shared.tandatangan.periksa import Kepercayaan
from shared.tandatangan.susunan import baca_susunan, tulis_uji_coba
from tests.tandatangan import NAMA, NIP
from tests.unit.cli.running import izin
from tests.unit.cli.sk_office import Office, office

__all__ = ["office"]


@pytest.fixture
def file(office: Office, tmp_path: Path) -> Path:
    path = tmp_path / "sk.pdf"
    path.write_bytes(office.terbitkan().pdf)
    office.kini += timedelta(minutes=1)
    return path


def test_a_sound_sk_is_told_within_80_columns(office: Office, file: Path) -> None:
    outcome = office.izin_sk("periksa", file)
    assert (outcome.code, outcome.out.splitlines()[0]) == (0, "SAH DAN BERLAKU")
    assert outcome.out.count("✓ ") == len(Tanya)
    assert max(map(len, outcome.out.splitlines())) <= 80
    assert "Kepala Dinas" in outcome.out and "terlambat" in outcome.out


def test_a_script_reads_the_same(office: Office, file: Path) -> None:
    told = json.loads(office.izin_sk("periksa", file, "--json").out)
    assert (told["sah"], told["asli"], told["berlaku"], told["luring"]) == (True, True, True, None)
    assert told["nomor"] == "001/PAUD/DPMPTSP/XI/2026"
    assert [satu["kode"] for satu in told["pemeriksaan"]] == [str(tanya) for tanya in Tanya]
    assert told["langkah"][-2]["langkah"] == 8
    assert NIP not in json.dumps(told)


def test_a_changed_file_is_refused(office: Office, file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\\n%tambahan")
    outcome = office.izin_sk("periksa", file)
    assert (outcome.code, outcome.out.splitlines()[0]) == (1, "TIDAK SAH")
    assert json.loads(office.izin_sk("periksa", file, "--json").out)["sah"] is False


def test_one_whose_term_is_over_is_genuine_and_in_force_no_more(office: Office, file: Path) -> None:
    office.kini += timedelta(days=6 * 366)
    outcome = office.izin_sk("periksa", file)
    assert (outcome.code, outcome.out.splitlines()[0]) == (1, "ASLI, TETAPI TIDAK BERLAKU")
    assert "berakhir; berlaku sampai dengan 22 November 2031" in " ".join(outcome.out.split())


def test_an_offline_check_says_so(office: Office, file: Path) -> None:
    outcome = izin("sk", "periksa", file, "--luring")
    assert outcome.code == 0
    assert outcome.out.splitlines()[0] == "TANDA TANGANNYA SAH; SELEBIHNYA TIDAK DITANYAKAN"
    assert outcome.out.count("? ") == 4
    assert json.loads(izin("sk", "periksa", file, "--luring", "--json").out)["sah"] is None


def test_a_store_that_is_away_costs_the_answer_and_not_the_check(
    office: Office, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: object) -> object:
        raise PenyimpananTidakTerjangkau("simpanan:27017", "tidak menjawab")

    monkeypatch.setattr(sk_periksa, "open_office", away)
    outcome = office.izin_sk("periksa", file)
    assert outcome.code == 5
    assert "✓ Tanda tangan mencakup seluruh dokumen" in outcome.out
    assert "simpanan:27017 tidak terjangkau" in " ".join(outcome.out.split())
    file.write_bytes(b"halo")
    assert office.izin_sk("periksa", file).code == 1


def test_no_server_at_all_is_an_offline_check(office: Office, file: Path, tmp_path: Path) -> None:
    env = {"IZIN_FOLDER_DATA": str(tmp_path / "kosong")}
    outcome = izin("sk", "periksa", file, env=env)
    assert outcome.code == 5
    assert "Tidak ada server yang berjalan" in " ".join(outcome.out.split())


def test_a_trial_signature_is_called_so_loudly(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    susunan = baca_susunan(tulis_uji_coba(tmp_path / "kunci"))
    siapkan(tmp_path / "kunci", [])
    office.penerbit.pena = susunan.penandatangan(NIP, NAMA)
    monkeypatch.setattr(sk_periksa, "trusted", lambda _: susunan.kepercayaan)
    (file := tmp_path / "sk.pdf").write_bytes(office.terbitkan().pdf)
    outcome = office.izin_sk("periksa", file)
    assert outcome.code == 0
    assert outcome.out.splitlines()[1].startswith("UJI COBA: ")
    assert json.loads(office.izin_sk("periksa", file, "--json").out)["uji_coba"] is True


def test_nobody_to_trust_is_no_answer(
    office: Office, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sk_periksa, "trusted", lambda _: None)
    for options in ((), ("--luring",)):
        outcome = office.izin_sk("periksa", file, *options)
        assert (outcome.code, outcome.out.splitlines()[0]) == (1, "BELUM DAPAT DIPASTIKAN")
    monkeypatch.setattr(sk_periksa, "trusted", lambda _: Kepercayaan(()))
    assert office.izin_sk("periksa", file).code == 1


def test_a_file_that_is_not_there_is_told(office: Office, tmp_path: Path) -> None:
    outcome = office.izin_sk("periksa", tmp_path / "tidak-ada.pdf")
    assert (outcome.code, "tidak dapat dibaca" in outcome.said) == (2, True)
    assert office.izin_sk("periksa", tmp_path).code == 2


def test_whom_to_trust_stands_where_the_office_signs(tmp_path: Path) -> None:
    def akar(settings: Settings) -> bytes:
        kepercayaan = sk_periksa.trusted(settings)
        assert kepercayaan is not None
        return kepercayaan.akar[0]

    data, own = tmp_path / "data", tmp_path / "kantor"
    assert sk_periksa.trusted(Settings(folder_data=data)) is None
    tulis_uji_coba(data / "tanda-tangan")
    trial = akar(Settings(folder_data=data))
    named = akar(Settings(folder_data=data, tanda_tangan=tulis_uji_coba(own)))
    assert (named, named != trial) == ((own / "ca-uji-coba.crt").read_bytes(), True)
