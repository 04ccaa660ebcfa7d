"""The board as gauges."""

from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry

from ops.metrics import board_collector
from ops.metrics.board_collector import BoardCollector
from shared.mutu_baku.papan import hitung
from tests.builders import KURSUS, PAGI, PAUD
from tests.unit.mutu_baku.test_papan import KINI, batas, terbuka
from tests.unit.ops.metrics.reading import Scrape

PASANGAN = [("meja", KURSUS), ("loket", PAUD)]
MEJA = {"pelaksana": "meja", "sop": KURSUS}
LOKET = {"pelaksana": "loket", "sop": PAUD}


def scraped(collector: BoardCollector) -> Scrape:
    registry = CollectorRegistry()
    registry.register(collector)
    return Scrape(registry)


def test_before_the_first_reading_there_is_nothing_to_see() -> None:
    assert not scraped(BoardCollector(PASANGAN)).families


def test_the_gauges_are_the_board() -> None:
    collector = BoardCollector(PASANGAN)
    baris = [
        terbuka(sejak=PAGI, limit=batas(-9, -7)),
        terbuka(sejak=PAGI + timedelta(minutes=5), limit=batas(-1, 1)),
        terbuka(sejak=KINI),
    ]
    collector.show(hitung(baris, KINI))
    scrape = scraped(collector)
    assert scrape.value("izin_langkah_terbuka", MEJA) == 3
    assert scrape.value("izin_langkah_mendekati", MEJA) == 1
    assert scrape.value("izin_langkah_terlampaui", MEJA) == 1
    assert scrape.value("izin_langkah_tertua_detik", MEJA) == 100 * 60


def test_who_has_nothing_is_shown_with_zero_also_after_having_had_something() -> None:
    collector = BoardCollector(PASANGAN)
    collector.show(hitung([terbuka(pelaksana="lama")], KINI))
    lama = {"pelaksana": "lama", "sop": KURSUS}
    assert scraped(collector).value("izin_langkah_terbuka", lama) == 1
    collector.show(hitung([], KINI))
    scrape = scraped(collector)
    for nama in ("terbuka", "mendekati", "terlampaui", "tertua_detik"):
        for label in (MEJA, LOKET, lama):
            assert scrape.value(f"izin_langkah_{nama}", label) == 0


def test_an_opening_ahead_of_the_clock_is_not_younger_than_new() -> None:
    collector = BoardCollector(PASANGAN)
    collector.show(hitung([terbuka(sejak=KINI + timedelta(seconds=1))], KINI))
    assert scraped(collector).value("izin_langkah_tertua_detik", MEJA) == 0


def test_it_says_how_old_the_reading_is(monkeypatch: pytest.MonkeyPatch) -> None:
    kini = 50.0
    monkeypatch.setattr(board_collector, "monotonic", lambda: kini)
    collector = BoardCollector(PASANGAN)
    collector.show(hitung([], KINI))
    kini = 62.0
    assert scraped(collector).value("izin_papan_usia_detik") == 12
