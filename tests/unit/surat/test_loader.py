"""A folder of letters is read whole, or refused with every problem in it."""

from pathlib import Path

import pytest

from shared.surat import FOLDER_SURAT_BAWAAN
from shared.surat.errors import SuratTidakSah
from shared.surat.loader import muat_surat, susun_katalog

KATALOG = muat_surat(FOLDER_SURAT_BAWAAN)


def test_the_packaged_folder_has_the_letters_of_the_procedure() -> None:
    assert set(KATALOG.jenis) == {
        *("tanda-terima", "pengembalian", "bapl", "rekomendasi", "penolakan"),
        *("draft-sk", "surat-keputusan"),
    }


def test_the_version_names_every_byte_and_every_name() -> None:
    lain = susun_katalog({**KATALOG.berkas, "bapl/surat.typ": b"#[]"}, "uji")
    pindah = susun_katalog({**KATALOG.berkas, "umum/lain.typ": b""}, "uji")
    assert len({KATALOG.versi, lain.versi, pindah.versi}) == 3
    assert susun_katalog(KATALOG.berkas, "uji").versi == KATALOG.versi


def test_a_decree_has_the_fields_of_its_draft() -> None:
    assert KATALOG.bidang("surat-keputusan", "izin-paud") == KATALOG.bidang("draft-sk", "izin-paud")


def test_the_checklist_follows_the_sop() -> None:
    def butir(sop: str) -> int:
        return sum(len(satu.butir) for satu in KATALOG.bidang("bapl", sop))

    assert (butir("izin-paud"), butir("izin-kursus-pelatihan"), butir("sop-ketiga")) == (8, 6, 0)


@pytest.mark.parametrize(
    ("nama", "isi", "sebab"),
    [
        ("bapl/surat.toml", b"kode = ", "bapl/surat.toml: TOML tidak terbaca pada"),
        ("bapl/surat.toml", b"\xff", "bapl/surat.toml: bukan teks UTF-8 (baris 1"),
        (
            "bapl/surat.toml",
            b'kode = "lain"\njudul = "X"',
            'bapl/surat.toml: kode "lain" harus sama dengan nama foldernya',
        ),
        (
            "bapl/surat.toml",
            b'kode = "bapl"\njudul = "X"\nwarna = 1',
            "bapl/surat.toml: warna: kunci tidak dikenal",
        ),
        (
            "bapl/surat.typ",
            b'#import "@preview/x:1.0.0"',
            'bapl/surat.typ: paket dari luar (import "@...") tidak dipakai',
        ),
        (
            "surat-keputusan/surat.toml",
            b'kode = "surat-keputusan"\njudul = "X"\nseperti = "hilang"',
            'surat-keputusan/surat.toml: seperti "hilang" tidak ada',
        ),
        ("kantor.toml", b'kota = "X"', "kantor.toml: kepala: kunci ini wajib ada"),
    ],
)
def test_a_broken_file_is_refused_by_its_name(nama: str, isi: bytes, sebab: str) -> None:
    with pytest.raises(SuratTidakSah) as galat:
        susun_katalog({**KATALOG.berkas, nama: isi}, "uji")
    assert any(str(satu).startswith(sebab) for satu in galat.value.masalah), galat.value


def test_a_folder_without_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuratTidakSah, match="tidak berisi surat"):
        muat_surat(tmp_path)


def test_a_missing_template_is_refused() -> None:
    berkas = {nama: isi for nama, isi in KATALOG.berkas.items() if nama != "bapl/surat.typ"}
    with pytest.raises(SuratTidakSah, match=r"bapl/surat\.typ: berkas ini wajib ada"):
        susun_katalog(berkas, "uji")
