"""A task and an application on a terminal of 80 columns."""

import io
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from izin.cli import lihat_view as look_view
from izin.cli.lihat import chain_problem, facts, owed
from izin.cli.tugas_view import Frame, meaning, print_task
from shared.contracts import Pemohon, Petugas, Tugas
from shared.kantor.lihat import Known, reckon
from shared.kantor.tugas import Limit, Moment
from shared.permohonan import segel
from tests.builders import PEMOHON, Perjalanan, kalender, petugas
from tests.register import DASAR, daftar, teks_mandat, teks_petugas, teks_semua
from tests.unit.kantor.tugas import tugas_of

WITA = ZoneInfo("Asia/Makassar")


def shown(case: Perjalanan, *, complete: bool = False) -> str:
    limit = Limit(None, case.kini + timedelta(minutes=8))
    return task_text(tugas_of(case), Frame(limit, Moment(case.kini, kalender()), complete=complete))


def task_text(tugas: Tugas, frame: Frame) -> str:
    target = io.StringIO()
    print_task(Console(file=target, width=80), tugas, frame)
    return target.getvalue()


def application(case: Perjalanan, capsys: pytest.CaptureFixture[str]) -> str:
    broken = chain_problem(case.permohonan)
    clock = None if broken else reckon(case.permohonan, case.sop, Known(case.kini, kalender()))
    how = look_view.How(WITA, complete=False, kini=case.kini, clock=clock)
    look_view.print_application(case.permohonan, case.sop, broken, how)
    return capsys.readouterr().out


@pytest.mark.parametrize("langkah", range(2, 10))
def test_no_task_is_wider_than_80_columns(langkah: int) -> None:
    text = shown(Perjalanan().sampai(langkah))
    assert max(map(len, text.splitlines())) <= 80


def test_a_task_shows_what_is_there_what_is_missing_and_every_way_out() -> None:
    text = shown(Perjalanan(tanpa=("nib",)))
    for expected in (
        "ktp-pendiri",
        "belum dinilai",
        "Belum ada",
        "nib",
        "Pilihan",
        "10 Menit",
    ):
        assert expected in text
    assert "Teruskan ke Back Office" in text


def changed_case() -> Perjalanan:
    """Sent back for one document, and corrected by somebody with another NIK."""
    case = Perjalanan(tanpa=("nib",))
    case.putus("tolak", catatan="")
    lain = PEMOHON.model_copy(update={"nik": "6372999999999999", "surel": "lain@contoh.id"})
    case.perbaiki([case.lemari.berkode("nib")], pemohon=lain)
    return case


def test_a_change_that_nobody_asked_for_is_shown_with_the_old_value_and_what_follows() -> None:
    text = shown(changed_case(), complete=True)
    assert max(map(len, text.splitlines())) <= 80
    flat = " ".join(text.split())
    assert f"NIK pemohon: {PEMOHON.nik} → 6372999999999999 (tidak diminta)" in flat
    assert f"Surel pemohon: {PEMOHON.surel} → lain@contoh.id (tidak diminta)" in flat
    assert "Tidak diminta: dokumen yang sudah diterima dinilai lagi." in flat
    masked = " ".join(shown(changed_case()).split())
    assert "NIK pemohon: *************001 → *************999" in masked


def test_the_history_of_an_application_keeps_the_old_value(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = changed_case()
    case.putus()
    text = " ".join(application(case, capsys).split())
    assert "NIK pemohon: *************001 → *************999 (tidak diminta)" in text


def test_the_due_instant_is_told_in_the_office_s_zone_with_what_is_left() -> None:
    assert "Sen 5 Jan 2026 09.09.00 WITA, sisa 8 menit waktu kantor" in shown(Perjalanan())


def test_an_added_route_is_marked_with_why() -> None:
    text = " ".join(shown(Perjalanan().sampai(6)).split())
    assert "[tambahan, tidak ada di SOP: draft SK perlu dikoreksi Back Office]" in text


def test_an_owed_output_is_named_at_its_choice() -> None:
    text = " ".join(shown(Perjalanan().sampai(4)).split())
    assert "harus disertai bapl, rekomendasi" in text


def to_be_signed() -> Tugas:
    return Tugas.model_validate_json(Path("tests/samples/tugas-tanda-tangani.json").read_text())


def test_what_the_system_makes_is_not_asked_of_the_officer() -> None:
    tugas = to_be_signed()
    frame = Frame(Limit(None, None), Moment(tugas.dibuka_pada, kalender()))
    text = " ".join(task_text(tugas, frame).split())
    assert "surat-keputusan dibuat, dinomori dan ditandatangani sistem atas nama Anda" in text
    assert "harus disertai" not in text
    unsigned = [one.model_copy(update={"tanda_tangan": None}) for one in tugas.keluaran]
    tugas = tugas.model_copy(update={"keluaran": tuple(unsigned)})
    text = " ".join(task_text(tugas, frame).split())
    assert "surat-keputusan dibuat sistem" in text


def test_a_choice_says_its_meaning_in_the_office_s_names() -> None:
    terima = tugas_of(Perjalanan()).pilihan[0]
    assert meaning(terima).startswith("Teruskan ke Back Office (langkah 3")


def test_numbers_of_the_applicant_are_masked_unless_all_is_asked_for() -> None:
    assert PEMOHON.nik not in shown(Perjalanan())
    assert PEMOHON.telepon not in shown(Perjalanan())
    assert PEMOHON.nik in shown(Perjalanan(), complete=True)


def test_a_name_with_markup_and_escapes_is_shown_as_it_is() -> None:
    case = Perjalanan()
    pemohon = Pemohon(**{**PEMOHON.model_dump(), "nama": "[red]Siti\x1b[31m"})
    case.permohonan = case.permohonan.model_copy(update={"pemohon": pemohon})
    assert "[red]Siti\ufffd[31m" in shown(case)


def test_an_application_shows_where_it_is_and_its_whole_history(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = Perjalanan().sampai(4)
    text = application(case, capsys)
    for expected in (
        case.permohonan.nomor,
        "Dinas Teknis",
        "4 Hari menurut SOP",
        "rantai riwayat utuh",
    ):
        assert expected.lower() in text.lower()
    assert text.count("→") == 3
    assert PEMOHON.nik not in text


def test_a_finished_application_waits_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    case = Perjalanan()
    while case.permohonan.langkah is not None:
        case.putus()
    assert "selesai" in application(case, capsys)
    assert owed(case.permohonan, case.sop) == []


def test_a_changed_past_is_told_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    case = Perjalanan().sampai(4)
    first, *rest = case.permohonan.riwayat
    forged = first.model_copy(update={"putusan": "tolak"})
    case.permohonan = case.permohonan.model_copy(update={"riwayat": (forged, *rest)})
    text = application(case, capsys)
    assert "PUTUS" in text
    assert "tidak dihitung dari riwayat yang rusak" in text
    assert "Buku waktu" not in text
    assert "entri 0" in chain_problem(case.permohonan)


def test_the_facts_for_scripts_mask_numbers_and_say_what_is_owed() -> None:
    case = Perjalanan(tanpa=("nib",)).sampai(2)
    told = facts(case.permohonan, case.sop, "", complete=False)
    assert told["pemohon"]["nik"] == "*" * 13 + "001"
    assert told["rantai_utuh"] is True
    assert [k["kode"] for k in told["kekurangan"]] == ["nib"]
    assert [h["kode"] for h in told["output_ditunggu"]] == ["berkas-diperiksa"]
    assert facts(case.permohonan, case.sop, "", complete=True)["pemohon"]["nik"] == PEMOHON.nik


def test_whoever_stood_in_is_shown_with_the_order_it_rests_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = Perjalanan()
    case.daftar = daftar(
        teks_semua(teks_petugas("wakil.1", "Wakil Contoh"), kecuali="kepaladinas"),
        teks_mandat("wakil.1", "kepaladinas", "sejak = 2026-01-05\nsampai = 2026-01-05"),
    )
    case.sampai(8).putus(petugas=Petugas(id="wakil.1", nama="Wakil Contoh"))
    text = " ".join(application(case, capsys).split())
    assert "Plh Kepala Dinas (Wakil Contoh), tanda tangani: terima" in text
    assert DASAR in text
    assert "Sekretaris (Petugas Sekretaris), setujui: terima" in text
    assert "diragukan" not in text


def test_an_approval_of_the_own_draft_shows_whenever_it_came_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = Perjalanan().sampai(7)
    *earlier, last = case.permohonan.riwayat
    forged = last.model_copy(update={"oleh": petugas("backoffice")})
    case.permohonan = case.permohonan.model_copy(update={"riwayat": (*earlier, segel(forged))})
    text = " ".join(application(case, capsys).split())
    assert "Wewenang diragukan: entri 5: Petugas Backoffice mengesahkan draf" in text
    (problem,) = facts(case.permohonan, case.sop, "", complete=False)["wewenang_masalah"]
    assert problem in text


def test_an_instant_that_was_not_believed_stands_in_the_history(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = Perjalanan()
    case.kini += timedelta(minutes=30)
    case.putus(diputuskan_pada=case.kini - timedelta(days=90))
    text = " ".join(application(case, capsys).split())
    assert "menurut pengirim" in text
    assert "dihitung sejak diterima" in text
