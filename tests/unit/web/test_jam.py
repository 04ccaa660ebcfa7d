"""The clock by which sample cases get their past: one act at a time, at its very instant, and no
limit passed without the watchdog having looked."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from izin.demo.errors import DemoGagal
from izin.demo.giliran import Giliran
from izin.web import jam as modul
from izin.web.jam import JamContoh
from shared.clock import TrialClock

AWAL = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
SEDIKIT = timedelta(seconds=2)


def pada(menit: int) -> Giliran:
    saat = AWAL + timedelta(minutes=menit)
    return Giliran(saat, saat, saat)


def jam(folder: Path, tempo: modul.Tempo) -> JamContoh:
    TrialClock.write(folder / "jam.json", AWAL, 1.0)
    return JamContoh(folder / "jam.json", tempo)


async def nothing_due(_: datetime) -> datetime | None:
    return None


async def test_acts_come_in_their_order_each_at_its_instant(tmp_path: Path) -> None:
    clock = jam(tmp_path, nothing_due)
    seen: list[tuple[str, datetime]] = []

    async def case(name: str, *minutes: int) -> None:
        for minute in minutes:
            await clock.sampai(name, pada(minute))
            seen.append((name, clock()))

    await clock.putar([case("satu", 5, 600), case("dua", 7, 8), case("tiga", 3)])
    assert [name for name, _ in seen] == ["tiga", "satu", "dua", "dua", "satu"]
    for (_, shown), minute in zip(seen, (3, 5, 7, 8, 600), strict=True):
        assert timedelta() <= shown - pada(minute).putus < SEDIKIT


async def test_what_falls_due_on_the_way_is_looked_at_first(tmp_path: Path) -> None:
    due = [AWAL + timedelta(minutes=minute) for minute in (10, 20, 40)]
    looked: list[datetime] = []

    async def tempo(before: datetime) -> datetime | None:
        """A watchdog that looks as soon as a limit is exceeded."""
        while due and clock() > due[0]:
            due.pop(0)
            looked.append(clock())
        return due[0] if due and due[0] < before else None

    clock = jam(tmp_path, tempo)
    await clock.maju(AWAL + timedelta(minutes=30))
    assert len(looked) == 2
    assert clock() - (AWAL + timedelta(minutes=30)) < SEDIKIT
    assert due == [AWAL + timedelta(minutes=40)]


async def test_a_watchdog_that_does_not_look_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modul, "SAPUAN_DETIK", 0.0)

    async def tempo(_: datetime) -> datetime | None:
        return AWAL + timedelta(minutes=1)

    with pytest.raises(DemoGagal, match="watchdog"):
        await jam(tmp_path, tempo).maju(AWAL + timedelta(minutes=5))


async def test_at_the_end_it_shows_the_true_time(tmp_path: Path) -> None:
    clock = jam(tmp_path, nothing_due)
    await clock.ke_sekarang()
    assert abs(clock() - datetime.now(UTC)) < SEDIKIT


async def test_what_was_planned_for_later_than_now_is_done_now(tmp_path: Path) -> None:
    """A slow machine comes to an act when the office has closed meanwhile: the next opening is
    still to come."""
    clock = jam(tmp_path, nothing_due)
    besok = datetime.now(UTC) + timedelta(hours=15)

    async def case() -> None:
        await clock.sampai("satu", Giliran(besok, besok, besok))

    await clock.putar([case()])
    await clock.ke_sekarang()
    assert abs(clock() - datetime.now(UTC)) < SEDIKIT
