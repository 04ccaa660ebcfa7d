"""The questions an officer is asked, and what becomes of the answers."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from izin.cli.terminal import Cancelled, EndOfInput, Terminal
from izin.cli.tugas_questions import Dialogue
from shared.contracts import Tugas
from shared.kantor.tugas import Decision
from tests.builders import BATAS_BYTES, PETUGAS, Perjalanan, pdf
from tests.unit.kantor.tugas import tugas_of


class Scripted(Terminal):
    """Answers from a list; what was printed is kept."""

    def __init__(self, answers: Sequence[str]) -> None:
        self.written = io.StringIO()
        super().__init__(Console(file=self.written, width=200))
        self._answers = list(answers)

    async def _line(self) -> str:
        if not self._answers:
            raise EndOfInput
        return self._answers.pop(0)


async def decide(tugas: Tugas, putusan: str, *answers: str) -> tuple[Decision, str]:
    terminal = Scripted(answers)
    pilihan = next(p for p in tugas.pilihan if p.putusan == putusan)
    decision = await Dialogue(terminal, tugas, BATAS_BYTES).decision(pilihan, PETUGAS)
    assert terminal._answers == []
    return decision, terminal.written.getvalue()


async def test_accepting_asks_for_a_verdict_on_each_document() -> None:
    tugas = tugas_of(Perjalanan())
    answers = ["terima"] * len(tugas.dokumen)
    decision, said = await decide(tugas, "terima", *answers, "", "ya")
    assert [v.kode for v in decision.verdik] == [d.kode for d in tugas.dokumen]
    assert all(v.diterima for v in decision.verdik)
    assert "TERIMA IKP-2026-000001: Teruskan ke Back Office" in said


async def test_a_rejected_document_needs_a_reason_and_the_rest_can_be_accepted_at_once() -> None:
    tugas = tugas_of(Perjalanan())
    decision, said = await decide(tugas, "tolak", "to", "", "buram", "semua", "", "ya")
    first, *rest = decision.verdik
    assert (first.diterima, first.alasan) == (False, "buram")
    assert all(v.diterima for v in rest)
    assert "DITOLAK: buram" in said


async def test_a_rejection_of_what_was_accepted_is_asked_about_before_the_reason() -> None:
    tugas = tugas_of(Perjalanan())
    for answer in ("", "ya", "terima"):
        with pytest.raises(Cancelled):
            await decide(tugas, "tolak", "semua", answer)
    decision, said = await decide(tugas, "tolak", "semua", "tolak", "alamat keliru", "ya")
    assert (decision.putusan, decision.catatan) == ("tolak", "alamat keliru")
    assert "Semua dokumen diterima dan lengkap, tetapi putusannya tolak." in said


async def test_a_return_of_what_is_incomplete_contradicts_nothing() -> None:
    tugas = tugas_of(Perjalanan(tanpa=("nib",)))
    decision, _ = await decide(tugas, "tolak", "semua", "nib belum ada", "ya")
    assert decision.putusan == "tolak"


async def test_a_reason_that_nobody_can_see_is_none() -> None:
    tugas = tugas_of(Perjalanan().sampai(3))
    decision, said = await decide(tugas, "kembalikan", "\u200b", "periksa ulang", "ya")
    assert decision.catatan == "periksa ulang"
    assert "Belum diisi" in said


async def test_nothing_is_accepted_while_a_document_is_rejected() -> None:
    tugas = tugas_of(Perjalanan())
    with pytest.raises(Cancelled):
        await decide(tugas, "terima", "tolak", "buram", "semua")


async def test_nothing_is_judged_for_an_acceptance_that_cannot_be() -> None:
    with pytest.raises(Cancelled):
        await decide(tugas_of(Perjalanan(tanpa=("nib",))), "terima")


async def test_verdicts_are_kept_when_the_officer_chooses_again_and_dropped_when_asked() -> None:
    tugas = tugas_of(Perjalanan())
    terima, tolak = (next(p for p in tugas.pilihan if p.putusan == n) for n in ("terima", "tolak"))
    answers = ["tolak", "buram", "semua", "", "ya", "", "ulang", "semua", "", "ya"]
    dialogue = Dialogue(Scripted(answers), tugas, BATAS_BYTES)
    with pytest.raises(Cancelled):
        await dialogue.decision(terima, PETUGAS)
    kept = await dialogue.decision(tolak, PETUGAS)
    assert sum(not v.diterima for v in kept.verdik) == 1
    with pytest.raises(Cancelled):
        await dialogue.decision(tolak, PETUGAS)
    assert all(v.diterima for v in (await dialogue.decision(terima, PETUGAS)).verdik)


async def test_anything_but_yes_sends_nothing() -> None:
    tugas = tugas_of(Perjalanan().sampai(3))
    for answer in ("", "y", "tidak"):
        with pytest.raises(Cancelled):
            await decide(tugas, "terima", "", answer)


async def test_sending_back_asks_why_until_it_is_said() -> None:
    tugas = tugas_of(Perjalanan().sampai(3))
    decision, _ = await decide(tugas, "kembalikan", "", "  ", "periksa ulang", "ya")
    assert decision.catatan == "periksa ulang"


async def test_an_output_is_asked_for_until_it_is_the_right_file(tmp_path: Path) -> None:
    good, picture = tmp_path / "sk.pdf", tmp_path / "sk.jpg"
    good.write_bytes(pdf("sk"))
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    tugas = tugas_of(Perjalanan().sampai(5))
    answers = ("tidak-ada.pdf", str(picture), str(good), "", "ya")
    decision, said = await decide(tugas, "terima", *answers)
    assert [file.path for file in decision.outputs] == [good]
    assert "tidak dapat dibaca" in said and "yang diizinkan PDF" in said


async def test_an_officer_without_the_output_can_go_back(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        await decide(tugas_of(Perjalanan().sampai(5)), "terima", "batal")


async def test_whoever_returns_to_the_applicant_can_point_at_documents() -> None:
    tugas = tugas_of(Perjalanan().sampai(4))
    decision, _ = await decide(tugas, "kembalikan", "nib , ktp-pendiri", "a", "b", "", "ya")
    assert [(v.kode, v.alasan) for v in decision.verdik] == [("nib", "a"), ("ktp-pendiri", "b")]


async def test_a_document_that_is_not_there_cannot_be_pointed_at() -> None:
    with pytest.raises(Cancelled):
        await decide(tugas_of(Perjalanan().sampai(4)), "kembalikan", "paspor")


async def test_a_word_can_be_begun_only() -> None:
    terminal = Scripted(["", "t", "x", "to"])
    assert await terminal.choose("?", ("terima", "tolak")) == "tolak"
    assert "Tulis salah satu" in terminal.written.getvalue()


async def test_the_end_of_the_input_ends_the_dialogue() -> None:
    with pytest.raises(EndOfInput):
        await decide(tugas_of(Perjalanan()), "terima", "terima")
