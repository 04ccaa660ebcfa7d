"""When a role that ended is started again, and when not; real processes are in integration/cli."""

import asyncio
import sys
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


AT_WORK = f"{sys.executable} -c 'from shared.started import notify_ready; notify_ready()'; sleep 9"


def at_work_after(first_try: Path) -> str:
    """Crashes the first time."""
    return f"[ -e {first_try} ] || {{ touch {first_try}; exit 1; }}; {AT_WORK}"


async def test_it_is_ready_once_everybody_is_at_work_and_not_before(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    late = at_work_after(tmp_path / "a")
    scripts = {"kabid": f"touch {tmp_path}/k; {AT_WORK}", "watchdog": late}
    monkeypatch.setattr(supervisor, "command", lambda name: ["/bin/sh", "-c", scripts[name]])
    told: list[str] = []

    def ready() -> None:
        told.append("siap")
        office.stop()

    plan = Plan([*scripts], {"PATH": "/bin"}, frozenset(), CEPAT)
    office = Supervisor(plan, told.append, ready)
    async with asyncio.timeout(20):
        assert await office.run() == 0
    assert told == ["watchdog berakhir dengan kode 1; dijalankan lagi dalam 0.01 detik", "siap"]


async def test_one_that_was_at_work_and_crashed_does_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It tells and ends, while the other waits until it has ended twice."""
    once = AT_WORK.replace("; sleep 9", f"; echo x >> {tmp_path}/n")
    waits = f"until [ $(wc -l < {tmp_path}/n) -ge 2 ]; do sleep 0.01; done; exit 3"
    scripts = {"kabid": once, "watchdog": waits}
    monkeypatch.setattr(supervisor, "command", lambda name: ["/bin/sh", "-c", scripts[name]])
    (tmp_path / "n").touch()
    readiness: list[bool] = []
    plan = Plan([*scripts], {"PATH": "/usr/bin:/bin"}, frozenset({3}), CEPAT)
    async with asyncio.timeout(20):
        assert await Supervisor(plan, lambda _: None, lambda: readiness.append(True)).run() == 3
    assert readiness == []
