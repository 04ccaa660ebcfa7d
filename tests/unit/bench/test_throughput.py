"""Runs in turn, and what becomes of one that does not count."""

from dataclasses import replace
from typing import Any, cast

import pytest

from bench.kecepatan.hasil import Hasil
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.laju import baris_jalan, ukur_laju, ukur_sebisanya
from bench.kecepatan.pekerja import PengukuranGagal
from bench.kecepatan.peserta import Peserta
from bench.pesanan import Pesanan
from tests.unit.bench.hasil import jalan

PESERTA = {nama: Peserta(nama, (), ()) for nama in ("alurizin", "rapuh")}


def jalankan(peserta: Peserta, putaran: int, _: Pesanan) -> Hasil:
    """The fragile one does its work in the first round only."""
    if peserta.nama == "rapuh" and putaran > 1:
        raise PengukuranGagal("rapuh tidak siap")
    return jalan(peserta.nama, putaran, 4.0)


JALAN = cast("Jalan", jalankan)


def test_one_that_fails_does_not_cost_the_others_their_figures() -> None:
    gagal: list[PengukuranGagal] = []
    kabar: list[str] = []
    hasil = ukur_sebisanya(JALAN, (PESERTA, 2), Pesanan(1), kabar.append, gagal.append)
    assert [(satu.putaran, satu.peserta) for satu in hasil] == [
        *((1, "alurizin"), (1, "rapuh"), (2, "alurizin")),
    ]
    assert [str(satu) for satu in gagal] == ["rapuh tidak siap"]
    assert len(kabar) == 3


def test_where_every_run_is_needed_the_first_failure_ends_it() -> None:
    diam: Any = lambda _: None  # noqa: E731
    with pytest.raises(PengukuranGagal, match="rapuh"):
        ukur_laju(JALAN, PESERTA, 2, Pesanan(1), diam)


def test_the_line_of_a_run_tells_its_cost_before_its_rate() -> None:
    baris = baris_jalan(jalan("celery", 1, 10))
    assert 0 < baris.index("10.0 ms CPU pekerja") < baris.index("10.0 permohonan/detik")


def test_a_run_from_which_others_took_the_machine_says_so() -> None:
    assert "dicuri" not in baris_jalan(jalan("celery", 1, 10))
    assert "(30% dari mesin dicuri)" in baris_jalan(replace(jalan("celery", 1, 10), dicuri=0.3))
