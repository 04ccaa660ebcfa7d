"""When a role that ended is started again, and when not; real processes are in integration/cli."""

import asyncio
from pathlib import Path

import pytest

from izin import supervisor
from izin.supervisor import Plan, Supervisor, Timing

CEPAT = Timing(first_pause=0.01, longest_pause=0.02, grace=1)


async def run(
    monkeypatch: pytest.MonkeyPatch, script: str, permanent: int
) -> tuple[int, list[str]]:
    """With a role that does what the script says."""
    told: list[str] = []
    monkeypatch.setattr(supervisor, "command", lambda _: ["/bin/sh", "-c", script])
    plan = Plan(["kabid"], {}, frozenset({permanent}), CEPAT)
    async with asyncio.timeout(5):
        return await Supervisor(plan, told.append).run(), told


async def test_what_no_restart_can_cure_ends_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await run(monkeypatch, "exit 3", 3) == (
        3,
        ["kabid tidak dapat dijalankan (kode 3); semuanya dihentikan"],
    )


async def test_what_crashes_is_started_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = f"[ -e '{tmp_path}/a' ] && exit 3; touch '{tmp_path}/a'; kill -9 $$"
    code, told = await run(monkeypatch, script, 3)
    assert code == 3
    assert told[0] == "kabid terhenti oleh sinyal SIGKILL; dijalankan lagi dalam 0.01 detik"
