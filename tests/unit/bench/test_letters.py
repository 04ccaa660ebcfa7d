"""Officers of an office that makes its letters: what they send instead of the recorded files."""

import json
from typing import Any

from bench.kecepatan.peserta import BERSURAT, semua_peserta
from bench.petugas.surat import Penulis
from bench.pola.rekam import rekam
from shared.contracts import Putusan
from shared.tindakan import Tindakan
from tests.builders import KURSUS, surat, termuat

POLA = rekam()
SOP = termuat(KURSUS).sop
INSPEKSI, DRAF, PARAF, SK = (
    next(satu.no for satu in SOP.langkah if satu.tindakan is tindakan)
    for tindakan in (
        *(Tindakan.PERIKSA_LAPANGAN, Tindakan.SUSUN_DRAF),
        *(Tindakan.SETUJUI, Tindakan.TANDA_TANGANI),
    )
)


def tugas(no: int) -> dict[str, Any]:
    """As recorded, with the letters that a worker offers."""
    dicatat = POLA.langkah(no).tugas
    assert dicatat is not None
    isi: dict[str, Any] = json.loads(dicatat.isi)
    jenis = {hasil.kode: hasil.surat for hasil in SOP.langkah_ke(no).hasil}
    for keluaran in isi["keluaran"]:
        if kode := jenis[keluaran["kode"]]:
            bidang: dict[str, Any] = {nama: {} for nama in surat().contoh(kode, KURSUS)}
            keluaran["surat"] = {
                "jenis": kode,
                "skema": {"properties": bidang},
                "awal": {"tempat": "Banjarbaru"},
            }
    return isi


def putusan(no: int, diminta: dict[str, Any]) -> Putusan:
    tulisan = Penulis(surat()).tulis(POLA.langkah(no).masuk.isi, json.dumps(diminta).encode())
    return Putusan.dari_json(tulisan)


def test_letters_are_sent_as_text_over_the_words_that_the_task_begins_with() -> None:
    for no in (INSPEKSI, DRAF):
        dikirim = putusan(no, tugas(no))
        for hasil in dikirim.hasil:
            assert hasil.kode in POLA.surat
            assert hasil.berkas is None
            assert hasil.isi is not None
            assert hasil.isi["tempat"] == "Banjarbaru"
            assert len(hasil.isi) > 1
        assert dikirim.hasil


def test_an_output_that_no_letter_is_made_for_stays_a_file_and_so_does_the_sk() -> None:
    tanpa = tugas(INSPEKSI)
    for keluaran in tanpa["keluaran"]:
        keluaran["surat"] = None
    for no, diminta in ((INSPEKSI, tanpa), (SK, tugas(SK))):
        assert [h.isi for h in putusan(no, diminta).hasil] == [None] * len(diminta["keluaran"])


def test_an_approval_is_of_the_draft_that_the_worker_made() -> None:
    diminta = tugas(PARAF)
    diminta["atas"]["berkas"]["sha256"] = "f" * 64
    assert putusan(PARAF, diminta).atas == "f" * 64


def test_they_are_alurizin_itself_and_decided_by_text() -> None:
    semua = semua_peserta(POLA)
    assert {nama for nama, satu in semua.items() if satu.surat} == set(BERSURAT)
