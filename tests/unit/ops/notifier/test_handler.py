"""What becomes of one message of a channel's queue."""

from datetime import timedelta

import pytest

from ops.notifier.courier import AlertHandler, Courier, Gathering
from ops.notifier.errors import GagalSementara, GagalTetap
from ops.notifier.rhythm import Rhythm, Tempo
from ops.notifier.saluran import SaluranWebhook
from shared.errors import KodeTolak
from shared.store.memory_watch import MemoryKabarStore
from shared.worker.outcome import Outcome
from tests.alerts import keseluruhan, pelanggaran
from tests.unit.ops.notifier.doubles import SALURAN, Receiver

TERDETEKSI = pelanggaran().terdeteksi_pada
SEMENIT, SEHARI = timedelta(minutes=1), timedelta(hours=25)


class Bench:
    def __init__(
        self, saluran: SaluranWebhook = SALURAN, *failures: Exception, usia: timedelta = SEMENIT
    ) -> None:
        self.receiver = Receiver(list(failures))
        rhythm = Rhythm("satu", Tempo(awal=0.01, terlama=0.01, giliran=0.02))
        self.courier = Courier("satu", self.receiver, MemoryKabarStore(), Gathering(), rhythm)
        self.handle = AlertHandler(saluran, self.courier, lambda: TERDETEKSI + usia)


def filtered(**saring: tuple[str, ...]) -> SaluranWebhook:
    return SALURAN.model_copy(update=saring)


async def test_a_delivered_alert_is_done() -> None:
    assert await Bench().handle(pelanggaran()) == Outcome()


@pytest.mark.parametrize(
    ("saluran", "diterima"),
    [
        (SALURAN, 4),
        (filtered(tingkat=("terlampaui",)), 3),
        (filtered(tingkat=("mendekati", "terlampaui")), 4),
        (filtered(pelaksana=("kabid",)), 1),
        (filtered(pelaksana=("keseluruhan",)), 1),
        (filtered(sop=("izin-paud",)), 1),
        (filtered(tingkat=("terlampaui",), pelaksana=("frontoffice",), sop=("izin-lain",)), 0),
    ],
)
async def test_what_a_channel_does_not_want_is_done_without_a_word(
    saluran: SaluranWebhook, diterima: int
) -> None:
    bench = Bench(saluran)
    for kabar in (
        pelanggaran(1),
        pelanggaran(2, tingkat="mendekati"),
        keseluruhan(3),
        pelanggaran(4, pelaksana="kabid", sop="izin-paud"),
    ):
        assert await bench.handle(kabar) == Outcome()
    assert len(bench.receiver.taken) == diterima


async def test_a_refusal_is_put_aside_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = await Bench(SALURAN, GagalTetap("penerima menolak dengan kode 400")).handle(
        pelanggaran()
    )
    assert outcome.ditolak is not None
    assert outcome.simpan
    assert outcome.ditolak.kode is KodeTolak.KABAR_TIDAK_TERKIRIM
    assert str(outcome.ditolak) == "saluran satu: penerima menolak dengan kode 400"
    log = capsys.readouterr().out
    assert "error" in log
    assert "kabar_gagal" in log
    assert "IKP-2026-000041" in log


async def test_a_young_alert_is_handed_back_to_be_tried_again() -> None:
    outcome = await Bench(SALURAN, *(GagalSementara("tutup") for _ in range(99))).handle(
        pelanggaran()
    )
    assert outcome == Outcome(tunda=True)


async def test_an_old_one_is_put_aside_after_a_whole_turn_of_tries() -> None:
    bench = Bench(SALURAN, *(GagalSementara("tutup") for _ in range(99)), usia=SEHARI)
    outcome = await bench.handle(pelanggaran())
    assert outcome.ditolak is not None
    assert "tutup" in str(outcome.ditolak)
    assert bench.receiver.tries >= 2


async def test_an_old_one_is_delivered_when_the_channel_takes_it() -> None:
    bench = Bench(usia=SEHARI)
    assert await bench.handle(pelanggaran()) == Outcome()
    assert len(bench.receiver.taken) == 1


async def test_nothing_is_put_aside_because_we_stop() -> None:
    bench = Bench(SALURAN, *(GagalSementara("tutup") for _ in range(99)), usia=SEHARI)
    bench.courier.stop()
    assert await bench.handle(pelanggaran()) == Outcome(tunda=True)
    assert bench.receiver.tries == 1
