"""What every store of reports must do; the double and the real one pass the same suite."""

from typing import Any

from tests.stores import Stores

ISI: dict[str, Any] = {"laporan": {"skema": 1, "x": [1, 2.5, None]}, "dasar": {"nomor": {"A-1": 3}}}


async def test_the_first_report_of_a_month_stands(stores: Stores) -> None:
    assert await stores.laporan.first("2026-01/semua") is None
    assert await stores.laporan.keep("2026-01/semua", ISI)
    assert not await stores.laporan.keep("2026-01/semua", {"lain": True})
    assert await stores.laporan.first("2026-01/semua") == ISI
    assert await stores.laporan.first("2026-01/izin-paud") is None
