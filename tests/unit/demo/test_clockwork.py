"""The demo's clock and the one who moves it: nobody is woken late, nothing due is passed over."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from izin.demo import jam as jam_module
from izin.demo.errors import DemoGagal
from izin.demo.giliran import Giliran, Tempo, giliran, sisa_batas
from izin.demo.jam import JamDemo, Sutradara, hari_pertama
from izin.demo.papan import Papan
from shared.mutu_baku.jaga import jagai, teruskan_jaga
from shared.permohonan import Permohonan
from shared.sop.waktu import Waktu
from shared.store.memory import MemoryPermohonanStore
from shared.store.memory_watch import MemoryWatchStore
from tests.builders import Perjalanan, kalender
from tests.unit.demo.play import BERLAKU, sop_bawaan

PAGI = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
SEMENIT = timedelta(minutes=1)


def pukul(hari: int, jam: int, menit: int = 0) -> datetime:
    return datetime(2026, 1, hari, jam, menit, tzinfo=kalender().zona)


@pytest.fixture
def jam(tmp_path: Path) -> JamDemo:
    return JamDemo(tmp_path / "jam.json", PAGI)


def tepat(menit: float) -> Giliran:
    return longgar(menit, 0)


def longgar(menit: float, lebih: float) -> Giliran:
    saat = PAGI + menit * SEMENIT
    return Giliran(saat, saat, saat + lebih * SEMENIT)


@pytest.mark.parametrize(
    ("hari_ini", "pagi"),
    [
        (date(2026, 1, 5), "05-01 08.00"),
        (date(2026, 1, 9), "09-01 08.00"),
        (date(2026, 1, 10), "12-01 08.00"),
        (date(2026, 2, 20), "20-02 08.00"),
        (date(2026, 3, 20), "25-03 08.00"),
        (date(2026, 12, 24), "28-12 08.00"),
    ],
)
def test_the_first_morning_is_a_working_one(hari_ini: date, pagi: str) -> None:
    mulai = hari_pertama(kalender(), hari_ini)
    assert f"{mulai.astimezone(kalender().zona):%d-%m %H.%M}" == pagi


async def test_whose_turn_it_is_already_does_not_wait(jam: JamDemo) -> None:
    await asyncio.wait_for(jam.sampai("a", tepat(-1)), 1)
    assert jam.penunggu == 0


async def test_everybody_is_woken_at_their_turn_and_nobody_before(jam: JamDemo) -> None:
    a, b = (
        asyncio.create_task(jam.sampai(siapa, tepat(menit)))
        for siapa, menit in (("a", 5), ("b", 9))
    )
    await asyncio.sleep(0)
    assert jam.penunggu == 2
    assert jam.batas_lompat == PAGI + 5 * SEMENIT
    jam.lompat(PAGI + 5 * SEMENIT)
    await asyncio.wait_for(a, 1)
    assert (jam.penunggu, b.done()) == (1, False)
    assert jam.batas_lompat == PAGI + 9 * SEMENIT
    b.cancel()
    await asyncio.gather(b, return_exceptions=True)
    assert jam.penunggu == 0


async def test_those_in_no_hurry_are_woken_together(jam: JamDemo) -> None:
    semua = [
        asyncio.create_task(jam.sampai(str(ke), longgar(10 + ke, 5)))  # turns at 10 to 14
        for ke in range(5)
    ]
    await asyncio.sleep(0)
    assert jam.batas_lompat == PAGI + 15 * SEMENIT
    jam.lompat(PAGI + 15 * SEMENIT)
    await asyncio.wait_for(asyncio.gather(*semua), 1)


async def test_for_whom_the_instant_matters_the_clock_goes_slowly(jam: JamDemo) -> None:
    for giliran_satu, laju in ((longgar(5, 5), jam_module.LAJU), (tepat(20), 1.0)):
        satu = asyncio.create_task(jam.sampai("a", giliran_satu))
        await asyncio.sleep(0)
        jam.lompat(giliran_satu.putus)
        await satu
        assert jam.laju == laju


async def test_the_clock_waits_for_a_slow_machine(
    jam: JamDemo, monkeypatch: pytest.MonkeyPatch
) -> None:
    jam.lompat(PAGI + SEMENIT)
    jam.tahan()
    assert jam.laju == jam_module.LAJU
    monkeypatch.setattr(jam_module, "_BERANGKAT_DETIK", 0.0)
    jam.tahan()
    assert jam.laju == 1.0


class Kantor:
    """One application whose first office step is open since the first minute."""

    def __init__(self, jam: JamDemo) -> None:
        self.jam = jam
        self.papan = Papan(sop_bawaan(), 1)
        jalan = Perjalanan(diajukan=PAGI)
        self.sop = jalan.sop
        self.permohonan = jagai(jalan.permohonan, self.sop, BERLAKU)
        self.isi = MemoryPermohonanStore()
        self.jaga = MemoryWatchStore(self.isi)
        self.sutradara = Sutradara(jam, self.papan, self.isi, self.jaga)

    async def mulai(self) -> None:
        await self.isi.insert(self.permohonan)

    async def sapu(self) -> None:
        """What a watchdog does with whatever is due."""
        for permohonan_id in await self.jaga.due(self.jam()):
            lama = await self.isi.find(permohonan_id)
            assert lama is not None
            baru: Permohonan = teruskan_jaga(lama, self.sop, BERLAKU, self.jam())
            assert await self.jaga.watch(baru, lama)


@pytest.fixture
def kantor(jam: JamDemo) -> Kantor:
    return Kantor(jam)


@pytest.fixture
async def dipimpin(kantor: Kantor) -> AsyncIterator[asyncio.Task[None]]:
    await kantor.mulai()
    pimpin = asyncio.create_task(kantor.sutradara.pimpin())
    yield pimpin
    pimpin.cancel()
    await asyncio.gather(pimpin, return_exceptions=True)


async def sampai(syarat: object, *, detik: float = 5.0) -> None:
    assert callable(syarat)
    async with asyncio.timeout(detik):
        while not syarat():
            await asyncio.sleep(0.01)


async def test_the_clock_stops_at_what_falls_due_until_the_watchdog_has_looked(
    kantor: Kantor, dipimpin: asyncio.Task[None]
) -> None:
    """Submitted at 08.00 WITA: 80 % of ten minutes at 08.08, all of it at 08.10."""
    tidur = asyncio.create_task(kantor.jam.sampai("a", tepat(60)))
    for tempo in (PAGI + 8 * SEMENIT, PAGI + 10 * SEMENIT):
        await sampai(lambda tempo=tempo: kantor.jam() > tempo)
        await asyncio.sleep(0.1)
        assert kantor.jam() < tempo + SEMENIT
        assert not tidur.done()
        assert not dipimpin.done()
        await kantor.sapu()
    await asyncio.wait_for(tidur, 5)
    assert PAGI + 60 * SEMENIT <= kantor.jam() < PAGI + 61 * SEMENIT


async def test_whose_turn_comes_before_anything_is_due_is_woken_first(
    kantor: Kantor, dipimpin: asyncio.Task[None]
) -> None:
    await asyncio.wait_for(kantor.jam.sampai("a", tepat(7)), 5)
    assert kantor.jam() < PAGI + 8 * SEMENIT
    assert not dipimpin.done()


async def test_while_somebody_works_the_clock_does_not_jump(
    kantor: Kantor, dipimpin: asyncio.Task[None]
) -> None:
    kantor.papan.jumlah = 2
    tidur = asyncio.create_task(kantor.jam.sampai("a", tepat(5)))
    await asyncio.sleep(0.2)
    assert kantor.jam() < PAGI + SEMENIT
    assert not tidur.done() and not dipimpin.done()
    tidur.cancel()


async def test_a_watchdog_that_does_not_look_ends_the_demo(
    kantor: Kantor, dipimpin: asyncio.Task[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jam_module, "_SAPUAN_DETIK", 0.2)
    tidur = asyncio.create_task(kantor.jam.sampai("a", tepat(60)))
    with pytest.raises(DemoGagal, match="watchdog tidak memeriksa"):
        await asyncio.wait_for(asyncio.shield(dipimpin), 5)
    tidur.cancel()


TEN = Waktu(teks="10 Menit", jumlah=10, satuan="menit")
FOUR_DAYS = Waktu(teks="4 Hari", jumlah=4, satuan="hari")


@pytest.mark.parametrize(
    ("dibuka", "tempo", "batas", "putus"),
    [
        (pukul(5, 8), Tempo(0.5), TEN, pukul(5, 8, 5)),
        (pukul(5, 8), Tempo(1.4), TEN, pukul(5, 8, 14)),
        (pukul(5, 20), Tempo(0.5), TEN, pukul(6, 7, 35)),
        (pukul(5, 11, 57), Tempo(0.9), TEN, pukul(5, 13, 6)),
        (pukul(5, 9), Tempo(0.0, hari=5), FOUR_DAYS, pukul(12, 9)),
        (pukul(5, 9), Tempo(0.5), FOUR_DAYS, pukul(7, 9)),
    ],
)
def test_a_turn_comes_after_its_part_of_the_limit(
    dibuka: datetime, tempo: Tempo, batas: Waktu, putus: datetime
) -> None:
    sisa = sisa_batas(kalender(), dibuka, None, batas)
    kapan = giliran(kalender(), dibuka, tempo, sisa)
    assert kapan.putus == putus
    assert dibuka <= kapan.mulai <= kapan.putus
    assert kapan.tepat


def test_of_a_limit_that_was_used_before_only_the_rest_is_taken() -> None:
    dibuka = pukul(5, 8)
    sisa = sisa_batas(kalender(), dibuka, pukul(5, 8, 2), TEN)
    kapan = giliran(kalender(), dibuka, Tempo(0.5, longgar=0.25), sisa)
    assert (kapan.putus, kapan.paling_lambat) == (pukul(5, 8, 1), pukul(5, 8, 1) + SEMENIT / 2)
    assert not kapan.tepat


def test_of_a_limit_that_is_past_a_whole_one_is_taken() -> None:
    assert sisa_batas(kalender(), pukul(5, 8), pukul(5, 7, 40), TEN) == timedelta(minutes=10)
