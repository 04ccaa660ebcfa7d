"""From an officer's choice to a Putusan."""

from datetime import timedelta
from pathlib import Path

import pytest

from shared.alur import FaktaBerkas
from shared.contracts import Petugas
from shared.errors import KodeTolak, PutusanDitolak
from shared.kantor.berkas import LocalFile, measure
from shared.kantor.letter_text import LetterText
from shared.kantor.tugas import Decision, meja, rehearse
from shared.store.memory import MemoryPermohonanStore
from tests.builders import BATAS_BYTES, PAGI, PAUD, PETUGAS, Perjalanan, pdf
from tests.unit.kantor.doubles import kantor_of_doubles
from tests.unit.kantor.tugas import tugas_of

PDF = "application/pdf"

OTHER = Petugas(id="2", nama="Lain")


LATER = PAGI + timedelta(minutes=7)


def test_the_same_decision_has_the_same_key_whenever_it_is_made_or_sent() -> None:
    tugas = tugas_of(Perjalanan())
    first = Decision("terima", PETUGAS, opened=PAGI).message(tugas, [], PAGI)
    again = Decision("terima", PETUGAS, opened=LATER).message(tugas, [], LATER)
    assert first.putusan_id == again.putusan_id


def test_it_says_when_the_task_was_opened_and_when_it_was_decided() -> None:
    tugas = tugas_of(Perjalanan())
    putusan = Decision("terima", PETUGAS, opened=PAGI).message(tugas, [], LATER)
    assert (putusan.mulai_pada, putusan.diputuskan_pada) == (PAGI, LATER)
    assert Decision("terima", PETUGAS).message(tugas, [], LATER).mulai_pada is None


def test_another_officer_or_note_is_another_decision() -> None:
    tugas = tugas_of(Perjalanan())
    decisions = [
        Decision("terima", PETUGAS),
        Decision("terima", OTHER),
        Decision("terima", PETUGAS, catatan="segera"),
        Decision("tolak", PETUGAS),
    ]
    assert len({one.message(tugas, [], PAGI).putusan_id for one in decisions}) == len(decisions)


def test_it_is_about_the_step_of_the_task() -> None:
    case = Perjalanan()
    putusan = Decision("terima", PETUGAS).message(tugas_of(case), [], PAGI)
    assert (putusan.langkah, putusan.putaran, putusan.pelaksana) == (2, 1, "frontoffice")
    assert putusan.permohonan_id == case.permohonan.id


def test_an_approval_names_the_very_draft_and_a_return_does_not() -> None:
    case = Perjalanan().sampai(6)
    tugas = tugas_of(case)
    assert tugas.atas is not None
    approved = Decision("terima", PETUGAS).message(tugas, [], PAGI)
    returned = Decision("kembalikan", PETUGAS, catatan="salah ketik").message(tugas, [], PAGI)
    assert (approved.atas, returned.atas) == (tugas.atas.berkas.sha256, None)
    case.terapkan(approved)


def test_a_decision_with_its_files_stands_before_the_rules(tmp_path: Path) -> None:
    case = Perjalanan().sampai(4)
    tugas = tugas_of(case)
    files = []
    for kode in ("bapl", "rekomendasi"):
        (tmp_path / kode).write_bytes(pdf(kode))
        files.append(measure(kode, tmp_path / kode, BATAS_BYTES))
    hasil = [file.as_document(f"{i:024x}") for i, file in enumerate(files)]
    case.lemari.fakta |= {
        h.berkas.berkas_id: file.facts for h, file in zip(hasil, files, strict=True)
    }
    case.terapkan(Decision("terima", PETUGAS, outputs=files).message(tugas, hasil, PAGI))
    assert case.permohonan.langkah is not None
    assert case.permohonan.langkah.no == 5


async def test_the_tool_says_before_sending_that_an_output_is_the_applicants_own_file() -> None:
    case = Perjalanan().sampai(4)
    office = kantor_of_doubles(MemoryPermohonanStore())
    await office.permohonan.insert(case.permohonan)
    milik = next(d.berkas for d in case.permohonan.dokumen if d.berkas.media_type == PDF)
    fakta = FaktaBerkas(milik.ukuran_bytes, PDF, milik.sha256)
    lain = FaktaBerkas(7, PDF, "7" * 64)
    outputs = [
        LocalFile("bapl", Path("bapl.pdf"), fakta),
        LocalFile("rekomendasi", Path("rekomendasi.pdf"), lain),
    ]
    decision = Decision("terima", PETUGAS, outputs=outputs)
    with pytest.raises(PutusanDitolak, match="'bapl' adalah berkas yang sama dengan dokumen") as no:
        await rehearse(meja(office, "dinasteknis"), tugas_of(case), decision)
    assert no.value.kode is KodeTolak.OUTPUT_KURANG


async def test_the_text_of_a_letter_is_tried_before_it_is_sent(tmp_path: Path) -> None:
    case = Perjalanan(PAUD).sampai(5)
    store = MemoryPermohonanStore()
    await store.insert(case.permohonan)
    desk = meja(kantor_of_doubles(store), "backoffice")
    tugas = await desk.task(case.permohonan)
    assert tugas is not None and tugas.keluaran[0].surat is not None
    sound = dict(tugas.keluaran[0].surat.awal)
    for isi, defect in ((sound, ""), (sound | {"diktum": []}, "draft-sk.diktum: wajib diisi")):
        letter = LetterText("draft-sk", tmp_path / "draft.toml", isi)
        decision = Decision("terima", case.putusan().petugas, letters=[letter])
        if not defect:
            await rehearse(desk, tugas, decision)
            continue
        with pytest.raises(PutusanDitolak, match=defect) as refused:
            await rehearse(desk, tugas, decision)
        assert refused.value.kode is KodeTolak.ISI_SURAT
