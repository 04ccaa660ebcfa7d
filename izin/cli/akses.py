"""`izin akses`: the accounts of the broker, and what each may do."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from izin.cli.catalogue import installation
from izin.cli.errors import Failed
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout, tell
from izin.cli.servers import load_settings, rabbitmq_url, with_servers
from izin.cli.typer_id import Perintah, new_app
from izin.rahasia.instalasi import TEMPAT, Instalasi, teks_definisi
from izin.rahasia.tempat import baca_tempat
from shared.akses import Hak
from shared.rabbit.answering import SETTLE_SECONDS, silent
from shared.rabbit.client import open_connection
from shared.rabbit.declare import declare_over
from shared.settings import Settings
from shared.store.hak import SEBUTAN, HakSimpanan, hak_simpanan
from shared.topology import Topologi
from shared.whole_file import OWNER_ONLY, write_file

NOTHING = "–"
EVERY_QUEUE = "setiap antrean; pembacanya memeriksa siapa penulisnya"
MOST_NAMES = 8
EMBEDDED = (
    "Hak penyimpanan berlaku per koleksi di MongoDB; SecantusDB membatasi tindakannya saja, tidak"
    " koleksinya, dan server bawaan tidak memakai akun."
)


def show(rights: Sequence[Hak], topologi: Topologi, *, as_json: bool) -> None:
    """An account's rights at the broker and in the store; last those that only the store knows."""
    stores = hak_simpanan(hak.pengguna for hak in rights)
    if as_json:
        rows = {hak.pengguna: _row(hak, topologi) for hak in rights}
        print_json([_row_of_store(one, rows.get(one.pengguna, {})) for one in stores])
        return
    brokers = {hak.pengguna: hak for hak in rights}
    for one in stores:
        hak = brokers.get(one.pengguna)
        stdout().print(plain(f"{one.pengguna} ({hak.untuk if hak else one.untuk})", style="bold"))
        for name, value in (*(_said(hak, topologi) if hak else ()), *_said_of_store(one)):
            stdout().print(plain(f"  {name:<11} {value}"), soft_wrap=True)
    stderr().print(plain(EMBEDDED, style="dim"))


def _row_of_store(one: HakSimpanan, row: dict[str, Any]) -> dict[str, Any]:
    base = row or {"pengguna": one.pengguna, "untuk": one.untuk}
    return {**base, "penyimpanan": {k or "*": sorted(a) for k, a in sorted(one.koleksi.items())}}


def _said_of_store(one: HakSimpanan) -> Iterator[tuple[str, str]]:
    """Collections with the same rights in one line."""
    alike: dict[str, list[str]] = {}
    for koleksi, aksi in sorted(one.koleksi.items()):
        words = ", ".join(kata for satu, kata in SEBUTAN.items() if satu in aksi)
        alike.setdefault(words, []).append(koleksi or "semua koleksi")
    if not alike:
        yield "penyimpanan", NOTHING
    for number, (words, names) in enumerate(alike.items()):
        yield "" if number else "penyimpanan", f"{words}: {', '.join(names)}"


def _row(hak: Hak, topologi: Topologi) -> dict[str, Any]:
    return {
        "pengguna": hak.pengguna,
        "untuk": hak.untuk,
        "configure": hak.configure,
        "write": hak.write,
        "read": hak.read,
        "topik": [{"exchange": t.exchange, "write": t.write} for t in hak.topik],
        "mencapai": sorted(hak.mencapai(topologi)),
        "tag": list(hak.tag),
    }


def _said(hak: Hak, topologi: Topologi) -> Iterator[tuple[str, str]]:
    yield "membaca", _some(hak.baca)
    yield "menulis", _some(tuple(_written(hak)))
    yield "mencapai", _reached(hak, topologi)
    yield "mengatur", _some(hak.atur)


def _some(names: Sequence[str]) -> str:
    """The administrator's are as many as there are queues: JSON has them all."""
    rest = len(names) - MOST_NAMES
    said = ", ".join(names[:MOST_NAMES]) or NOTHING
    return f"{said} dan {rest} lainnya" if rest > 0 else said


def _reached(hak: Hak, topologi: Topologi) -> str:
    """The queues that what it writes can come to."""
    reached = hak.mencapai(topologi)
    if reached == topologi.nama_antrean:
        return EVERY_QUEUE
    return _some(sorted(reached))


def _written(hak: Hak) -> Iterator[str]:
    topics = {t.exchange: t.kunci for t in hak.topik}
    for exchange in hak.tulis:
        keys = ", ".join(topics.get(exchange, ()))
        yield f"{exchange} (hanya {keys})" if keys else exchange


app = new_app("Akun dan hak di RabbitMQ dan penyimpanan: daftar, berkas definisi, topologi.")


@app.command("daftar", cls=Perintah)
def accounts(json: Json = False) -> None:
    """Tampilkan setiap akun dan haknya, sebagaimana diturunkan dari SOP dan topologi."""
    hak, topologi = installation(load_settings())
    show(hak, topologi, as_json=json)


@app.command("definisi", cls=Perintah)
def definitions(
    rahasia: Annotated[
        Path, typer.Option("--rahasia", metavar="FOLDER", help="Folder dari izin rahasia.")
    ] = Path("rahasia"),
    ke: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Tulis ke berkas, bukan ke stdout.")
    ] = None,
) -> None:
    """Berkas definisi RabbitMQ: akun (dengan hash kata sandi), hak, exchange dan antrean.

    Kata sandi diambil dari folder rahasia. Untuk load_definitions atau rabbitmqctl
    import_definitions.
    """
    hak, topologi = installation(load_settings())
    text = teks_definisi(rahasia, Instalasi(hak, topologi, baca_tempat(rahasia / TEMPAT)))
    if ke is None:
        typer.echo(text, nl=False)
    else:
        write_file(ke, text, mode=OWNER_ONLY)


@app.command("topologi", cls=Perintah)
def topology() -> None:
    """Buat exchange, antrean dan ikatan yang belum ada di RabbitMQ, dengan akun ops."""
    settings = with_servers(load_settings())
    _, topologi = installation(settings)
    asyncio.run(_declare(settings, topologi))
    counts = f"{len(topologi.exchange)} exchange dan {len(topologi.nama_antrean)} antrean"
    stderr().print(plain(f"{counts} ada di RabbitMQ, dan semua antrean menjawab."))


async def _declare(settings: Settings, topologi: Topologi) -> None:
    """Returns when the new queues are safe: before the broker has written them down for good, a
    kill of it loses them, or what they hold."""
    url = rabbitmq_url(settings)
    async with open_connection(url) as connection:
        if await declare_over(connection, topologi):
            tell("Antrean baru dibuat; menunggu sampai RabbitMQ mencatatnya.")
            await asyncio.sleep(SETTLE_SECONDS)
    if diam := await silent(url, sorted(topologi.nama_antrean)):
        raise Failed(
            f"Antrean ini ada, tetapi tidak menjawab: {', '.join(diam)}",
            remedy="Broker yang baru mulai perlu beberapa saat: ulangi. Bila tetap begitu,"
            " hapus dan buat lagi (docs/operations/when-something-breaks.md)",
        )
