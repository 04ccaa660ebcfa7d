"""The document and the tables that a measurement ends with."""

import json
from dataclasses import replace

import pytest
from rich.console import Console

from bench.kecepatan.hasil import Memori, Persentil
from bench.kecepatan.ingatan import ringkas
from bench.kecepatan.latensi import (
    SENGGANG,
    SETENGAH,
    TENANG,
    Latensi,
    Putaran,
    dokumen_latensi,
    ringkas_latensi,
    tabel_latensi,
)
from bench.kecepatan.peserta import semua_peserta
from bench.kecepatan.pilihan import baca_pilihan
from bench.kecepatan.ringkasan import dokumen
from bench.kecepatan.sasaran import semua_sasaran
from bench.kecepatan.tabel import angka, semua_tabel, tabel_cpu, tabel_laju, tabel_memori
from bench.pola.rekam import rekam
from bench.skala.berkas_besar import BerkasBesar
from bench.skala.riwayat import Riwayat
from bench.skala.tabel import Skala, biaya, tabel_skala
from tests.unit.bench.hasil import berbiaya, jalan

HASIL = [
    *(jalan("alurizin", 1, 4.0), jalan("lantai-biasa", 1, 2.0)),
    *(jalan("alurizin", 2, 5.0), jalan("lantai-biasa", 2, 2.0)),
]
LENGKAP = [
    satu
    for ke, dicuri in enumerate((0.0, 0.3), 1)
    for satu in (
        berbiaya("alurizin", ke, 106.0, dicuri),
        berbiaya("alurizin-satu-proses", ke, 104.5),
        berbiaya("lantai-biasa", ke, 105.0),
        berbiaya("lantai-berkelompok", ke, 103.0),
    )
]
"""One that is measured in all its forms, enough to fill its columns."""

BESAR = BerkasBesar(52_428_800, 0.12, 1.33, 106.1, 106.1)


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
    lain = isi["langkah_per_detik_terhadap"]["alurizin"]
    assert lain == {"lantai-biasa": {"median": 0.45, "terkecil": 0.4, "terbesar": 0.5}}


def test_what_an_application_costs_is_told_before_anything_else() -> None:
    """In the document, and in the tables; against the plain floor, each round against its own."""
    isi = dokumen(LENGKAP, {})
    assert next(iter(isi["ringkasan"]["alurizin"])) == "cpu_pekerja_ms_per_permohonan"
    assert isi["cpu_pekerja_terhadap_lantai"]["alurizin-satu-proses"]["median"] == 0.995
    pertama = teks(semua_tabel(LENGKAP)[0])
    assert pertama.startswith("CPU pekerja, ms tiap permohonan")
    assert "106,0  (106,0–106,0)" in pertama
    assert "1,01  (1,01–1,01)" in pertama


def test_runs_that_the_host_disturbed_are_told_and_also_left_out() -> None:
    judul = [str(tabel.title) for tabel in semua_tabel(LENGKAP)]
    assert judul[1] == "CPU pekerja, hanya jalan yang tidak terganggu"
    alurizin = teks(semua_tabel(LENGKAP)[1]).splitlines()[4]
    assert alurizin.split("|")[-2].strip() == "1"
    tenang = [replace(satu, dicuri=0.0) for satu in LENGKAP]
    assert len(semua_tabel(tenang)) == len(judul) - 1


def test_the_targets_are_judged_by_what_one_process_of_all_roles_takes() -> None:
    murah = [
        *(berbiaya("alurizin-satu-proses", 1, 44.0), berbiaya("lantai-biasa", 1, 50.0)),
        *(berbiaya("alurizin", 1, 90.0),),
    ]
    cpu, cpu_di_mana_pun, memori = semua_sasaran(murah)
    assert (cpu.nilai, cpu.batas, cpu.tercapai) == (0.88, 0.9, True)
    assert cpu_di_mana_pun.nilai == pytest.approx((44 + 27.5) / (50 + 27.5))
    assert not cpu_di_mana_pun.tercapai
    assert (memori.nilai, memori.batas, memori.tercapai) == (170.0, 130.0, False)
    assert semua_sasaran(HASIL) == []


def test_the_tables_fit_an_ordinary_terminal() -> None:
    skala = Skala(LENGKAP, LENGKAP, Riwayat(100, 17.1, 52.2, 181_000), BESAR)
    for tabel in (*semua_tabel(LENGKAP), *tabel_skala(skala)):
        ditulis = teks(tabel)
        assert "…" not in ditulis
        assert max(map(len, ditulis.splitlines())) <= 80
    assert "22,5  (20,0–25,0)" in teks(tabel_laju(HASIL))


def test_a_table_can_be_pasted_as_it_is() -> None:
    """A line of columns, a line of dashes, and a line a contestant."""
    judul, *baris = [b.strip() for b in teks(tabel_cpu(HASIL, "Judul")).splitlines() if b.strip()]
    assert judul == "Judul"
    assert all(satu.startswith("|") and satu.endswith("|") for satu in baris)
    assert set(baris[1]) == {"|", "-"}
    assert len(baris) == 4


def test_memory_of_all_workers_is_told_in_full_and_by_what_they_share() -> None:
    """Two of 80 and 90 MiB, of which 50 and 60 are their own share."""
    sel = [satu.strip() for satu in teks(tabel_memori(HASIL)).splitlines()[4].split("|")]
    assert sel[1:-1] == ["alurizin", "2", "170", "110", "90"]


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
    assert "satu-satu" in teks(tabel_latensi(semua))


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
    semua = semua_peserta(rekam())
    assert list(semua) == [
        *("alurizin", "alurizin-satu-proses", "alurizin-surat", "satu-proses-surat"),
        *("lantai-biasa", "lantai-berkelompok"),
        *("celery-threads", "celery-prefork", "dramatiq-threads", "dramatiq-gevent", "taskiq"),
    ]
    assert [len(semua[nama].proses) for nama in ("alurizin", "alurizin-satu-proses")] == [7, 1]
    assert semua["alurizin-satu-proses"].kali_siap == 7
