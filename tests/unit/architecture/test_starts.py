"""A process loads what it needs to begin, and nothing that only costs time."""

import json
import subprocess
import sys

import pytest

RUNNING = "import izin.cli.jalankan"
WORKERS = f"{RUNNING}, shared.process, ops.watchdog.process, ops.watchdog.karantina"
LOOKING = "import izin.cli.lihat, izin.cli.pantau"
NOTIFIER = f"{RUNNING}, ops.notifier.process"
DESK = f"{RUNNING}, services.meja.process"

SLOW = {
    "holidays": "every country of the world; the years an office can need are in a file",
    "rich": "coloured tracebacks, where the log is a file",
    "pygments": "comes with them",
    "cryptography": "PyMongo tries PyOpenSSL, which is not there",
    "PIL": "example pictures",
    "pkcs11": "no letter is signed",
    "pyhanko": "no letter is signed, no signature judged",
    "typst": "example documents",
    "xlsxwriter": "reports as a workbook",
}
OF_THE_DESK = {"cryptography", "typst"}
"""The desk seals what it keeps of people, and shows letters before they are made."""
DRIVERS = {
    "aio_pika": "no broker is spoken to",
    "faststream": "no queue is served",
    "motor": "no store is spoken to",
    "pymongo": "no store is spoken to",
}
PAGES = {
    "jinja2": "no page is shown",
    "starlette": "no page is shown",
    "uvicorn": "nobody is listened to",
}
ALERTS = {"apprise": "no alert is sent", "httpx": "no webhook is called"}


def loaded_by(program: str) -> set[str]:
    """The top names of everything that a fresh interpreter has loaded at the end of a program."""
    tell = "import json, sys; print(json.dumps(sorted(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", f"{program}\n{tell}"], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(told.stdout)}


@pytest.mark.parametrize(
    ("program", "needless"),
    [
        (WORKERS, {**SLOW, **ALERTS, **PAGES}),
        (f"{RUNNING}; izin.cli.jalankan.discover_desks()", {**SLOW, **ALERTS, **PAGES}),
        (NOTIFIER, {**SLOW, **PAGES}),
        (DESK, {**SLOW, "apprise": ALERTS["apprise"], "faststream": DRIVERS["faststream"]}),
        ("import izin.cli.app", {**SLOW, **DRIVERS, **ALERTS, **PAGES}),
        (LOOKING, {"aio_pika": DRIVERS["aio_pika"], "faststream": DRIVERS["faststream"]}),
    ],
    ids=["workers", "desks", "notifier", "desk", "help", "looking"],
)
def test_a_start_loads_nothing_that_only_costs_time(program: str, needless: dict[str, str]) -> None:
    allowed = OF_THE_DESK if program is DESK else set()
    assert (loaded_by(program) & set(needless)) - allowed == set()


def test_a_program_that_loads_too_much_is_noticed() -> None:
    assert "xlsxwriter" in loaded_by("import xlsxwriter")


def test_the_calendar_of_a_year_is_reckoned_without_the_package() -> None:
    program = (
        "from shared.kalender.libur_nasional import LIBUR_INDONESIA\n"
        "assert LIBUR_INDONESIA.tahun(2026).ditetapkan and LIBUR_INDONESIA.sebutan"
    )
    assert "holidays" not in loaded_by(program)
