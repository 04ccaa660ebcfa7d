"""What the watchdog does, as numbers."""

import math
from datetime import timedelta
from typing import get_args

import pytest

from ops.metrics import instruments
from ops.metrics.instruments import Instruments
from shared.contracts.pelanggaran import Tingkat
from shared.mutu_baku.kejadian import KESELURUHAN
from tests.builders import KURSUS, PAGI, PAUD
from tests.unit.ops.metrics.reading import Scrape, pelanggaran

PASANGAN = [("meja", KURSUS), ("loket", KURSUS), ("loket", PAUD)]
TOTAL = "izin_watchdog_pelanggaran_total"


def test_announcements_are_counted_by_level_role_and_sop() -> None:
    ukur = Instruments(PASANGAN)
    for _ in range(2):
        ukur.announced(pelanggaran(tingkat="terlampaui", pelaksana="meja", sop=KURSUS))
    ukur.announced(pelanggaran(tingkat="mendekati", pelaksana=None, langkah=None, sop=PAUD))
    scrape = Scrape(ukur.registry)
    meja = {"tingkat": "terlampaui", "pelaksana": "meja", "sop": KURSUS}
    seluruh = {"tingkat": "mendekati", "pelaksana": KESELURUHAN, "sop": PAUD}
    assert scrape.value(TOTAL, meja) == 2
    assert scrape.value(TOTAL, seluruh) == 1
    assert scrape.total(TOTAL) == 3


def test_every_series_is_there_before_its_first_breach() -> None:
    series = Scrape(Instruments(PASANGAN).registry).series(TOTAL)
    assert len(series) == len(get_args(Tingkat)) * 5
    assert {s["pelaksana"] for s in series} == {"meja", "loket", KESELURUHAN}


def test_how_late_a_breach_was_seen_goes_into_the_right_bucket() -> None:
    ukur = Instruments(PASANGAN)
    ukur.announced(
        pelanggaran(terjadi_pada=PAGI, terdeteksi_pada=PAGI + timedelta(milliseconds=700))
    )
    scrape = Scrape(ukur.registry)
    nama = "izin_watchdog_terdeteksi_terlambat_detik_bucket"
    assert scrape.value(nama, {"le": "0.5"}) == 0
    assert scrape.value(nama, {"le": "1.0"}) == 1


def test_the_last_sweep_gets_older_until_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    kini = 100.0
    monkeypatch.setattr(instruments, "monotonic", lambda: kini)
    ukur, nama = Instruments(PASANGAN), "izin_watchdog_sapuan_terakhir_detik"
    kini = 107.5
    assert Scrape(ukur.registry).value(nama) == 7.5
    ukur.swept()
    kini = 108.0
    assert Scrape(ukur.registry).value(nama) == 0.5


def test_what_is_not_known_yet_is_no_zero() -> None:
    scrape = Scrape(Instruments(PASANGAN).registry)
    for nama in ("macet", "klaim_tertunda", "tunggakan_detik"):
        assert math.isnan(scrape.value(f"izin_watchdog_{nama}"))


def test_two_registries_do_not_know_of_each_other() -> None:
    satu, dua = Instruments(PASANGAN), Instruments(PASANGAN)
    satu.announced(pelanggaran(sop=KURSUS))
    assert Scrape(dua.registry).total(TOTAL) == 0


def test_nothing_in_it_is_about_one_application() -> None:
    ukur = Instruments(PASANGAN)
    satu = pelanggaran(sop=KURSUS)
    ukur.announced(satu)
    teks = Scrape(ukur.registry).text
    assert satu.nomor not in teks
    assert str(satu.permohonan_id) not in teks
    assert "_created" not in teks
