"""What a file may hold at all: keys, types, closed lists, the forms of texts. One way to break
it a row, and the answer is Indonesian and names the field."""

import pytest

from shared.sop.errors import SopTidakSah
from tests.unit.sop.contoh import contoh
from tests.unit.sop.refusals import Rusak, pastikan_ditolak, rusak

KUNCI = [
    # a slip in a key, in every kind of table
    rusak('keterangan = "Dari portal"', 'keteragan = ""', (1, "keteragan: kunci tidak dikenal")),
    rusak(
        'izin = "Izin Contoh"', 'ijin = "x"', (None, "izin: kunci ini wajib"), (None, "ijin: kunci")
    ),
    rusak('pilihan = ["Kecil",', 'pilih = ["Kecil",', (None, "isian ke-1 > pilih: kunci tidak")),
    rusak(
        'waktu = "7 Hari"',
        'wkt = "7"',
        (None, "fiktif_positif > waktu: kunci ini wajib"),
        (None, "fiktif_positif > wkt: kunci tidak dikenal"),
    ),
    rusak("ke = 1 }", "ke = 1, ke2 = 2 }", (2, "rute ke-2 > ke2: kunci tidak dikenal")),
    # a key left out
    rusak('awalan_nomor = "CTH"', "", (None, "awalan_nomor: kunci ini wajib ada")),
    rusak('waktu = "2 Hari"', "", (3, "waktu: kunci ini wajib ada")),
    rusak('nama = "Draft", jenis', "jenis", (3, "hasil ke-1 > nama: kunci ini wajib ada")),
]

JENIS = [
    # numbers must be numbers: not a text, not a truth, not a fraction
    rusak("no = 3", 'no = "3"', (3, "no: harus berupa bilangan bulat")),
    rusak("no = 3", "no = true", (3, "no: harus berupa bilangan bulat")),
    rusak("no = 3", "no = 3.0", (3, "no: harus berupa bilangan bulat")),
    # numbers have a range
    rusak("no = 3", "no = 0", (0, "no: paling sedikit 1")),
    rusak("no = 3", "no = 101", (101, "no: paling banyak 100")),
    # a text must be a text: not a number, not a date
    rusak('izin = "Izin Contoh"', "izin = 5", (None, "izin: harus berupa teks")),
    rusak('kegiatan = "Menyusun"', "kegiatan = 2026-01-02", (3, "kegiatan: harus berupa teks")),
    # "ya" and 1 are guesses at a truth
    rusak("wajib = false", "wajib = 1", (None, "persyaratan ke-2 > wajib: harus true atau false")),
    rusak("wajib = false", 'wajib = "ya"', (None, "persyaratan ke-2 > wajib: harus true atau")),
    # a single value where a list belongs, a list where a value belongs
    rusak('butuh = ["sk"]', 'butuh = "sk"', (5, "butuh: harus berupa daftar")),
    rusak('["Peraturan contoh"]', '[["x"]]', (None, "dasar ke-1: harus berupa teks")),
    rusak('[{ putusan = "terima", ke = 2 }]', '["terima"]', (1, "rute ke-1: harus berupa tabel")),
    # a list that must not be empty
    rusak('["image/png"]', "[]", (None, "persyaratan ke-2 > media: daftar tidak boleh kosong")),
]

DAFTAR_TERTUTUP = [
    rusak('"verifikasi"', '"periksa"', (2, 'tindakan: "periksa" tidak dikenal; pilihannya \'ajuk')),
    rusak('"tolak", ke = 1', '"usir", ke = 1', (2, 'rute ke-2 > putusan: "usir" tidak dikenal')),
    rusak('"dokumen", media', '"surat", media', (3, 'hasil ke-1 > jenis: "surat" tidak dikenal')),
    # the end of a route: one answer, not one for each thing it might have been
    rusak('ke = "ditolak"', 'ke = "batal"', (3, "rute ke-2 > ke: harus nomor langkah")),
    rusak('ke = "ditolak"', "ke = true", (3, "rute ke-2 > ke: harus nomor langkah")),
    rusak('ke = "ditolak"', "ke = [1]", (3, "rute ke-2 > ke: harus nomor langkah")),
    rusak('ke = "ditolak"', "ke = 1.0", (3, "rute ke-2 > ke: harus nomor langkah")),
]

BENTUK_TEKS = [
    # codes travel in routing keys: no dots, no capitals, no end
    rusak('"izin-contoh"', '"izin.contoh"', (None, 'kode: "izin.contoh" bukan kode')),
    rusak('"izin-contoh"', f'"{"x" * 65}"', (None, "bukan kode")),
    rusak('kode = "luas"', 'kode = "Luas"', (None, 'isian ke-1 > kode: "Luas" bukan kode')),
    rusak('atas = "sk"', 'atas = "S K"', (5, 'atas: "S K" bukan kode')),
    # the letters before every number
    rusak('"CTH"', '"cth"', (None, 'awalan_nomor: "cth" bukan awalan nomor')),
    # a file name extension is no media type
    rusak('"image/png"', '"png"', (None, 'persyaratan ke-2 > media ke-1: "png" bukan jenis media')),
    # texts that look like others, or like nothing
    rusak('"Menyusun"', '""', (3, "kegiatan: teks tidak boleh kosong")),
    rusak('"Menyusun"', '"Menyusun "', (3, "kegiatan: teks tidak boleh kosong, atau berspasi")),
    rusak('"Menyusun"', '"Me\\nnyusun"', (3, "kegiatan: teks harus satu baris")),
    rusak('"Menyusun"', '"Me\\u200bnyusun"', (3, "kegiatan: teks harus satu baris tanpa tanda")),
    rusak('"tidak layak"', '" "', (3, "rute ke-2 > tambahan: teks tidak boleh kosong")),
]

BATAS = [
    # a limit that cannot be armed
    rusak('"2 Hari"', '"0 Hari"', (3, 'waktu: waktu "0 Hari" tidak dapat dijadikan batas')),
    rusak('"2 Hari"', '"-2 Hari"', (3, 'waktu: waktu "-2 Hari" tidak dapat dijadikan batas')),
    rusak('"2 Hari"', '"dua hari"', (3, 'waktu: waktu "dua hari" tidak dapat dijadikan batas')),
    rusak('waktu = "2 Hari"', "waktu = 2", (3, "waktu: harus berupa teks")),
    # the law counts days
    rusak('"7 Hari"', '"7 Menit"', (None, "fiktif_positif > waktu: batas undang-undang dihitung")),
    rusak('"7 Hari"', '"0 Hari"', (None, 'fiktif_positif > waktu: waktu "0 Hari" tidak dapat')),
    # a total without the days of the whole
    rusak(" (3 Hari)", "", (None, 'total: total "2 Hari 46 Menit" tidak terbaca')),
]


@pytest.mark.parametrize("baris", KUNCI)
def test_an_unknown_or_missing_key_is_refused_by_name(baris: Rusak) -> None:
    pastikan_ditolak(baris)


@pytest.mark.parametrize("baris", JENIS)
def test_a_value_of_the_wrong_type_is_refused(baris: Rusak) -> None:
    pastikan_ditolak(baris)


@pytest.mark.parametrize("baris", DAFTAR_TERTUTUP)
def test_a_word_outside_a_closed_list_is_refused_with_the_list(baris: Rusak) -> None:
    pastikan_ditolak(baris)


@pytest.mark.parametrize("baris", BENTUK_TEKS)
def test_a_text_of_the_wrong_form_is_refused(baris: Rusak) -> None:
    pastikan_ditolak(baris)


@pytest.mark.parametrize("baris", BATAS)
def test_a_limit_that_cannot_be_armed_is_refused(baris: Rusak) -> None:
    pastikan_ditolak(baris)


def test_all_errors_of_a_file_are_reported_at_once() -> None:
    with pytest.raises(SopTidakSah) as tangkap:
        contoh('kegiatan = "Menyusun"\n', 'kegiatan = ""\nwarna = "merah"\nketerangan = 5\n')
    assert str(tangkap.value).splitlines() == [
        "contoh.toml: SOP tidak sah, 3 masalah",
        "  - langkah 3: kegiatan: teks tidak boleh kosong, atau berspasi di awal atau akhir",
        "  - langkah 3: keterangan: harus berupa teks",
        "  - langkah 3: warna: kunci tidak dikenal",
    ]


def test_a_step_without_a_number_is_named_by_its_place() -> None:
    pastikan_ditolak(rusak("no = 4\n", "", (4, "no: kunci ini wajib ada")))
