"""Files and folders: what is read, under which version, and what is refused before it is parsed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.data_file import BERKAS_MAKS_BYTE
from shared.errors import AlurIzinError
from shared.sop.errors import SopTidakDikenal, SopTidakSah
from shared.sop.loader import FOLDER_BAWAAN, baca, baca_berkas, muat_folder
from tests.unit.sop.contoh import (
    NAMA,
    PELAKSANA_CONTOH,
    TEKS_CONTOH,
    contoh,
    katalog_resmi,
    ubah,
)

SEMUA = PELAKSANA_CONTOH | frozenset(NAMA)


@pytest.fixture
def tulis(tmp_path: Path) -> Callable[[str, str], Path]:
    def _tulis(nama: str, teks: str) -> Path:
        berkas = tmp_path / nama
        berkas.write_text(teks, encoding="utf-8", newline="")
        return berkas

    return _tulis


def test_the_packaged_folder_holds_both_official_sops_in_the_order_of_their_codes() -> None:
    katalog = katalog_resmi()
    assert list(katalog) == ["izin-kursus-pelatihan", "izin-paud"]
    assert [satu.sop.awalan_nomor for satu in katalog.values()] == ["IKP", "PAUD"]


def test_the_version_is_the_digest_of_the_bytes_of_the_file() -> None:
    for satu in katalog_resmi().values():
        isi = (FOLDER_BAWAAN / satu.berkas).read_bytes()
        assert satu.versi == hashlib.sha256(isi).hexdigest()
        assert satu.sumber.encode() == isi


def test_a_version_kept_as_text_is_read_back_without_its_file() -> None:
    for satu in katalog_resmi().values():
        assert baca(satu.sumber, satu.berkas, frozenset(NAMA)) == satu


@pytest.mark.parametrize(
    ("cari", "ganti"),
    [
        ("Dari portal", "Dari loket"),  # a word
        ("# A made-up SOP", "# An invented SOP"),  # only a comment
    ],
)
def test_any_change_of_the_file_is_another_version(cari: str, ganti: str) -> None:
    assert contoh(cari, ganti).versi != contoh().versi


def test_line_ends_are_part_of_the_version(tulis: Callable[[str, str], Path]) -> None:
    unix = baca_berkas(tulis("a.toml", TEKS_CONTOH), PELAKSANA_CONTOH)
    windows = baca_berkas(tulis("b.toml", TEKS_CONTOH.replace("\n", "\r\n")), PELAKSANA_CONTOH)
    assert unix.sop == windows.sop
    assert unix.versi != windows.versi
    assert baca(windows.sumber, "b.toml", PELAKSANA_CONTOH).versi == windows.versi


def test_loading_twice_gives_the_same() -> None:
    pertama, kedua = katalog_resmi(), katalog_resmi()
    assert list(pertama.items()) == list(kedua.items())


def test_a_third_sop_is_one_more_file(tulis: Callable[[str, str], Path], tmp_path: Path) -> None:
    for resmi in FOLDER_BAWAAN.glob("*.toml"):
        tulis(resmi.name, resmi.read_text(encoding="utf-8"))
    tulis("izin-contoh.toml", TEKS_CONTOH)
    katalog = muat_folder(tmp_path, SEMUA)
    assert list(katalog) == ["izin-contoh", "izin-kursus-pelatihan", "izin-paud"]
    assert katalog["izin-contoh"].sop.pelaksana == ("pemohon", "loket", "kepala")


def test_only_toml_files_of_the_folder_itself_are_read(
    tulis: Callable[[str, str], Path], tmp_path: Path
) -> None:
    tulis("a.toml", TEKS_CONTOH)
    tulis("catatan.txt", "bukan SOP")
    tulis("a.toml.bak", "bukan SOP")
    tulis(".a.toml", "bukan SOP")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "lama").mkdir()
    tulis("lama/b.toml", "bukan SOP")
    assert list(muat_folder(tmp_path, SEMUA)) == ["izin-contoh"]


@pytest.mark.parametrize(
    ("cari", "ganti", "kunci"),
    [
        ('"CTH"', '"CTI"', 'kode "izin-contoh" sudah dipakai oleh a.toml'),
        ('"izin-contoh"', '"izin-lain"', 'awalan_nomor "CTH" sudah dipakai oleh a.toml'),
    ],
)
def test_two_files_with_one_code_or_one_prefix_are_refused(
    tulis: Callable[[str, str], Path], tmp_path: Path, cari: str, ganti: str, kunci: str
) -> None:
    tulis("a.toml", TEKS_CONTOH)
    tulis("b.toml", ubah(cari, ganti))
    with pytest.raises(SopTidakSah) as tangkap:
        muat_folder(tmp_path, SEMUA)
    assert tangkap.value.berkas == "b.toml"
    assert [satu.alasan for satu in tangkap.value.masalah] == [kunci]


def test_a_broken_file_in_the_folder_refuses_the_folder_by_its_name(
    tulis: Callable[[str, str], Path], tmp_path: Path
) -> None:
    tulis("a.toml", TEKS_CONTOH)
    tulis("b.toml", ubah('waktu = "2 Hari"', 'waktu = "0 Hari"'))
    with pytest.raises(SopTidakSah, match=r"b\.toml: SOP tidak sah") as tangkap:
        muat_folder(tmp_path, SEMUA)
    assert [satu.langkah for satu in tangkap.value.masalah] == [3]


@pytest.mark.parametrize("nama", ["", "tidak-ada"])  # empty, and missing
def test_a_folder_without_sops_is_refused(tmp_path: Path, nama: str) -> None:
    with pytest.raises(SopTidakSah, match="tidak ada berkas SOP"):
        muat_folder(tmp_path / nama, SEMUA)


def test_a_byte_order_mark_in_front_changes_the_version_and_nothing_else() -> None:
    teks = (FOLDER_BAWAAN / "izin-paud.toml").read_text(encoding="utf-8")
    tanpa, dengan = baca(teks, "x", None), baca("\ufeff" + teks, "x", None)
    assert dengan.sop == tanpa.sop
    assert dengan.versi != tanpa.versi


def test_a_code_that_is_not_loaded_is_answered_with_those_that_are() -> None:
    katalog = katalog_resmi()
    assert "izin-contoh" not in katalog
    with pytest.raises(SopTidakDikenal, match="izin-kursus-pelatihan, izin-paud") as tangkap:
        katalog["izin-contoh"]
    assert isinstance(tangkap.value, AlurIzinError)


@pytest.mark.parametrize(
    ("teks", "alasan"),
    [
        ("kode = 'x'\njudul = \n", "TOML tidak terbaca pada baris 2, kolom 9"),  # no value
        ('kode = "x"\nkode = "y"\n', "TOML tidak terbaca pada baris 2"),  # a key twice
        ('kode = "x', "TOML tidak terbaca pada akhir berkas"),  # a quote left open
        ("no = " + "9" * 5000, "bilangannya terlalu panjang"),  # no number for Python
        ("a = " + "[" * 5000, "TOML bersarang terlalu dalam"),  # lists without end
        ("# " + "x" * BERKAS_MAKS_BYTE, "terlalu besar: 262146 byte, batasnya 262144 byte"),
        ("", "kode: kunci ini wajib ada"),  # nothing at all
    ],
)
def test_a_text_that_is_no_sop_is_refused_with_the_place(teks: str, alasan: str) -> None:
    with pytest.raises(SopTidakSah) as tangkap:
        baca(teks, "x.toml", SEMUA)
    assert alasan in tangkap.value.masalah[0].alasan


def test_a_file_that_is_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    berkas = tmp_path / "besar.toml"
    berkas.write_bytes(b"#" * (BERKAS_MAKS_BYTE + 1))
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    with pytest.raises(SopTidakSah, match=r"besar\.toml: .*\n.*terlalu besar"):
        baca_berkas(berkas, SEMUA)


def test_a_file_of_exactly_the_limit_is_read(tulis: Callable[[str, str], Path]) -> None:
    isian = "#" * (BERKAS_MAKS_BYTE - len(TEKS_CONTOH.encode()))
    berkas = tulis("pas.toml", TEKS_CONTOH + isian)
    assert baca_berkas(berkas, PELAKSANA_CONTOH).sop == contoh().sop


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    berkas = tmp_path / "lama.toml"
    berkas.write_bytes(b"judul = 'Izin \xe9'")
    with pytest.raises(SopTidakSah, match="bukan teks UTF-8 \\(baris 1, byte ke-15"):
        baca_berkas(berkas, SEMUA)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SopTidakSah, match=r"tidak-ada\.toml: [^-]*- berkas tidak dapat dibaca"):
        baca_berkas(tmp_path / "tidak-ada.toml", SEMUA)
    with pytest.raises(SopTidakSah, match="tidak dapat dibaca"):
        baca_berkas(tmp_path, SEMUA)
