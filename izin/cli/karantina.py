"""`izin karantina`: what could not be handled, and what becomes of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer

from izin.cli import karantina_view
from izin.cli.catalogue import installation
from izin.cli.errors import BadInput, Failed
from izin.cli.karantina_view import Export, target
from izin.cli.options import Json
from izin.cli.output import plain, stdout, working
from izin.cli.servers import load_settings, rabbitmq_url, with_servers
from izin.cli.tugas_petugas import parse_petugas
from izin.cli.typer_id import Perintah, new_app
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
from shared.whole_file import OWNER_ONLY, new_file
from shared.words import office_zone

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
    karantina_view.show_list(chosen, office_zone(settings), as_json=as_json)


async def show_one(id_: str, settings: Settings, *, complete: bool, as_json: bool) -> None:
    shown = False

    async def show(entry: Entry, message: Held) -> None:
        nonlocal shown
        shown = True
        if as_json:
            karantina_view.show_json(entry, message, complete=complete)
        else:
            karantina_view.show_message(entry, message, office_zone(settings), complete=complete)

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
        with new_file(to, mode=OWNER_ONLY, replace=False) as file:
            action = Export(file)
            await shelf.act({entry.id for entry in chosen}, action)
    _say(f"{action.written} pesan ditulis ke {to}")


async def records_of(batas: int, settings: Settings, *, as_json: bool) -> None:
    async with _open_store(settings) as store:
        found = await store.latest(batas)
    karantina_view.show_records(found, office_zone(settings), as_json=as_json)


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


app = new_app("Pesan yang tidak dapat ditangani: daftar, lihat, kirim ulang, ekspor, buang.")

Kode = Annotated[str, typer.Option(metavar="KODE", help="Hanya yang berkode ini.")]
Antrean = Annotated[str, typer.Option(metavar="NAMA", help="Hanya yang berasal dari antrean ini.")]
Oleh = Annotated[
    str, typer.Option(metavar="ID:NAMA", envvar="IZIN_PETUGAS", help="Siapa yang melakukannya.")
]
Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="ID...", help="ID dari daftar, atau awalannya; tanpa ini, semuanya."),
]


def _settings() -> Settings:
    return with_servers(load_settings())


@app.callback(invoke_without_command=True, no_args_is_help=False)
def karantina(ctx: typer.Context, json: Json = False) -> None:
    """Pesan yang tidak dapat ditangani: daftar, lihat, kirim ulang, ekspor, buang.

    Tanpa perintah, daftarnya ditampilkan. Melihat tidak mengubah apa-apa; isi pesan memuat data
    pribadi, dan disamarkan kecuali diminta dengan --lengkap.
    """
    if ctx.invoked_subcommand is None:
        daftar(json=json)


@app.command("daftar", cls=Perintah)
def daftar(kode: Kode = "", antrean: Antrean = "", json: Json = False) -> None:
    """Daftar pesan: kode, asal, berapa kali dicoba, sejak kapan, tentang apa, dan alasannya."""
    asyncio.run(list_all(Wanted((), kode, antrean), _settings(), as_json=json))


@app.command("lihat", cls=Perintah)
def lihat(
    id_: Annotated[str, typer.Argument(metavar="ID", help="ID dari daftar, atau awalannya.")],
    lengkap: Annotated[
        bool, typer.Option("--lengkap", help="Tampilkan isi tanpa disamarkan.")
    ] = False,
    json: Json = False,
) -> None:
    """Lihat satu pesan seutuhnya: alasannya, asalnya, isinya, dan apa yang dapat dilakukan."""
    asyncio.run(show_one(id_, _settings(), complete=lengkap, as_json=json))


@app.command("kirim-ulang", cls=Perintah)
def kirim_ulang(  # noqa: PLR0917 - a command's options are its parameters
    id_: Ids = None,
    semua: Annotated[bool, typer.Option("--semua", help="Semua yang ada.")] = False,
    kode: Kode = "",
    antrean: Antrean = "",
    oleh: Oleh = "",
    alasan: Annotated[str, typer.Option(metavar="TEKS", help="Untuk catatan.")] = "",
) -> None:
    """Kirim pesan kembali ke antrean asalnya, lalu keluarkan dari karantina; dicatat.

    Yang masih ditolak akan kembali ke karantina. Yang tidak dapat dikirim tetap di karantina, dan
    kode keluarnya 1.
    """
    wanted = Wanted(tuple(id_ or ()), kode, antrean)
    check_sending(wanted, everything=semua)
    asyncio.run(send_back(wanted, officer(oleh), alasan, _settings()))


@app.command("ekspor", cls=Perintah)
def ekspor(
    ke: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER", help="Berkas baru, atau folder yang ada.")
    ],
    id_: Ids = None,
) -> None:
    """Salin pesan seutuhnya ke berkas JSON Lines yang hanya dapat dibaca pemiliknya. Tidak ada
    yang dikeluarkan dari karantina."""
    asyncio.run(export(ke, Wanted(tuple(id_ or ())), _settings()))


@app.command("buang", cls=Perintah)
def buang(
    id_: Annotated[list[str], typer.Argument(metavar="ID...", help="ID dari daftar.")],
    alasan: Annotated[str, typer.Option(metavar="TEKS", help="Mengapa dibuang.")],
    oleh: Oleh = "",
) -> None:
    """Buang pesan, dengan alasan. Seluruh isinya, siapa, kapan dan mengapa dicatat lebih dahulu
    di penyimpanan."""
    asyncio.run(drop(Wanted(tuple(id_)), officer(oleh), alasan, _settings()))


@app.command("catatan", cls=Perintah)
def catatan(
    batas: Annotated[int, typer.Option(metavar="N", min=1, help="Paling banyak sekian.")] = 50,
    json: Json = False,
) -> None:
    """Apa yang pernah dikirim ulang atau dibuang, oleh siapa dan mengapa; yang terbaru dahulu."""
    asyncio.run(records_of(batas, _settings(), as_json=json))
