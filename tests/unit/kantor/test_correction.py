"""A correction from a folder: only what is new travels, and nothing new is no correction."""

from pathlib import Path

from shared.contracts import Verdik
from shared.kantor.ajukan import (
    Form,
    already_applied,
    changed_files,
    derived_id,
    open_putaran,
    says_nothing,
    unaddressed,
)
from shared.kantor.berkas import LocalFile, measure
from tests.builders import BATAS_BYTES, KURSUS, Perjalanan

REJECTED = "ktp-pendiri"


def returned(tanpa: tuple[str, ...] = ()) -> Perjalanan:
    """Sent back by Front Office for one document."""
    case = Perjalanan(KURSUS, tanpa)
    verdik = tuple(
        Verdik(
            kode=d.kode, diterima=d.kode != REJECTED, alasan="" if d.kode != REJECTED else "buram"
        )
        for d in case.permohonan.dokumen
    )
    case.putus("tolak", verdik=verdik)
    return case


def form_of(case: Perjalanan) -> Form:
    permohonan = case.permohonan
    return Form(
        pemohon=permohonan.pemohon, lembaga=permohonan.lembaga, isian=dict(permohonan.isian)
    )


def file(folder: Path, kode: str, content: str = "") -> LocalFile:
    """With the content that the builders gave the submitted one, unless another is asked for."""
    path = folder / f"{kode}.pdf"
    path.write_bytes((content or kode).encode())
    return measure(kode, path, BATAS_BYTES)


def test_only_files_that_differ_are_sent(tmp_path: Path) -> None:
    case = returned()
    same, new = file(tmp_path, "nib"), file(tmp_path, REJECTED, "jelas")
    assert changed_files(case.permohonan, [same, new]) == (new,)


def test_the_putaran_is_the_one_that_waits() -> None:
    assert open_putaran(returned().permohonan) == 2


def test_what_was_asked_for_and_is_not_sent_is_named(tmp_path: Path) -> None:
    case = returned(tanpa=("nib",))
    sent = [file(tmp_path, REJECTED, "jelas")]
    assert [p.kode for p in unaddressed(case.permohonan, form_of(case), sent)] == ["nib"]


def test_a_folder_with_nothing_new_corrects_nothing(tmp_path: Path) -> None:
    case = returned()
    form = form_of(case)
    assert says_nothing(case.permohonan, form, [])
    assert not says_nothing(case.permohonan, form, [file(tmp_path, REJECTED, "jelas")])
    other = form.model_copy(update={"isian": {**form.isian, "nib": "lain"}})
    assert not says_nothing(case.permohonan, other, [])


def test_a_correction_that_stands_is_known_again(tmp_path: Path) -> None:
    case = returned()
    form, files = form_of(case), [file(tmp_path, REJECTED, "jelas")]
    assert not already_applied(case.permohonan, form, files, None)
    kunci = derived_id(form, KURSUS, files, case.permohonan.nomor, 2)
    case.perbaiki([case.lemari.berkode(REJECTED, "jelas")], pengajuan_id=kunci)
    assert already_applied(case.permohonan, form, files, None)
    assert already_applied(case.permohonan, form, files, 2)
    assert not already_applied(case.permohonan, form, [file(tmp_path, REJECTED, "lain")], None)


def test_after_another_return_the_old_folder_is_not_taken_for_an_answer(tmp_path: Path) -> None:
    case = returned()
    form, files = form_of(case), [file(tmp_path, REJECTED, "jelas")]
    kunci = derived_id(form, KURSUS, files, case.permohonan.nomor, 2)
    case.perbaiki([case.lemari.berkode(REJECTED, "jelas")], pengajuan_id=kunci)
    case.putus("tolak", verdik=(Verdik(kode=REJECTED, diterima=False, alasan="masih buram"),))
    assert not already_applied(case.permohonan, form, files, None)
    assert says_nothing(case.permohonan, form, changed_files(case.permohonan, files))
