"""What the demo suggests at its end is what works from there."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from izin.demo.cerita import Contoh, batas_lebih_pendek, perintah_izin, saran, variabel
from shared.settings import Settings
from tests.unit.demo.play import sop_bawaan

CONTOH = Contoh("IKP-2026-000001", "2026-01", "izin-x", "izin-x:4=3 Hari")


@pytest.fixture(autouse=True)
def _tanpa_lingkungan(monkeypatch: pytest.MonkeyPatch) -> None:
    for nama in (
        "RABBITMQ_URL",
        "MONGODB_URL",
        "IZIN_BASIS_DATA",
        "IZIN_FOLDER_DATA",
        "IZIN_TANDA_TANGAN",
    ):
        monkeypatch.delenv(nama, raising=False)


def pasang(folder: Path, monkeypatch: pytest.MonkeyPatch, *program: str) -> None:
    """A made-up installation in `folder`, from whose interpreter we pretend to run."""
    folder.mkdir(parents=True)
    for nama in program:
        (folder / nama).touch(mode=0o755)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))


def test_a_program_below_the_current_folder_is_called_relative_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasang(tmp_path / ".venv/bin", monkeypatch, "python", "izin")
    monkeypatch.chdir(tmp_path)
    assert perintah_izin() == ".venv/bin/izin"


def test_a_program_on_the_path_is_called_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasang(tmp_path / "bin", monkeypatch, "python", "izin")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert perintah_izin() == "izin"


def test_another_program_of_that_name_on_the_path_is_not_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain/izin").touch(mode=0o755)
    pasang(tmp_path / "bin", monkeypatch, "python", "izin")
    monkeypatch.setenv("PATH", str(tmp_path / "lain"))
    assert perintah_izin() == str(tmp_path / "bin/izin")


def test_without_an_installed_program_the_module_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasang(tmp_path / "my bin", monkeypatch, "python")
    assert perintah_izin() == f"'{tmp_path}/my bin/python' -m izin"


def test_embedded_servers_are_found_by_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path(".izin/demo")
    awalan = variabel(Settings(), folder, folder / "jam.json", bawaan=True)
    assert awalan == "IZIN_FOLDER_DATA=.izin/demo IZIN_BERKAS_JAM=.izin/demo/jam.json "


def test_a_database_of_this_run_is_named_and_servers_of_the_environment_need_no_folder() -> None:
    settings = Settings(basis_data="izin_demo_1")
    awalan = variabel(settings, Path(".izin/demo"), Path(".izin/demo/jam.json"), bawaan=False)
    assert awalan == "IZIN_BASIS_DATA=izin_demo_1 IZIN_BERKAS_JAM=.izin/demo/jam.json "


def test_signatories_are_named_where_no_folder_leads_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder, berkas = Path(".izin/demo"), Path(".izin/demo/tanda-tangan/tanda-tangan.toml")
    settings = Settings(tanda_tangan=berkas)
    kata = f"IZIN_TANDA_TANGAN={berkas} "
    assert kata in variabel(settings, folder, folder / "jam.json", bawaan=False)
    assert kata not in variabel(settings, folder, folder / "jam.json", bawaan=True)
    monkeypatch.setenv("IZIN_TANDA_TANGAN", "kantor.toml")
    assert kata in variabel(settings, folder, folder / "jam.json", bawaan=True)


@pytest.mark.parametrize("berjalan", [True, False])
def test_an_sk_can_be_checked_at_once_without_servers_and_later_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, berjalan: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    contoh = replace(CONTOH, sk=tmp_path / ".izin/demo/sk/SK-001.pdf")
    perintah = [b for b in saran("A=b ", contoh, server_berjalan=berjalan) if "sk periksa" in b]
    awalan = f"  A=b {perintah_izin()} sk periksa"
    assert perintah == [f"{awalan} {cara}.izin/demo/sk/SK-001.pdf" for cara in ("--luring ", "")]


def test_without_an_sk_there_is_none_to_check() -> None:
    assert not any("sk periksa" in baris for baris in saran("", CONTOH, server_berjalan=True))


def test_stopped_servers_must_be_started_first() -> None:
    baris = saran("A=b ", CONTOH, server_berjalan=False)
    mulai = next(ke for ke, b in enumerate(baris) if "server mulai" in b)
    lihat = next(ke for ke, b in enumerate(baris) if "lihat IKP-2026-000001" in b)
    assert mulai < lihat
    assert baris[lihat].startswith("  A=b ")


def test_running_servers_need_no_start() -> None:
    baris = saran("", CONTOH, server_berjalan=True)
    assert not any("server mulai" in b for b in baris)
    assert any("lihat IKP-2026-000001" in b for b in baris)


def test_whoever_looks_back_goes_by_the_demo_s_clock_and_real_work_does_not() -> None:
    baris = saran("JAM=demo ", CONTOH, server_berjalan=True)
    for perintah in ("lihat IKP-2026-000001", "pantau", "laporan 2026-01", "gladi"):
        assert any(b.startswith("  JAM=demo ") and b.endswith(perintah) for b in baris), perintah
    (jalankan,) = [b for b in baris if b.endswith("jalankan semua")]
    assert "JAM=demo" not in jalankan


def test_a_shorter_limit_is_tried_on_the_longest_step() -> None:
    batas = batas_lebih_pendek(sop_bawaan().values())
    kode, _, sisa = batas.partition(":")
    no, _, waktu = sisa.partition("=")
    langkah = sop_bawaan()[kode].langkah_ke(int(no))
    assert waktu == f"{langkah.waktu.jumlah - 1} Hari"
    baris = saran("", CONTOH, server_berjalan=True)
    assert any(b.endswith("--waktu 'izin-x:4=3 Hari'") for b in baris)


def test_where_no_step_has_days_there_is_no_other_limit_to_try() -> None:
    assert batas_lebih_pendek([]) == ""
    baris = saran("", Contoh("IKP-2026-000001", "2026-01", "izin-x"), server_berjalan=True)
    assert not any("--waktu" in b for b in baris)
