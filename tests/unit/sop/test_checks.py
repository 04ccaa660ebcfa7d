"""What a file must mean to be run: one way to break it a row, and nothing but that is reported."""

import pytest

from shared.sop.errors import SopTidakSah
from tests.unit.sop.contoh import contoh
from tests.unit.sop.refusals import Rusak, pastikan_ditolak, rusak

AJUKAN = 'rute = [{ putusan = "terima", ke = 2 }]'
TOLAK_3 = '{ putusan = "tolak", ke = "ditolak", hasil = ["draft"], tambahan = "tidak layak" }'
KEMBALIKAN_4 = '{ putusan = "kembalikan", ke = 3, tambahan = "perlu dikoreksi" }'
AKHIR = 'rute = [{ putusan = "terima", ke = "selesai" }]'

LANGKAH = [
    # a role that nobody is
    rusak(
        '"kepala"', '"camat"', (4, 'pelaksana "camat" tidak dikenal; yang ada: kepala, loket, pem')
    ),
    # a number left out: the row itself, and the routes that look for it
    rusak(
        "no = 3",
        "no = 7",
        (2, 'rute "terima" menuju langkah 3 yang tidak ada'),
        (4, 'rute "kembalikan" menuju langkah 3 yang tidak ada'),
        (7, "baris ke-3 harus bernomor 3"),
        (7, 'rute "terima" harus maju'),
    ),
    # a submission in the middle
    rusak(
        '"verifikasi"',
        '"ajukan"',
        (2, 'hanya mengenal rute "terima", bukan tolak'),
        (2, "milik langkah pertama, dan hanya langkah itu"),
    ),
    # a table that nobody begins
    rusak('"ajukan"', '"teruskan"', (1, "milik langkah pertama")),
]

KODE = [
    # the same requirement twice, the same form field twice
    rusak('"denah"', '"surat-permohonan"', (None, '"surat-permohonan" dipakai 2 kali')),
    rusak(
        '[[isian]]\nkode = "luas"',
        '[[isian]]\nkode = "luas"\nlabel = "L"\nwajib = true\nsumber = "x"\n\n'
        '[[isian]]\nkode = "luas"',
        (None, 'kode isian "luas" dipakai 2 kali'),
    ),
    # an output with the code of a requirement, or of another step's output
    rusak('kode = "denah"', 'kode = "draft"', (3, 'kode hasil "draft" sudah dipakai')),
    rusak('"tanda-terima"', '"diperiksa"', (5, 'kode hasil "diperiksa" sudah dipakai')),
]

HASIL = [
    # a step that could never be closed
    rusak(
        '[{ kode = "tanda-terima", nama = "Tanda terima", jenis = "catatan" }]',
        "[]",
        (5, "tidak ada hasil: langkah tidak dapat ditutup"),
    ),
    # acts whose record is the decision itself cannot owe a file
    rusak(
        '"Data", jenis = "catatan"', '"Data", jenis = "dokumen"', (1, 'tetapi "data" adalah dok')
    ),
    rusak(
        'diperiksa", jenis = "catatan"', 'diperiksa", jenis = "dokumen"', (2, "hanya menghasilkan")
    ),
    rusak(
        'terima", jenis = "catatan"', 'terima", jenis = "dokumen"', (5, "hanya menghasilkan cat")
    ),
    rusak('"tanda_tangani"', '"setujui"', (4, '"setujui" hanya menghasilkan catatan')),
    rusak('"susun_draf"', '"teruskan"', (3, '"teruskan" hanya menghasilkan catatan')),
    # acts that exist for a file must owe one
    rusak('"verifikasi"', '"periksa_lapangan"', (2, "sedikitnya satu dokumen")),
    rusak('"verifikasi"', '"susun_draf"', (2, "sedikitnya satu dokumen")),
    rusak(
        '"SK", jenis = "dokumen"',
        '"SK", jenis = "catatan"',
        (4, "sedikitnya satu dokumen"),
        (5, '"atas" harus menunjuk dokumen; "sk" adalah catatan'),
    ),
    # acts that work on one exact file must say on which, and it must be a file
    rusak('atas = "draft"', "", (4, '"tanda_tangani" harus menyebut dokumennya dengan "atas"')),
    rusak('atas = "sk"', "", (5, '"serahkan" harus menyebut dokumennya dengan "atas"')),
    rusak('"verifikasi"', '"setujui"', (2, '"setujui" harus menyebut dokumennya dengan "atas"')),
    rusak('atas = "draft"', 'atas = "diperiksa"', (4, '"atas" harus menunjuk dokumen')),
]

RUTE = [
    # nowhere, somewhere that is not there, two ways at once
    rusak(AKHIR, "rute = []", (5, "tidak menuju ke mana pun: tidak ada rute")),
    rusak("ke = 4 }", "ke = 9 }", (3, 'rute "terima" menuju langkah 9 yang tidak ada')),
    rusak("ke = 1 }", "ke = 9 }", (2, 'rute "tolak" menuju langkah 9 yang tidak ada')),
    rusak(TOLAK_3, f"{TOLAK_3}, {TOLAK_3}", (3, 'ada 2 rute untuk putusan "tolak"; harus satu')),
    # accepted goes on
    rusak("ke = 4 }", "ke = 2 }", (3, 'rute "terima" harus maju atau "selesai", bukan ke 2')),
    rusak("ke = 4 }", "ke = 3 }", (3, 'rute "terima" harus maju')),
    rusak("ke = 4 }", 'ke = "ditolak" }', (3, 'rute "terima" harus maju')),
    # sent back goes back
    rusak(KEMBALIKAN_4, KEMBALIKAN_4.replace("3", "5"), (4, 'rute "kembalikan" harus kembali')),
    rusak(KEMBALIKAN_4, KEMBALIKAN_4.replace("3", "4"), (4, 'rute "kembalikan" harus kembali')),
    rusak(KEMBALIKAN_4, KEMBALIKAN_4.replace("3", '"ditolak"'), (4, 'rute "kembalikan" harus kem')),
    # refused ends or goes back, and never with a permit
    rusak(TOLAK_3, TOLAK_3.replace('"ditolak"', '"selesai"'), (3, 'rute "tolak" harus kembali')),
    rusak(TOLAK_3, TOLAK_3.replace('"ditolak"', "4"), (3, 'rute "tolak" harus kembali')),
    # a route owes what its own step makes, and accepting owes something
    rusak(
        TOLAK_3, TOLAK_3.replace('"draft"', '"sk"'), (3, 'menagih "sk", yang bukan hasil langkah')
    ),
    rusak("ke = 4 }", "ke = 4, hasil = [] }", (3, 'rute "terima" tidak menghasilkan apa pun')),
    # a submission is no decision: it has one way
    rusak(
        AJUKAN,
        AJUKAN.replace("}]", "}, " + TOLAK_3 + "]"),
        (1, 'hanya mengenal rute "terima"'),
        (1, '"draft", yang bukan hasil'),
    ),
    rusak(
        AJUKAN, 'rute = [{ putusan = "tolak", ke = "ditolak" }]', (1, 'hanya mengenal rute "ter')
    ),
]

JALAN = [
    # a step left out by the routes, whose output is then missing further on
    rusak(
        "ke = 4 }",
        "ke = 5 }",
        (4, "tidak dapat dicapai dari langkah 1"),
        (5, 'butuh "sk" tidak terjamin ada ketika langkah dibuka: lewat "terima" dari langkah 3'),
        (5, 'atas "sk" tidak terjamin ada'),
    ),
    # a table that never ends well
    rusak(
        AKHIR,
        'rute = [{ putusan = "kembalikan", ke = 4 }]',
        (5, 'di sini jalan ke "selesai" terputus bagi langkah 1, 2, 3, 4, 5'),
    ),
    # an output that nobody makes
    rusak(
        'butuh = ["data"]', 'butuh = ["peta"]', (2, 'butuh "peta": tidak ada langkah yang membuat')
    ),
    rusak('atas = "sk"', 'atas = "peta"', (5, 'atas "peta": tidak ada langkah yang membuatnya')),
    # an output that is made only later, or by the step itself
    rusak('butuh = ["data"]', 'butuh = ["draft"]', (2, 'dibuka: lewat "terima" dari langkah 1')),
    rusak(
        'butuh = ["sk"]', 'butuh = ["sk", "tanda-terima"]', (5, 'butuh "tanda-terima" tidak terj')
    ),
    rusak('atas = "draft"', 'atas = "sk"', (4, 'atas "sk" tidak terjamin ada')),
    # the first step begins with nothing
    rusak('keterangan = "Dari portal"', 'butuh = ["data"]', (1, "dibuka tanpa output apa pun")),
    # an output that a return has dropped: step 3 would need what step 4 made before it sent back
    rusak(
        'butuh = ["diperiksa"]',
        'butuh = ["sk"]',
        (3, 'lewat "terima" dari langkah 2, lewat "kembalikan" dari langkah 4'),
    ),
    # an output that is not owed on the way that leads here
    rusak(
        'hasil = [{ kode = "diperiksa", nama = "Berkas diperiksa", jenis = "catatan" }]\n'
        'rute = [{ putusan = "terima", ke = 3 }',
        'hasil = [{ kode = "diperiksa", nama = "B", jenis = "catatan" }, '
        '{ kode = "nota", nama = "N", jenis = "catatan" }]\n'
        'rute = [{ putusan = "terima", ke = 3, hasil = ["nota"] }',
        (3, 'butuh "diperiksa" tidak terjamin ada'),
        (4, 'butuh "diperiksa" tidak terjamin ada'),
    ),
]


def test_the_unbroken_file_is_accepted() -> None:
    assert contoh().sop.kode == "izin-contoh"


@pytest.mark.parametrize("baris", LANGKAH)
def test_a_step_out_of_its_place_is_refused(baris: Rusak) -> None:
    pastikan_ditolak(baris)


@pytest.mark.parametrize("baris", KODE)
def test_a_code_used_for_two_things_is_refused(baris: Rusak) -> None:
    pastikan_ditolak(baris)


@pytest.mark.parametrize("baris", HASIL)
def test_outputs_that_do_not_fit_the_act_are_refused(baris: Rusak) -> None:
    pastikan_ditolak(baris)


@pytest.mark.parametrize("baris", RUTE)
def test_a_route_that_leads_wrong_is_refused(baris: Rusak) -> None:
    pastikan_ditolak(baris)


@pytest.mark.parametrize("baris", JALAN)
def test_a_way_on_which_something_is_missing_is_refused(baris: Rusak) -> None:
    pastikan_ditolak(baris)


def test_problems_of_different_kinds_are_reported_together_in_the_order_of_the_steps() -> None:
    with pytest.raises(SopTidakSah) as tangkap:
        contoh(
            'atas = "draft"\nrute = [\n    { putusan = "terima", ke = 5 }',
            'rute = [\n    { putusan = "terima", ke = 0 }',
        )
    assert [str(satu) for satu in tangkap.value.masalah] == [
        'langkah 4: rute "terima" menuju langkah 0 yang tidak ada',
        'langkah 4: tindakan "tanda_tangani" harus menyebut dokumennya dengan "atas"',
    ]
