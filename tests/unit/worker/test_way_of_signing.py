"""What a worker says at its start of how SKs are signed, and when it does not start."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from izin.registry import discover_desks
from shared.settings import Settings
from shared.sop.loader import FOLDER_BAWAAN, KatalogSop, muat_folder
from shared.tandatangan.susunan import TandaTanganTidakSah
from shared.worker.way_of_signing import read_signing
from tests.tandatangan import NIP, akar

KEPALA, SEMUA = ["kepaladinas"], ["frontoffice", "kabid", "kepaladinas"]


@pytest.fixture(scope="module")
def katalog() -> KatalogSop:
    return muat_folder(FOLDER_BAWAAN, frozenset(discover_desks()))


def kantor(folder: Path, isi: str) -> Settings:
    (folder / "ca.pem").write_bytes(akar()[0])
    berkas = folder / "tanda-tangan.toml"
    berkas.write_text(f'akar = ["ca.pem"]\n{isi}', encoding="utf-8")
    return Settings(tanda_tangan=berkas)


def test_only_a_role_that_signs_says_that_it_cannot(katalog: KatalogSop) -> None:
    for pelaksana, sebanyak in ((KEPALA, 1), (SEMUA, 1), (["kabid"], 0)):
        with capture_logs() as catatan:
            assert read_signing(Settings(tanda_tangan=None), pelaksana, katalog) is None
        assert len(catatan) == sebanyak
        for satu in catatan:
            assert satu["event"] == "tanpa_tanda_tangan"
            assert satu["pelaksana"] == "kepaladinas" and "sebagai berkas" in satu["akibat"]


def test_a_role_that_signs_without_a_key_says_so(tmp_path: Path, katalog: KatalogSop) -> None:
    tanpa = kantor(tmp_path, 'cara = "lokal"\nkunci = []\n')
    with capture_logs() as catatan:
        assert read_signing(tanpa, SEMUA, katalog)
        assert read_signing(tanpa, ["kabid"], katalog)
    assert [satu["event"] for satu in catatan] == ["tanpa_kunci_tanda_tangan"]
    with capture_logs() as catatan:
        assert read_signing(kantor(tmp_path, 'cara = "bsre"\n'), SEMUA, katalog)
    assert catatan == []


def test_files_of_keys_that_are_not_there_are_named(tmp_path: Path, katalog: KatalogSop) -> None:
    kunci = f'cara = "lokal"\n[[kunci]]\nnip = "{NIP}"\npkcs12 = "a.p12"\nsandi = "a.sandi"\n'
    with capture_logs() as catatan:
        read_signing(kantor(tmp_path, kunci), KEPALA, katalog)
    assert [satu["kunci"] for satu in catatan] == ["a.p12: tidak ada", "a.sandi: tidak ada"]


@pytest.mark.parametrize("nama", ["akar", "crl", "ocsp"])
def test_a_file_that_is_not_what_it_should_be_stops_the_start(
    tmp_path: Path, katalog: KatalogSop, nama: str
) -> None:
    rusak = tmp_path / f"{nama}.pem"
    rusak.write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    lain = f'{nama} = ["{nama}.pem"]\n' if nama != "akar" else ""
    settings = kantor(tmp_path, f'cara = "bsre"\n{lain}')
    assert settings.tanda_tangan
    if nama == "akar":
        settings.tanda_tangan.write_text('cara = "bsre"\nakar = ["akar.pem"]\n')
    with pytest.raises(TandaTanganTidakSah) as galat:
        read_signing(settings, KEPALA, katalog)
    assert galat.value.berkas == str(settings.tanda_tangan)
    assert [f"{nama}.pem rusak" in str(satu) for satu in galat.value.masalah] == [True]
