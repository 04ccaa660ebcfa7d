"""Office time per closed step."""

from typing import Any
from uuid import uuid4

import pytest

from ops.metrics import step_times
from ops.metrics.instruments import Instruments
from ops.metrics.step_times import LAIN, StepTimes
from shared.books import KalenderBook
from shared.contracts import Peristiwa
from shared.errors import StoreTidakTerjangkau
from shared.kalender.berlaku import KalenderBerlaku
from shared.store.memory import MemoryKalenderStore
from shared.store.watch_port import CatatanMasa
from tests.builders import KURSUS, buku_kalender, kalender, katalog
from tests.unit.kalender.contoh import wita
from tests.unit.ops.metrics.reading import Scrape, peristiwa

NAMA = "izin_langkah_waktu_kantor_menit"
SOP = katalog()[KURSUS].sop
KEDUA = SOP.langkah[1]
LABEL = {
    "sop": KURSUS,
    "langkah": str(KEDUA.no),
    "pelaksana": KEDUA.pelaksana,
    "putusan": "terima",
}


class Away(MemoryKalenderStore):
    async def masa(self) -> tuple[CatatanMasa, ...]:
        raise StoreTidakTerjangkau("uji")


def step_times_of(ukur: Instruments, buku: KalenderBook | None = None) -> StepTimes:
    selalu = KalenderBerlaku.selalu(kalender())
    return StepTimes(ukur.langkah, buku or buku_kalender(), selalu, katalog())


def fakta(dari: str, sampai: str, **ubah: Any) -> Peristiwa:
    isi: dict[str, Any] = {
        "permohonan_id": uuid4(),
        "sop": KURSUS,
        "langkah": KEDUA.no,
        "pelaksana": KEDUA.pelaksana,
        "putusan": "terima",
        "dibuka_pada": wita(dari),
        "ditutup_pada": wita(sampai),
    }
    return peristiwa(**(isi | ubah))


async def test_office_minutes_are_counted_and_nights_are_not() -> None:
    ukur = Instruments([])
    langkah = step_times_of(ukur)
    await langkah(fakta("2026-01-05 09.00", "2026-01-05 09.07"))
    await langkah(fakta("2026-01-05 15.55", "2026-01-06 07.33"))
    scrape = Scrape(ukur.registry)
    assert scrape.value(f"{NAMA}_count", LABEL) == 2
    assert scrape.value(f"{NAMA}_sum", LABEL) == 7 + 5 + 3
    assert scrape.value(f"{NAMA}_bucket", LABEL | {"le": "5.0"}) == 0
    assert scrape.value(f"{NAMA}_bucket", LABEL | {"le": "8.0"}) == 2


async def test_a_fact_that_comes_twice_counts_once() -> None:
    ukur = Instruments([])
    langkah, satu = step_times_of(ukur), fakta("2026-01-05 09.00", "2026-01-05 09.07")
    await langkah(satu)
    await langkah(satu)
    await langkah(satu.model_copy(update={"urutan": satu.urutan + 1}))
    assert Scrape(ukur.registry).value(f"{NAMA}_count", LABEL) == 2


async def test_what_is_remembered_of_the_facts_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step_times, "INGATAN", 3)
    langkah = step_times_of(Instruments([]))
    for _ in range(10):
        await langkah(fakta("2026-01-05 09.00", "2026-01-05 09.07"))
    assert len(langkah._dilihat) == 3


async def test_while_the_store_is_away_the_calendar_known_before_serves() -> None:
    ukur = Instruments([])
    langkah = step_times_of(ukur, KalenderBook(kalender(), Away()))
    await langkah(fakta("2026-01-05 09.00", "2026-01-05 09.07"))
    assert Scrape(ukur.registry).value(f"{NAMA}_sum", LABEL) == 7


async def test_whoever_writes_to_the_exchange_cannot_make_up_series() -> None:
    ukur = Instruments([])
    langkah = step_times_of(ukur)
    for nomor in range(1, 4):
        await langkah(
            fakta(
                "2026-01-05 09.00",
                "2026-01-05 09.07",
                sop=f"palsu-{nomor}",
                pelaksana=f"palsu{nomor}",
                langkah=90 + nomor,
            )
        )
    [satu] = Scrape(ukur.registry).series(f"{NAMA}_count")
    assert satu == {"sop": LAIN, "pelaksana": LAIN, "langkah": LAIN, "putusan": "terima"}


async def test_a_step_that_closed_before_it_opened_took_no_time() -> None:
    ukur = Instruments([])
    await step_times_of(ukur)(fakta("2026-01-05 09.07", "2026-01-05 09.00"))
    assert Scrape(ukur.registry).value(f"{NAMA}_sum", LABEL) == 0
