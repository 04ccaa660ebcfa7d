"""A board made up for tests."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console

from izin.cli.pantau_view import Frame, Room, board
from shared.kantor.papan import Snapshot
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.mutu_baku.papan import hitung
from shared.store.watch_port import Klaim, Macet, Terbuka
from tests.builders import kalender
from tests.unit.kalender.contoh import wita
from tests.unit.ops.metrics.reading import pelanggaran

KINI = wita("2026-01-06 09.00")
FRAME = Frame({"meja": "Meja Depan", "loket": "Loket"}, ZoneInfo("Asia/Makassar"))


def klaim(**ubah: Any) -> Klaim:
    satu = pelanggaran(**ubah)
    return Klaim(kunci_pelanggaran(satu), satu, "penjaga", KINI, KINI)


def snapshot(
    terbuka: Iterable[Terbuka] = (),
    kabar: tuple[Klaim, ...] = (),
    disapu: datetime | None = KINI - timedelta(milliseconds=600),
    macet: tuple[Macet, ...] = (),
    **ubah: Any,
) -> Snapshot:
    isi: dict[str, Any] = {
        "kini": KINI,
        "laju": 1.0,
        "kalender": kalender(),
        "papan": hitung(terbuka, KINI),
        "nomor": {},
    }
    return Snapshot(kabar=kabar, disapu=disapu, macet=macet, **(isi | ubah))


def shown(satu: Snapshot, frame: Frame = FRAME, width: int = 80, alerts: int = 8) -> str:
    console = Console(width=width, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(board(satu, frame, Room(width, alerts, alerts, alerts)))
    return captured.get()


def line(text: str, beginning: str) -> str:
    [satu] = [baris for baris in text.splitlines() if baris.strip().startswith(beginning)]
    return satu
