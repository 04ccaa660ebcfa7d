"""What a worker says at its start of how SKs are signed, and when it does not start."""

from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from izin.registry import discover_desks
from shared.settings import Settings
from shared.sop.loader import FOLDER_BAWAAN, KatalogSop, muat_folder
from shared.tandatangan.susunan import TandaTanganTidakSah
from shared.worker.way_of_signing import read_signing
from tests.builders import PAUD, surat
from tests.tandatangan import NIP, akar
from tests.unit.worker.test_signing import tanpa_berkas

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
            assert read_signing(Settings(tanda_tangan=None), pelaksana, katalog, surat()) is None
        assert len(catatan) == sebanyak
        for satu in catatan:
            assert satu["event"] == "tanpa_tanda_tangan"
            assert satu["pelaksana"] == "kepaladinas" and "sebagai berkas" in satu["akibat"]


def test_a_role_that_signs_without_a_key_says_so(tmp_path: Path, katalog: KatalogSop) -> None:
    tanpa = kantor(tmp_path, 'cara = "lokal"\nkunci = []\n')
    with capture_logs() as catatan:
        assert read_signing(tanpa, SEMUA, katalog, surat())
        assert read_signing(tanpa, ["kabid"], katalog, surat())
    assert [satu["event"] for satu in catatan] == ["tanpa_kunci_tanda_tangan"]
    with capture_logs() as catatan:
        assert read_signing(kantor(tmp_path, 'cara = "bsre"\n'), SEMUA, katalog, surat())
    assert catatan == []


def test_files_of_keys_that_are_not_there_are_named(tmp_path: Path, katalog: KatalogSop) -> None:
    kunci = f'cara = "lokal"\n[[kunci]]\nnip = "{NIP}"\npkcs12 = "a.p12"\nsandi = "a.sandi"\n'
    with capture_logs() as catatan:
        read_signing(kantor(tmp_path, kunci), KEPALA, katalog, surat())
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
        read_signing(settings, KEPALA, katalog, surat())
    assert galat.value.berkas == str(settings.tanda_tangan)
    assert [f"{nama}.pem rusak" in str(satu) for satu in galat.value.masalah] == [True]


@pytest.mark.parametrize(
    ("kode", "ada", "sebab"),
    [
        (("surat-keputusan", "draft-sk"), False, "IZIN_TANDA_TANGAN belum diisi"),
        (("surat-keputusan",), True, 'dibuat dari "draft-sk", yang boleh berupa berkas'),
        (("surat-keputusan", "draft-sk"), True, ""),
        (("draft-sk",), False, ""),
    ],
)
def test_an_sk_that_could_come_about_in_no_way_stops_the_start(
    tmp_path: Path, kode: tuple[str, ...], ada: bool, sebab: str
) -> None:
    katalog = KatalogSop([tanpa_berkas(*kode)])
    settings = kantor(tmp_path, 'cara = "bsre"\n') if ada else Settings(tanda_tangan=None)
    assert read_signing(settings, ["kabid"], katalog, surat()) is None or ada
    if not sebab:
        assert (read_signing(settings, KEPALA, katalog, surat()) is not None) == ada
        return
    with pytest.raises(TandaTanganTidakSah) as galat:
        read_signing(settings, KEPALA, katalog, surat())
    (satu,) = galat.value.masalah
    assert f'SOP {PAUD}, langkah 8: "surat-keputusan"' in satu and sebab in satu


def test_an_sk_that_no_file_may_be_needs_a_number(tmp_path: Path) -> None:
    tanpa_nomor = replace(surat(), kantor=surat().kantor.model_copy(update={"keputusan": ()}))
    katalog = KatalogSop([tanpa_berkas("surat-keputusan", "draft-sk")])
    with pytest.raises(TandaTanganTidakSah, match=r"tidak memuat \[\[keputusan\]\]"):
        read_signing(kantor(tmp_path, 'cara = "bsre"\n'), KEPALA, katalog, tanpa_nomor)
