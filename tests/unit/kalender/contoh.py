"""Calendars for the tests: the packaged one, and the same with something changed."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from shared.kalender.libur_nasional import LIBUR_INDONESIA
from shared.kalender.loader import BERKAS_BAWAAN, baca, baca_berkas
from shared.kalender.model import Kalender
from shared.sop.waktu import Waktu

WITA = ZoneInfo("Asia/Makassar")


@cache
def bawaan() -> Kalender:
    return baca_berkas(BERKAS_BAWAAN, LIBUR_INDONESIA)


def dengan(tambahan: str) -> Kalender:
    """The packaged calendar and some tables more."""
    return baca(f"{bawaan_teks()}\n{tambahan}", "contoh.toml", LIBUR_INDONESIA)


def diganti(cari: str, ganti: str) -> Kalender:
    """The packaged calendar with one text of it changed."""
    teks = bawaan_teks()
    assert cari in teks
    return baca(teks.replace(cari, ganti), "contoh.toml", LIBUR_INDONESIA)


def bawaan_teks() -> str:
    return BERKAS_BAWAAN.read_text(encoding="utf-8")


def wita(teks: str) -> datetime:
    """ "2026-01-05 09.00", or to the millisecond "2026-01-05 09.00.59.999", by the office's clocks,
    as the instant in UTC."""
    bentuk = "%Y-%m-%d %H.%M" if teks.count(".") == 1 else "%Y-%m-%d %H.%M.%S.%f"
    return datetime.strptime(teks, bentuk).replace(tzinfo=WITA).astimezone(UTC)


def waktu(teks: str) -> Waktu:
    return Waktu.model_validate(teks)
