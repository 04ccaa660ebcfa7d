"""The shell: in which order things happen, and what becomes of what cannot be handled."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from shared.akses.penjaga import TANPA_PENJAGA, Penjaga
from shared.alur import Kiriman
from shared.contracts import Jawaban, Pesan
from shared.errors import (
    AlurIzinError,
    Ditolak,
    KodeTolak,
    SkemaLebihBaru,
    StoreTidakTerjangkau,
)
from shared.rabbit.delivery import Envelope
from shared.worker.outcome import Outcome
from shared.worker.shell import COBA_LAGI_GALAT, Route, Shell
from tests.unit.worker.doubles import Ledger, RecordingDelivery, RecordingPublisher

pytestmark = pytest.mark.usefixtures("skipping_time")

SAAT = datetime(2026, 1, 5, tzinfo=UTC)
JAWABAN = Jawaban(menjawab="uji-0001", diterapkan=True, kode="diterapkan", alasan="baik")
KIRIMAN = Kiriman("izin", "kabid.berkas", JAWABAN, "id-1", "k-1", SAAT)
KABAR = Kiriman("izin", "pemohon.pemberitahuan", JAWABAN, "id-2", "k-1", SAAT)
TOLAK = Ditolak(KodeTolak.OUTPUT_KURANG, "bapl belum ada")

Handler = Callable[[Pesan], Awaitable[Outcome]]


def gives(outcome: Outcome) -> Handler:
    async def handler(_: Pesan) -> Outcome:
        return outcome

    return handler


class Bench:
    """A shell around one handler of `Jawaban` messages."""

    def __init__(
        self, handler: Handler, batas_ulang_detik: float = 5, penjaga: Penjaga = TANPA_PENJAGA
    ) -> None:
        self.ledger = Ledger()
        self.publisher = RecordingPublisher(self.ledger)
        self.outages = 0
        self.shell = Shell(
            routes={"Jawaban": Route(Jawaban, handler, lambda _: "kunci")},
            publisher=self.publisher,
            batas_ulang_detik=batas_ulang_detik,
            on_outage=self._outage,
            penjaga=penjaga,
        )

    def _outage(self) -> None:
        self.outages += 1

    async def receive(
        self,
        body: bytes = JAWABAN.ke_json(),
        *,
        reply_to: str | None = None,
        kali: int = 0,
        ack_fails: bool = False,
    ) -> list[str]:
        amplop = Envelope("kabid.putusan", body, "Jawaban", reply_to=reply_to, kali_dikirim=kali)
        await self.shell(RecordingDelivery(self.ledger, amplop, ack_fails))
        return self.ledger.events


async def test_publishes_then_answers_then_acknowledges() -> None:
    bench = Bench(gives(Outcome(kiriman=(KIRIMAN,), jawaban=JAWABAN)))
    assert await bench.receive(reply_to="balasan") == [
        "kirim kabid.berkas",
        "jawab diterapkan",
        "ack",
    ]


async def test_the_first_message_is_written_before_the_others_are_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The next desk waits for it; the answer and the news can wait for the socket."""
    bench = Bench(gives(Outcome(kiriman=(KIRIMAN, KIRIMAN), jawaban=JAWABAN)))
    socket: asyncio.Queue[str] = asyncio.Queue()

    async def writer() -> None:
        while True:
            bench.ledger.events.append(f"tulis {await socket.get()}")

    async def send(kiriman: Kiriman) -> None:
        bench.ledger.events.append("susun")
        await socket.put(kiriman.kunci)

    monkeypatch.setattr(bench.publisher, "send", send)
    writing = asyncio.create_task(writer())
    await asyncio.sleep(0)
    events = await bench.receive(reply_to="balasan")
    writing.cancel()
    assert events[:3] == ["susun", "tulis kabid.berkas", "susun"]


async def test_what_somebody_else_wrote_never_reaches_its_handler() -> None:
    async def handler(_: Pesan) -> Outcome:
        raise AssertionError("handled")

    bench = Bench(handler, penjaga=Penjaga(frozenset({"kabid"})))
    events = await bench.receive(reply_to="balasan")
    assert events == ["karantina bukan_wewenang", "jawab bukan_wewenang", "ack"]


async def test_answers_nobody_who_did_not_ask() -> None:
    bench = Bench(gives(Outcome(jawaban=JAWABAN)))
    assert await bench.receive() == ["ack"]


async def test_does_not_acknowledge_before_a_publish_has_succeeded() -> None:
    bench = Bench(gives(Outcome(kiriman=(KIRIMAN,))))
    bench.publisher.failures = 2
    assert await bench.receive() == ["gagal kirim"] * 2 + ["kirim kabid.berkas", "ack"]


async def test_one_failed_publish_among_several_holds_back_the_acknowledgement() -> None:
    bench = Bench(gives(Outcome(kiriman=(KIRIMAN, KABAR))))
    bench.publisher.fails_once.add(KABAR.kunci)
    semua = ["kirim kabid.berkas", "kirim pemohon.pemberitahuan", "ack"]
    assert await bench.receive() == ["kirim kabid.berkas", "gagal kirim", *semua]


async def test_two_messages_of_one_application_are_handled_one_after_the_other() -> None:
    events: list[str] = []

    async def handler(_: Pesan) -> Outcome:
        events.append("masuk")
        await asyncio.sleep(0.01)
        events.append("keluar")
        return Outcome()

    bench = Bench(handler)
    await asyncio.gather(bench.receive(), bench.receive())
    assert events == ["masuk", "keluar"] * 2


@pytest.mark.parametrize(
    "galat",
    [
        StoreTidakTerjangkau("AutoReconnect"),
        # Written by a newer version: this worker is about to be replaced by one that can read it.
        SkemaLebihBaru("IKP-2026-000001", 3, 2),
    ],
)
async def test_waits_for_what_another_try_may_cure_with_the_message_in_hand(
    galat: AlurIzinError,
) -> None:
    kali = 0

    async def handler(_: Pesan) -> Outcome:
        nonlocal kali
        kali += 1
        if kali < 3:
            raise galat
        return Outcome(kiriman=(KIRIMAN,))

    assert await Bench(handler).receive() == ["kirim kabid.berkas", "ack"]
    assert kali == 3


async def test_an_outage_beyond_the_limit_ends_the_process_and_settles_nothing() -> None:
    async def handler(_: Pesan) -> Outcome:
        raise StoreTidakTerjangkau("AutoReconnect")

    bench = Bench(handler, batas_ulang_detik=0.3)
    assert await bench.receive() == []
    assert bench.outages == 1


async def test_a_lost_acknowledgement_is_left_to_the_broker() -> None:
    bench = Bench(gives(Outcome(kiriman=(KIRIMAN,))))
    assert await bench.receive(ack_fails=True) == ["kirim kabid.berkas"]


@pytest.mark.parametrize(
    ("outcome", "reply_to", "harus"),
    [
        # a refused decision whose sender waits is answered
        (Outcome(jawaban=JAWABAN, ditolak=TOLAK), "balasan", ["jawab diterapkan", "ack"]),
        # one that nobody waits for is put aside
        (Outcome(jawaban=JAWABAN, ditolak=TOLAK), None, ["karantina output_kurang", "ack"]),
        # what an applicant sent is kept in any case
        (
            Outcome(jawaban=JAWABAN, ditolak=TOLAK, simpan=True),
            "balasan",
            ["karantina output_kurang", "jawab diterapkan", "ack"],
        ),
    ],
)
async def test_a_refusal_is_never_silent(
    outcome: Outcome, reply_to: str | None, harus: list[str]
) -> None:
    assert await Bench(gives(outcome)).receive(reply_to=reply_to) == harus


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff\xfe", b'{"tipe": "Tugas"}', b"[" * 100_000, b"{}"]
)
async def test_what_cannot_be_read_goes_to_karantina_and_is_acknowledged(body: bytes) -> None:
    bench = Bench(gives(Outcome()))
    assert await bench.receive(body) == ["karantina pesan_tidak_sah", "ack"]


async def test_an_unreadable_message_is_answered_if_its_sender_waits() -> None:
    bench = Bench(gives(Outcome()))
    await bench.receive(b'{"putusan_id": "uji-0009"}', reply_to="balasan")
    assert bench.publisher.answers[0].menjawab == "uji-0009"
    assert bench.publisher.answers[0].rincian


async def test_what_is_not_done_yet_goes_back_to_the_broker() -> None:
    assert await Bench(gives(Outcome(tunda=True))).receive() == ["requeue"]


async def test_an_error_nobody_foresaw_is_tried_again_and_then_put_aside() -> None:
    async def handler(_: Pesan) -> Outcome:
        raise ZeroDivisionError

    for kali in range(COBA_LAGI_GALAT):
        assert await Bench(handler).receive(kali=kali) == ["requeue"]
    bench = Bench(handler)
    assert await bench.receive(kali=COBA_LAGI_GALAT) == ["karantina galat_tak_terduga", "ack"]
    assert "ZeroDivisionError" in bench.publisher.quarantined[0].alasan
