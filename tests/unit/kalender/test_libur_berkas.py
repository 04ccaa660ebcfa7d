"""The national holidays that are kept in a file are those of the package, and no others."""

from pathlib import Path

import pytest

from shared.kalender import libur_berkas
from shared.kalender.libur_nasional import LiburIndonesia
from shared.kalender.libur_paket import TAHUN_TERSIMPAN, tahun_dari_paket


@pytest.fixture(autouse=True)
def read_anew() -> None:
    libur_berkas.baca.cache_clear()


def test_every_year_of_the_file_is_as_the_package_has_it() -> None:
    """Where this fails after a new version of the package: `make kunci` writes the file."""
    dari_paket = {tahun: tahun_dari_paket(tahun) for tahun in TAHUN_TERSIMPAN}
    assert libur_berkas.baca() == dari_paket


def test_what_is_written_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libur_berkas, "BERKAS", tmp_path / "libur.json")
    semua = {tahun: tahun_dari_paket(tahun) for tahun in (2026, 2031)}
    libur_berkas.BERKAS.write_text(libur_berkas.teks(semua), encoding="utf-8")
    assert libur_berkas.baca() == semua
    assert '  "2026-08-17": ["Hari Kemerdekaan Republik Indonesia", false, false]' in (
        libur_berkas.BERKAS.read_text(encoding="utf-8").split(",\n")
    )


@pytest.mark.parametrize("tahun", [2018, 2046])
def test_a_year_that_is_not_in_the_file_comes_from_the_package(tahun: int) -> None:
    assert tahun not in libur_berkas.baca()
    assert LiburIndonesia().tahun(tahun) == tahun_dari_paket(tahun)


def test_a_file_of_another_version_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libur_berkas, "versi_terpasang", lambda: "0.110")
    assert libur_berkas.baca() == {}
    assert LiburIndonesia().sebutan == "holidays 0.110"
    assert LiburIndonesia().tahun(2026) == tahun_dari_paket(2026)
