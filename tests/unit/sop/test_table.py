"""Printing an SOP that is not one of the two official ones."""

import pytest

from shared.sop.table import kolom_tabel, ringkasan_waktu, rute_tambahan, tabel_resmi
from tests.unit.sop.contoh import contoh


def test_the_columns_are_the_pelaksana_of_the_sop_in_the_order_of_its_steps() -> None:
    sop = contoh().sop
    assert kolom_tabel(sop, {"loket": "Loket Satu"})[2:5] == ["Pemohon", "Loket Satu", "Kepala"]
    assert tabel_resmi(sop)[1] == [
        "2",
        "Memeriksa",
        "",
        "X",
        "",
        "Data",
        "10 Menit",
        "Berkas diperiksa",
        "",
    ]


def test_a_role_beyond_the_others_gets_a_column_of_its_own() -> None:
    sop = contoh('pelaksana = "kepala"', 'pelaksana = "pemohon"').sop
    assert kolom_tabel(sop)[2:4] == ["Pemohon", "Loket"]
    assert len(kolom_tabel(contoh().sop)) == len(kolom_tabel(sop)) + 1


def test_every_row_has_as_many_cells_as_there_are_columns() -> None:
    sop = contoh().sop
    assert {len(baris) for baris in tabel_resmi(sop)} == {len(kolom_tabel(sop))}


def test_additions_name_where_they_lead_and_what_they_owe() -> None:
    tolak, kembali = rute_tambahan(contoh().sop)
    assert (tolak.dari, tolak.ke, tolak.hasil, tolak.alasan) == (
        3,
        "ditolak",
        ("Draft",),
        "tidak layak",
    )
    assert (kembali.dari, kembali.ke, kembali.hasil) == (4, "langkah 3", ())


@pytest.mark.parametrize(
    ("total", "hari", "menit", "kalimat"),
    [
        ("2 Hari 46 Menit (3 Hari)", 0, 0, "2 Hari 46 Menit, sama dengan yang dinyatakan SOP."),
        ("2 Hari 50 Menit (3 Hari)", 0, 4, "yang dinyatakan lebih 4 menit."),
        ("1 Hari 46 Menit (3 Hari)", -1, 0, "yang dinyatakan kurang 1 hari."),
        # a day is not so and so many minutes: the two differences stay apart
        ("3 Hari (3 Hari)", 1, -46, "yang dinyatakan lebih 1 hari dan kurang 46 menit."),
    ],
)
def test_the_difference_between_stated_and_computed_time_is_said(
    total: str, hari: int, menit: int, kalimat: str
) -> None:
    ringkasan = ringkasan_waktu(contoh("2 Hari 46 Menit (3 Hari)", total).sop)
    assert ringkasan.dinyatakan == total
    assert ringkasan.dihitung == "2 Hari 46 Menit"
    assert (ringkasan.selisih_hari, ringkasan.selisih_menit) == (hari, menit)
    assert ringkasan.kalimat.endswith(kalimat)
