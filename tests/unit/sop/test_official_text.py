"""Both official SOPs, held to the texts they were written from (data/sop-*.txt)."""

import pytest

from shared.sop.table import TANDA, kolom_tabel, ringkasan_waktu, rute_tambahan, tabel_resmi
from shared.tindakan import Tindakan
from tests.unit.sop.contoh import DATA, NAMA, katalog_resmi

KODE = ["izin-kursus-pelatihan", "izin-paud"]

# Which pelaksana does which step: the marks the extracted text has lost.
PELAKSANA = [
    "pemohon",
    "frontoffice",
    "backoffice",
    "dinasteknis",
    "backoffice",
    "kabid",
    "sekretaris",
    "kepaladinas",
    "pemohon",
]


def sel_resmi(kode: str) -> list[list[str]]:
    """The cells of each line that are not empty. The text has lost the marks of the pelaksana
    and, from row 6 on, some of the tabs, so only the order of the cells can be relied on."""
    teks = (DATA / f"sop-{kode}.txt").read_text(encoding="utf-8")
    baris = ([sel for sel in satu.split("\t") if sel] for satu in teks.splitlines())
    return [sel for sel in baris if sel and sel != [" "]]


def sel_tercetak(baris: list[str]) -> list[str]:
    return [sel for sel in baris if sel not in ("", TANDA)]


@pytest.mark.parametrize("kode", KODE)
def test_the_printed_table_has_every_cell_of_the_official_one(kode: str) -> None:
    resmi = sel_resmi(kode)
    assert len(resmi) == 1 + 2 + 9 + 1  # title, two lines of heads, nine steps, the total
    tercetak = [sel_tercetak(baris) for baris in tabel_resmi(katalog_resmi()[kode].sop)]
    assert tercetak == resmi[3:]


@pytest.mark.parametrize("kode", KODE)
def test_the_title_and_the_column_heads_are_the_official_ones(kode: str) -> None:
    judul, kelompok, kolom = sel_resmi(kode)[:3]
    sop = katalog_resmi()[kode].sop
    assert [sop.judul] == judul
    assert kelompok == ["No.", "KEGIATAN", "PELAKSANA", "MUTU BAKU", "Keterangan"]
    assert kolom_tabel(sop, NAMA) == ["No.", "KEGIATAN", *kolom, "Keterangan"]


@pytest.mark.parametrize("kode", KODE)
def test_each_row_marks_the_one_pelaksana_who_does_it(kode: str) -> None:
    sop = katalog_resmi()[kode].sop
    kolom = kolom_tabel(sop)
    tanda = [
        [kolom[i] for i, sel in enumerate(baris) if sel == TANDA] for baris in tabel_resmi(sop)
    ]
    assert tanda == [[kunci.capitalize()] for kunci in PELAKSANA] + [[]]


@pytest.mark.parametrize("kode", KODE)
def test_the_acts_follow_the_words_of_the_rows(kode: str) -> None:
    assert [langkah.tindakan for langkah in katalog_resmi()[kode].sop.langkah] == [
        Tindakan.AJUKAN,
        Tindakan.VERIFIKASI,
        Tindakan.TERUSKAN,
        Tindakan.PERIKSA_LAPANGAN,
        Tindakan.SUSUN_DRAF,
        Tindakan.SETUJUI,
        Tindakan.SETUJUI,
        Tindakan.TANDA_TANGANI,
        Tindakan.SERAHKAN,
    ]


@pytest.mark.parametrize("kode", KODE)
def test_the_routes_without_a_reason_are_exactly_those_of_the_official_table(kode: str) -> None:
    resmi = [
        (langkah.no, rute.putusan, rute.ke)
        for langkah in katalog_resmi()[kode].sop.langkah
        for rute in langkah.rute
        if not rute.tambahan
    ]
    maju = [(no, "terima", no + 1) for no in range(1, 9)] + [(9, "terima", "selesai")]
    assert sorted(resmi, key=str) == sorted([*maju, (2, "tolak", 1)], key=str)


@pytest.mark.parametrize("kode", KODE)
def test_our_additions_are_listed_apart_with_their_reasons(kode: str) -> None:
    tambahan = rute_tambahan(katalog_resmi()[kode].sop)
    assert [(satu.dari, satu.putusan, satu.ke) for satu in tambahan] == [
        (3, "kembalikan", "langkah 2"),
        (4, "kembalikan", "langkah 1"),
        (4, "tolak", "ditolak"),
        (5, "kembalikan", "langkah 4"),
        (6, "kembalikan", "langkah 5"),
        (7, "kembalikan", "langkah 5"),
        (8, "kembalikan", "langkah 5"),
    ]
    assert all(satu.alasan for satu in tambahan)
    assert [len(satu.hasil) for satu in tambahan] == [0, 0, 2, 0, 0, 0, 0]


@pytest.mark.parametrize("kode", KODE)
def test_refusing_after_the_inspection_owes_its_report_and_recommendation(kode: str) -> None:
    inspeksi = katalog_resmi()[kode].sop.langkah_ke(4)
    assert [hasil.kode for hasil in inspeksi.hasil_wajib("tolak")] == ["bapl", "rekomendasi"]
    assert inspeksi.hasil_wajib("terima") == inspeksi.hasil
    assert inspeksi.hasil_wajib("kembalikan") == ()


def test_the_stated_total_of_kursus_is_five_minutes_short_and_is_kept() -> None:
    ringkasan = ringkasan_waktu(katalog_resmi()["izin-kursus-pelatihan"].sop)
    assert ringkasan.dinyatakan == "4 Hari 1 Jam 13 Menit (5 Hari)"
    assert ringkasan.dihitung == "4 Hari 1 Jam 18 Menit"
    assert (ringkasan.selisih_hari, ringkasan.selisih_menit) == (0, -5)
    assert ringkasan.kalimat.endswith("yang dinyatakan kurang 5 menit.")


def test_the_stated_total_of_paud_is_what_its_steps_add_up_to() -> None:
    ringkasan = ringkasan_waktu(katalog_resmi()["izin-paud"].sop)
    assert ringkasan.dinyatakan == f"{ringkasan.dihitung} (5 Hari)"
    assert (ringkasan.selisih_hari, ringkasan.selisih_menit) == (0, 0)
    assert "sama dengan" in ringkasan.kalimat


@pytest.mark.parametrize(
    ("kode", "wajib"),
    [
        # Permendikbud 81/2013 art. 5: five administrative documents (the fifth only for a legal
        # entity), one technical; and the NIB of SE 26/2021.
        (
            "izin-kursus-pelatihan",
            [
                "ktp-pendiri",
                "susunan-pengurus",
                "surat-domisili",
                "bukti-tempat",
                "rencana-pengembangan",
                "nib",
            ],
        ),
        # Permendikbud 84/2014, with the three parts of the hasil penilaian kelayakan; and the NIB.
        (
            "izin-paud",
            [
                "identitas-pendiri",
                "surat-domisili",
                "susunan-pengurus",
                "bukti-tempat",
                "akta-badan-hukum",
                "perkiraan-pembiayaan",
                "rencana-induk",
                "rencana-pencapaian-standar",
                "nib",
            ],
        ),
    ],
)
def test_only_what_the_regulations_ask_is_demanded(kode: str, wajib: list[str]) -> None:
    persyaratan = katalog_resmi()[kode].sop.persyaratan
    assert [satu.kode for satu in persyaratan if satu.wajib] == wajib
    assert all("Praktik" not in satu.sumber for satu in persyaratan if satu.wajib)
