"""The document and the tables that a measurement ends with."""

import json
from dataclasses import replace

import pytest
from rich.console import Console

from bench.kecepatan.contestants import semua_peserta
from bench.kecepatan.figures import Memori, Persentil
from bench.kecepatan.latency import (
    SENGGANG,
    SETENGAH,
    TENANG,
    Latensi,
    Putaran,
    dokumen_latensi,
    ringkas_latensi,
    tabel_latensi,
)
from bench.kecepatan.memory import ringkas
from bench.kecepatan.options import baca_pilihan
from bench.kecepatan.summary import dokumen
from bench.kecepatan.table import angka, tabel_biaya, tabel_laju, tabel_memori, tabel_rasio
from bench.pola.record import rekam
from bench.skala.table import biaya
from tests.unit.bench.hasil import jalan

HASIL = [
    *(jalan("alurizin", 1, 4.0), jalan("lantai-biasa", 1, 2.0)),
    *(jalan("alurizin", 2, 5.0), jalan("lantai-biasa", 2, 2.0)),
]


def teks(tabel: object) -> str:
    console = Console(width=80, record=True, file=None, quiet=False)
    with console.capture() as tangkapan:
        console.print(tabel)
    return tangkapan.get()


def test_the_document_has_every_run_and_what_they_come_to() -> None:
    isi = json.loads(json.dumps(dokumen(HASIL, {"inti": 2})))
    assert len(isi["jalan"]) == 4
    assert isi["ringkasan"]["alurizin"]["permohonan_per_detik"] == {
        "median": 22.5,
        "terkecil": 20.0,
        "terbesar": 25.0,
    }
    assert isi["ringkasan"]["alurizin"]["cpu_ms_per_permohonan"]["pekerja"] == 10.0
    assert isi["ringkasan"]["alurizin"]["pss_mib_semua"] == 110.0
    assert isi["rasio"]["lantai-biasa"] == {"median": 0.45, "terkecil": 0.4, "terbesar": 0.5}
    assert "alurizin" not in isi["rasio"]


def test_the_tables_fit_an_ordinary_terminal() -> None:
    for tabel in (tabel_laju, tabel_biaya, tabel_memori, tabel_rasio):
        ditulis = teks(tabel(HASIL))
        assert "…" not in ditulis
        assert max(map(len, ditulis.splitlines())) <= 80
    assert "22,5  (20,0–25,0)" in teks(tabel_laju(HASIL))


def test_numbers_are_written_as_in_indonesian() -> None:
    assert angka(1234.56, 1) == "1.234,6"


def test_latency_is_told_for_both_states_with_the_ratio_to_the_floor() -> None:
    semua = [
        Latensi(
            "alurizin",
            SENGGANG,
            None,
            Persentil(9.0, 12.0, 20.0, 210),
            [Putaran(1, 9.0, 0.12)],
        ),
        Latensi("lantai-biasa", SENGGANG, None, Persentil(6.0, 8.0, 10.0, 210)),
        Latensi("alurizin", SETENGAH, 10.0, Persentil(20.0, 40.0, 60.0, 900)),
        Latensi("lantai-biasa", SETENGAH, 20.0, Persentil(10.0, 20.0, 30.0, 900)),
    ]
    isi = dokumen_latensi(semua)
    assert isi["rasio"][SENGGANG] == {"p50": 1.5, "p95": 1.5, "p99": 2.0}
    assert isi["rasio"][SETENGAH]["p50"] == 2.0
    assert isi["latensi"][0]["putaran"] == [{"ke": 1, "p50": 9.0, "dicuri_persen": 12.0}]
    assert "satu per satu" in teks(tabel_latensi(semua))


def test_turns_of_which_the_host_took_much_are_told_and_also_left_out() -> None:
    turns = [
        replace(jalan("alurizin", ke, 1.0), latensi=[detik], dicuri=dicuri)
        for ke, (detik, dicuri) in enumerate([(0.020, 0.0), (0.080, 0.3), (0.024, 0.029)], 1)
    ]
    semua = ringkas_latensi(turns, [], {"alurizin": 5.0})
    assert [(satu.keadaan, satu.milidetik.banyak) for satu in semua] == [(SENGGANG, 3), (TENANG, 2)]
    assert [satu.milidetik.p95 for satu in semua] == [80.0, 24.0]
    assert ringkas_latensi(turns[1:2], [], {"alurizin": 5.0})[-1].keadaan == SENGGANG


def test_memory_is_judged_after_the_beginning() -> None:
    """It grows by 40 MiB while caches fill, and by 1 MiB an hour from then on."""
    titik = [(0.0, Memori(50.0, 40.0)), (1800.0, Memori(90.0, 70.0)), (5400.0, Memori(91.0, 70.0))]
    assert ringkas(titik) == {
        "awal": 90.0,
        "akhir": 91.0,
        "terbesar": 91.0,
        "pss_akhir": 70.0,
        "mib_per_jam": 1.0,
    }


def test_the_cost_of_scale_is_workers_and_store_together() -> None:
    assert biaya(HASIL, "alurizin") == 30.0


@pytest.mark.parametrize(
    "argumen", [["--permohonan", "0"], ["--ingatan", "-1"], ["--putaran", "x"], ["--peserta", "y"]]
)
def test_a_choice_that_makes_no_sense_is_refused(argumen: list[str]) -> None:
    with pytest.raises(SystemExit) as keluar:
        baca_pilihan(argumen, ["alurizin"])
    assert keluar.value.code == 2


def test_everybody_who_is_promised_takes_part() -> None:
    assert list(semua_peserta(rekam())) == [
        "alurizin",
        *("lantai-biasa", "lantai-berkelompok"),
        *("celery-threads", "celery-prefork", "dramatiq-threads", "dramatiq-gevent", "taskiq"),
    ]
