"""A broken calendar is refused, and every problem is said with its place."""

from pathlib import Path

import pytest

from shared.data_file import BERKAS_MAKS_BYTE
from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import KalenderTidakSah, baca, baca_berkas
from tests.unit.kalender.contoh import bawaan_teks, dengan, diganti
from tests.unit.kalender.test_kantor import libur, masuk

SENIN = 'senin = { kerja = "07.30-16.00", istirahat = "12.00-13.00" }'


@pytest.mark.parametrize(
    ("cari", "ganti", "masalah"),
    [
        ('zona = "Asia/Makassar"', "", "zona: kunci ini wajib ada"),
        ('zona = "Asia/Makassar"', 'zona = "Asia/Banjarbaru"', 'zona "Asia/Banjarbaru" tidak'),
        ('zona = "Asia/Makassar"', 'zona = "Asia"', 'zona "Asia" tidak dikenal'),
        ('zona = "Asia/Makassar"', 'zona = "../zona"', 'zona "../zona" tidak dikenal'),
        ('zona = "Asia/Makassar"', "zona = 8", "zona: harus berupa teks"),
        ("cuti_bersama = true", 'cuti_bersama = "ya"', "cuti_bersama: harus true atau false"),
        ("cuti_bersama = true", "cuti = true", "cuti: kunci tidak dikenal"),
        ("ditetapkan = []", "ditetapkan = [0]", "ditetapkan ke-1: paling sedikit 1"),
        (SENIN, "senen = {}", "jam > senen: kunci tidak dikenal"),
        (SENIN, "senin = {}", "jam > senin > kerja: kunci ini wajib ada"),
        (SENIN, 'senin = { kerja = "7-16" }', "jam > senin > kerja: jam tidak terbaca"),
        (SENIN, 'senin = { kerja = "16.00-07.30" }', 'jam "16.00-07.30" berakhir sebelum mulai'),
        (SENIN, 'senin = { kerja = "08.00-08.00" }', 'jam "08.00-08.00" berakhir'),
        (SENIN, "senin = { kerja = 7 }", "jam tidak terbaca"),
        (
            SENIN,
            'senin = { kerja = "07.30-16.00", istirahat = "07.30-08.00" }',
            "jam > senin: istirahat 07.30-08.00 tidak di dalam jam kerja 07.30-16.00",
        ),
        (
            "mulai = 2026-02-19",
            'mulai = "19-02-2026"',
            "ramadan ke-2 > mulai: harus berupa tanggal",
        ),
        ("mulai = 2026-02-19", "mulai = 2026-02-19T08:00:00", "ramadan ke-2 > mulai: harus"),
        ("mulai = 2026-02-19", "mulai = 2026-03-21", "selesai 2026-03-20 sebelum mulai 2026-03-21"),
        ("mulai = 2026-02-19", "mulai = 2026-02-17", "ramadan ke-2: lebih dari 31 hari"),
        ("mulai = 2027-02-08", "mulai = 2026-03-20", "ramadan ke-3: lebih dari 31 hari"),
        ("mulai = 2027-02-08", "mulai = 2026-03-20", "2026-03-20 sudah termasuk ramadan sejak"),
        ("[jam_ramadan]", "[jam_puasa]", "jam_puasa: kunci tidak dikenal"),
        ("ditetapkan = []", "ditetapkan = [", "TOML tidak terbaca"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(cari: str, ganti: str, masalah: str) -> None:
    with pytest.raises(KalenderTidakSah) as tangkap:
        diganti(cari, ganti)
    assert any(masalah in satu for satu in tangkap.value.masalah), str(tangkap.value)
    assert str(tangkap.value).startswith("contoh.toml: kalender tidak sah")


@pytest.mark.parametrize(
    ("tambahan", "masalah"),
    [
        (libur("2026-13-01"), "TOML tidak terbaca"),
        (libur("2026-01-06") + libur("2026-01-06"), "2026-01-06 disebut 2 kali"),
        (libur("2026-01-06") + masuk("2026-01-06"), "2026-01-06 disebut 2 kali"),
        (masuk("2026-01-10"), "masuk ke-1: jam wajib ada, karena sabtu 2026-01-10"),
        ("[[libur]]\ntanggal = 2026-01-06", "libur ke-1 > alasan: kunci ini wajib ada"),
        ("[[libur]]\ntanggal = 2026-01-06", "libur ke-1 > sumber: kunci ini wajib ada"),
    ],
)
def test_the_office_s_own_days_are_checked_too(tambahan: str, masalah: str) -> None:
    with pytest.raises(KalenderTidakSah) as tangkap:
        dengan(tambahan)
    assert any(masalah in satu for satu in tangkap.value.masalah), str(tangkap.value)


def test_a_calendar_without_any_working_day_is_refused() -> None:
    """On it no limit would ever end."""
    kosong = 'zona = "Asia/Makassar"\n[jam]\nsumber = "-"\n'
    with pytest.raises(KalenderTidakSah, match="tidak ada hari kerja sama sekali"):
        baca(kosong, "kosong.toml", LIBUR_INDONESIA)


def test_a_month_of_fasting_needs_its_hours() -> None:
    teks = (
        'zona = "Asia/Makassar"\n[jam]\nsumber = "-"\nsenin = { kerja = "08.00-12.00" }\n'
        '[[ramadan]]\nmulai = 2026-02-19\nselesai = 2026-03-20\nsumber = "-"\n'
    )
    with pytest.raises(KalenderTidakSah, match="jam_ramadan: wajib ada"):
        baca(teks, "puasa.toml", LIBUR_INDONESIA)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(KalenderTidakSah) as tangkap:
        diganti("zona = ", "zone = ")
    assert len(tangkap.value.masalah) == 2


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    berkas = tmp_path / "kalender.toml"
    with pytest.raises(KalenderTidakSah, match="tidak dapat dibaca"):
        baca_berkas(berkas, LIBUR_INDONESIA)
    berkas.write_bytes(b"zona = \xff")
    with pytest.raises(KalenderTidakSah, match="bukan teks UTF-8"):
        baca_berkas(berkas, LIBUR_INDONESIA)
    berkas.write_bytes(b"#" * (BERKAS_MAKS_BYTE + 1))
    with pytest.raises(KalenderTidakSah, match="terlalu besar"):
        baca_berkas(berkas, LIBUR_INDONESIA)


def test_a_copy_of_the_packaged_file_is_the_same_calendar(tmp_path: Path) -> None:
    salinan = tmp_path / "kantor.toml"
    salinan.write_text(bawaan_teks(), encoding="utf-8")
    assert baca_berkas(salinan, LIBUR_INDONESIA).versi == diganti("zona", "zona").versi
