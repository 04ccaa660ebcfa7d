"""`izin pantau`: the desks, the alerts and the watchdog, as they are now."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from izin.cli.catalogue import load_catalogue, pelaksana_names
from izin.cli.errors import Unreachable
from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import print_json, stdout, working
from izin.cli.pantau_view import Frame, Room, away, board, board_facts, lines_besides_alerts
from izin.cli.servers import load_settings, with_servers
from izin.cli.typer_id import new_command
from shared.clock import Clock, clock_of
from shared.errors import StoreTidakTerjangkau
from shared.kantor.papan import MOST_ALERTS, Looker, Snapshot, clock_rate
from shared.settings import Settings
from shared.words import office_zone

# The board that stays: looks again and again, also while the store is away.
RETRY_SECONDS = 2.0
FEWEST_ALERTS = 3


async def show_once(settings: Settings) -> Snapshot:
    """Raises `Unreachable`, and what `open_office` raises."""
    clock = clock_of(settings.berkas_jam)
    async with open_office(with_servers(settings)) as stores:
        return await Looker(stores, clock, 0.0, await _rate(settings, clock)).look()


async def follow(settings: Settings, frame: Frame, pause_seconds: float, console: Console) -> None:
    """Until it is cancelled; the last state stays on the screen."""
    screen = Screen(frame, console)
    with Live(screen, console=console, auto_refresh=False) as live:
        while True:
            try:
                await _looking(settings, pause_seconds, screen, live)
            except (Unreachable, StoreTidakTerjangkau) as error:
                screen.lost(str(error))
                live.refresh()
                await asyncio.sleep(RETRY_SECONDS)


async def _looking(settings: Settings, pause_seconds: float, screen: "Screen", live: Live) -> None:
    clock = clock_of(settings.berkas_jam)
    async with open_office(with_servers(settings)) as stores:
        looker = Looker(stores, clock, pause_seconds, await _rate(settings, clock))
        try:
            while True:
                screen.show(await looker.look())
                live.refresh()
                await asyncio.sleep(pause_seconds)
        finally:
            await looker.close()


def all_of_it(console: Console) -> Room:
    return Room(console.width, MOST_ALERTS, MOST_ALERTS, MOST_ALERTS)


class Screen:
    """The last look; and since when the store is away."""

    def __init__(self, frame: Frame, console: Console) -> None:
        self._frame = frame
        self._console = console
        self._snapshot: Snapshot | None = None
        self._away: Text | None = None
        self._since: datetime | None = None

    def show(self, snapshot: Snapshot) -> None:
        self._snapshot, self._away, self._since = snapshot, None, None

    def lost(self, why: str) -> None:
        self._since = self._since or datetime.now(UTC)
        self._away = away(why, self._since, self._frame.zona)

    def __rich__(self) -> RenderableType:
        parts: list[RenderableType] = []
        if self._snapshot is not None:
            parts.append(board(self._snapshot, self._frame, self._room(self._snapshot)))
        elif self._away is None:
            parts.append(Text("Membaca penyimpanan …", "dim"))
        if self._away is not None:
            parts.append(self._away)
        return Group(*parts)

    def _room(self, snapshot: Snapshot) -> Room:
        """What is left below the desks."""
        columns = self._console.width
        lines = self._console.height - lines_besides_alerts(snapshot, self._frame, columns) - 1
        return Room(columns, lines, FEWEST_ALERTS, MOST_ALERTS)


async def _rate(settings: Settings, clock: Clock) -> float:
    """Only a trial clock runs faster than life."""
    return 1.0 if settings.berkas_jam is None else await clock_rate(clock)


def pantau(
    sekali: Annotated[
        bool, typer.Option("--sekali", help="Tampilkan satu kali, lalu selesai.")
    ] = False,
    jeda: Annotated[
        float, typer.Option(metavar="DETIK", min=0.2, help="Jeda antara dua pembaruan.")
    ] = 2.0,
    sop: Annotated[str, typer.Option(metavar="KODE", help="Hanya SOP ini.")] = "",
    json: Json = False,
) -> None:
    """Pantau mutu baku: meja tiap pelaksana, kabar terakhir, dan keadaan watchdog.

    Layarnya diperbarui terus sampai Ctrl-C; bila keluarannya bukan terminal, ditampilkan satu
    kali. Umur yang tertua disebut dalam waktu kantor dan menurut jam dinding.
    """
    settings = load_settings()
    frame = _frame(settings, sop)
    console = stdout()
    if json or sekali or not console.is_terminal or console.is_dumb_terminal:
        with working("Membaca meja"):
            snapshot = asyncio.run(show_once(settings))
        if json:
            print_json(board_facts(snapshot, frame))
        else:
            console.print(board(snapshot, frame, all_of_it(console)))
        return
    with suppress(KeyboardInterrupt):
        asyncio.run(follow(settings, frame, jeda, console))


def _frame(settings: Settings, sop: str) -> Frame:
    """Raises `SopTidakDikenal`."""
    katalog = load_catalogue(settings)
    dipilih = [katalog[sop]] if sop else list(katalog.values())
    names = pelaksana_names()
    roles = dict.fromkeys(nama for termuat in dipilih for nama in termuat.sop.pelaksana)
    return Frame(
        {nama: names.get(nama, nama) for nama in roles}, office_zone(settings), sop or None
    )


app = new_command(pantau)
