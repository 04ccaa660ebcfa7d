"""A Putusan that answers a Tugas, as the contract describes it."""

import pytest

from shared.alur import jawab
from shared.tindakan import NilaiPutusan
from tests.builders import PAGI, Perjalanan, petugas
from tests.unit.kantor.tugas import tugas_of

LANGKAH_SETUJU = 6


def test_it_is_about_the_step_and_putaran_of_the_task() -> None:
    tugas = tugas_of(Perjalanan())
    putusan = jawab(tugas, "terima", petugas(tugas.pelaksana), PAGI, putusan_id="putusan-1")
    assert (putusan.permohonan_id, putusan.langkah, putusan.putaran, putusan.pelaksana) == (
        tugas.permohonan_id,
        tugas.langkah,
        tugas.putaran,
        tugas.pelaksana,
    )


@pytest.mark.parametrize(("nilai", "menyebut"), [("terima", True), ("kembalikan", False)])
def test_it_names_the_draft_only_where_it_accepts_it(nilai: NilaiPutusan, menyebut: bool) -> None:
    tugas = tugas_of(Perjalanan().sampai(LANGKAH_SETUJU))
    assert tugas.atas is not None
    putusan = jawab(
        tugas, nilai, petugas(tugas.pelaksana), PAGI, putusan_id="putusan-1", catatan="salah"
    )
    assert putusan.atas == (tugas.atas.berkas.sha256 if menyebut else None)
