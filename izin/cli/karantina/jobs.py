"""What each command of `izin karantina` does."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from izin.cli.catalogue import installation
from izin.cli.errors import BadInput, Failed
from izin.cli.karantina import listing, records, showing
from izin.cli.karantina.exporting import Export, new_file, target
from izin.cli.output import plain, stdout, working
from izin.cli.servers import rabbitmq_url
from izin.cli.tasks.parsing import parse_petugas
from izin.cli.times import office_zone
from izin.cli.wire import quiet_libraries
from shared.clock import system_clock
from shared.contracts import Petugas
from shared.kantor.kantor import open_stores
from shared.kantor.karantina import (
    Action,
    Book,
    Drop,
    SendBack,
    Shelf,
    TidakDiKarantina,
    Wanted,
    choose,
)
from shared.kantor.karantina import open_shelf as open_shelf_at
from shared.kantor.karantina_entry import Entry
from shared.rabbit.browse import Held
from shared.settings import Settings
from shared.store.watch_port import KarantinaStore

LOOKING = "Melihat karantina"


def officer(text: str) -> Petugas:
    """Raises `BadInput`."""
    if not text:
        raise BadInput("Siapa yang melakukannya? Sebut --oleh ID:NAMA, atau isi IZIN_PETUGAS")
    return parse_petugas(text)


def check_sending(wanted: Wanted, *, everything: bool) -> None:
    """Raises `BadInput`: nobody sends back everything by forgetting to say what."""
    chosen = [bool(wanted.ids), everything, bool(wanted.kode or wanted.antrean)]
    if sum(chosen) != 1:
        raise BadInput("Sebut salah satu: ID, --semua, atau --kode dan/atau --antrean")


async def list_all(wanted: Wanted, settings: Settings, *, as_json: bool) -> None:
    async with open_shelf(settings) as shelf:
        with working(LOOKING):
            chosen = choose(await shelf.entries(), wanted)
    listing.show(chosen, office_zone(settings), as_json=as_json)


async def show_one(id_: str, settings: Settings, *, complete: bool, as_json: bool) -> None:
    shown = False

    async def show(entry: Entry, message: Held) -> None:
        nonlocal shown
        shown = True
        if as_json:
            showing.show_json(entry, message, complete=complete)
        else:
            showing.show(entry, message, office_zone(settings), complete=complete)

    async with open_shelf(settings) as shelf:
        await _on(shelf, Wanted((id_,)), show)
    if not shown:
        raise TidakDiKarantina(id_)


async def send_back(wanted: Wanted, oleh: Petugas, alasan: str, settings: Settings) -> None:
    """Raises `Failed` that names what stayed."""
    async with open_shelf(settings) as shelf, _open_store(settings) as store:
        book = Book(store, oleh, alasan, system_clock)
        action = SendBack(await shelf.sender(), shelf.topologi, book)
        await _on(shelf, wanted, action)
    _say(f"{len(action.done)} pesan dikirim ulang.")
    if action.failed:
        raise Failed(
            f"{len(action.failed)} pesan tidak dapat dikirim ulang, dan tetap di karantina",
            details=(f"{id_}: {sebab}" for id_, sebab in action.failed.items()),
        )


async def drop(wanted: Wanted, oleh: Petugas, alasan: str, settings: Settings) -> None:
    """Raises `BadInput` without a reason."""
    if not alasan.strip():
        raise BadInput("Pesan hanya dibuang dengan alasan: --alasan TEKS")
    async with open_shelf(settings) as shelf, _open_store(settings) as store:
        action = Drop(Book(store, oleh, alasan.strip(), system_clock))
        await _on(shelf, wanted, action)
    _say(f"{len(action.done)} pesan dibuang dan dicatat.")


async def export(path: Path, wanted: Wanted, settings: Settings) -> None:
    to = target(path, system_clock())
    async with open_shelf(settings) as shelf:
        chosen = choose(await shelf.entries(), wanted)
        with new_file(to) as file:
            action = Export(file)
            await shelf.act({entry.id for entry in chosen}, action)
    _say(f"{action.written} pesan ditulis ke {to}")


async def records_of(batas: int, settings: Settings, *, as_json: bool) -> None:
    async with _open_store(settings) as store:
        found = await store.latest(batas)
    records.show(found, office_zone(settings), as_json=as_json)


async def _on(shelf: Shelf, wanted: Wanted, action: Action) -> Sequence[Entry]:
    """All ids are looked up before anything is done."""
    with working(LOOKING):
        chosen = choose(await shelf.entries(), wanted)
    await shelf.act({entry.id for entry in chosen}, action)
    return chosen


@asynccontextmanager
async def open_shelf(settings: Settings) -> AsyncIterator[Shelf]:
    """Settings from `with_servers`. Raises `BrokerUnreachable`."""
    quiet_libraries()
    _, topologi = installation(settings)
    async with open_shelf_at(rabbitmq_url(settings), topologi) as shelf:
        yield shelf


@asynccontextmanager
async def _open_store(settings: Settings) -> AsyncIterator[KarantinaStore]:
    async with open_stores(settings) as stores:
        await stores.karantina.prepare()
        yield stores.karantina


def _say(text: str) -> None:
    stdout().print(plain(text), soft_wrap=True)
