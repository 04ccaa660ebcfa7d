"""Each command's last line: the one by which whoever has the application goes on."""

import pytest

from izin.cli.berikutnya import next_command, tell_next
from tests.builders import PAUD, Perjalanan

NOMOR = "PAUD-2026-000001"


@pytest.mark.parametrize(
    ("langkah", "said"),
    [
        (2, f"Sebagai Front Office: izin tugas frontoffice --nomor {NOMOR}"),
        (8, f"Sebagai Kepala Dinas: izin tugas kepaladinas --nomor {NOMOR}"),
        (9, f"Sebagai Pemohon: izin tugas pemohon --nomor {NOMOR}"),
    ],
)
def test_a_step_leads_to_its_own_desk(langkah: int, said: str) -> None:
    case = Perjalanan(PAUD).sampai(langkah)
    assert next_command(case.permohonan, case.sop) == said


def test_what_was_sent_back_leads_to_the_correction() -> None:
    case = Perjalanan(PAUD)
    case.putus("tolak")
    said = f"Sebagai Pemohon: izin ajukan FOLDER --nomor {NOMOR}"
    assert next_command(case.permohonan, case.sop) == said


def test_the_end_leads_to_the_sk(capsys: pytest.CaptureFixture[str]) -> None:
    case = Perjalanan(PAUD)
    while case.permohonan.langkah:
        case.putus()
    tell_next(case.permohonan, case.sop)
    assert capsys.readouterr().err == f"Ambil berkasnya: izin unduh {NOMOR} surat-keputusan\n"
