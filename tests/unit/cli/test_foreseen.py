"""Every error that was foreseen has its exit code and says what to do."""

import pytest

from izin.cli.errors import CliError
from izin.cli.exits import Exit
from izin.cli.foreseen import as_cli_error
from shared.embedded import ProgramMissing
from shared.errors import KodeTolak, PutusanDitolak, RiwayatRusak, StoreTidakTerjangkau
from shared.rabbit.declare import TopologiBentrok
from shared.rabbit.errors import (
    AnswerTimeout,
    BrokerUnreachable,
    DeliveryLost,
    HakKurang,
    NotConfirmed,
    NotRouted,
    QueueMissing,
    UnreadableMessage,
)
from shared.readiness import TidakSiap
from shared.sop.errors import Masalah, SopTidakDikenal, SopTidakSah
from shared.store.port import BerkasTerlaluBesar


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SopTidakSah("a.toml", [Masalah(3, "rusak")]), Exit.USAGE),
        (BerkasTerlaluBesar("a.pdf", 10), Exit.USAGE),
        (TopologiBentrok("PRECONDITION_FAILED"), Exit.USAGE),
        (SopTidakDikenal("x", ["y"]), Exit.NOT_FOUND),
        (PutusanDitolak(KodeTolak.OUTPUT_KURANG, "kurang"), Exit.REFUSED),
        (HakKurang("akun 'portal' tidak berhak membaca antrean 'karantina'"), Exit.REFUSED),
        (AnswerTimeout("frontoffice.berkas", 3), Exit.UNREACHABLE),
        (NotRouted("frontoffice.berkas"), Exit.UNREACHABLE),
        (QueueMissing("kabid.tugas"), Exit.UNREACHABLE),
        (BrokerUnreachable("127.0.0.1:5672", "ditolak"), Exit.UNREACHABLE),
        (StoreTidakTerjangkau("AutoReconnect"), Exit.UNREACHABLE),
        (TidakSiap("RabbitMQ"), Exit.UNREACHABLE),
        (NotConfirmed("kabid.putusan", "nack"), Exit.FAILED),
        (UnreadableMessage("kabid.tugas", "m1", ("versi: pilihannya 1",)), Exit.FAILED),
        (DeliveryLost("kabid.tugas"), Exit.FAILED),
        (ProgramMissing("RabbitMQ", "Pasang dahulu."), Exit.FAILED),
        (RiwayatRusak("entri 2"), Exit.FAILED),
    ],
)
def test_a_foreseen_error_has_its_exit_code(error: Exception, code: Exit) -> None:
    told = as_cli_error(error)
    assert isinstance(told, CliError)
    assert told.exit_code is code
    assert told.message


def test_what_nobody_foresaw_keeps_its_traceback() -> None:
    assert as_cli_error(RuntimeError("a defect")) is None


def test_a_server_that_does_not_answer_comes_with_advice() -> None:
    told = as_cli_error(AnswerTimeout("frontoffice.berkas", 3))
    assert told is not None
    assert "izin jalankan semua" in told.remedy
    assert "frontoffice.berkas" in told.message
