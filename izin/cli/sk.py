"""`izin sk`: the register of SK numbers, and what can be done with an SK."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from izin.cli import sk_view
from izin.cli.errors import BadInput
from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout, working
from izin.cli.servers import load_settings, with_store
from izin.cli.sk_bundel import bundle
from izin.cli.sk_cabut import revoke, take_back
from izin.cli.sk_masa import ending, pass_over
from izin.cli.sk_periksa import periksa
from izin.cli.sk_view import FORMS, Target
from izin.cli.typer_id import Perintah, new_app
from shared.kantor.sk import Saringan, Terunduh, berkas_sk, buku, cari, hari_kantor
from shared.kantor.sk import unduh as unduh_sk
from shared.settings import Settings
from shared.sk.keadaan import ARTI, Keadaan, kalimat
from shared.whole_file import make_folder

app = new_app("SK: buku nomor, unduh, periksa keaslian, bundel, cabut.")

Nomor = Annotated[
    str, typer.Argument(metavar="NOMOR", help="Nomor SK, misalnya 007/PAUD/DPMPTSP/XI/2026.")
]


def day_of(text: str, option: str) -> date | None:
    """None for nothing. Raises `BadInput`."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        remedy = f"Tulis misalnya {option} 2026-11-23"
        raise BadInput(
            f"{option} '{text}' bukan tanggal yang dapat dibaca", remedy=remedy
        ) from error


def status_of(text: str) -> Keadaan | None:
    """Raises `BadInput`."""
    known: dict[str, Keadaan] = {name: name for name in ARTI}
    if text and text not in known:
        raise BadInput(f"Status '{text}' tidak dikenal", remedy=f"Yang ada: {', '.join(known)}")
    return known.get(text)


@app.command("daftar", cls=Perintah)
def daftar(  # noqa: PLR0913, PLR0917 - a command's options are its parameters
    seri: Annotated[str, typer.Option(metavar="SERI", help="Hanya seri ini.")] = "",
    tahun: Annotated[int | None, typer.Option(metavar="TAHUN", help="Hanya tahun ini.")] = None,
    status: Annotated[
        str, typer.Option(metavar="STATUS", help=f"Hanya yang {', '.join(ARTI)}.")
    ] = "",
    dari: Annotated[str, typer.Option(metavar="TANGGAL", help="Bertanggal sejak ini.")] = "",
    sampai: Annotated[str, typer.Option(metavar="TANGGAL", help="Bertanggal sampai ini.")] = "",
    bentuk: Annotated[
        str, typer.Option(metavar="BENTUK", help=f"Salah satu dari {', '.join(FORMS)}.")
    ] = FORMS[0],
    ke: Annotated[Path | None, typer.Option(metavar="FILE|FOLDER", help="Tempat menulis.")] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Timpa berkas yang sudah ada.")] = False,
    json: Json = False,
) -> None:
    """Buku nomor SK: setiap nomor yang pernah diambil, juga yang batal, beserta statusnya.

    Tanpa --ke, tabel dan json tampil di stdout; csv dan xlsx ditulis di folder
    kerja.
    """
    if bentuk not in FORMS:
        raise BadInput(f"Bentuk '{bentuk}' tidak dikenal", remedy=f"Yang ada: {', '.join(FORMS)}")
    if json and bentuk != FORMS[0]:
        raise BadInput("--json dan --bentuk tidak dipakai bersama")
    wanted = Saringan(
        seri, tahun, status_of(status), day_of(dari, "--dari"), day_of(sampai, "--sampai")
    )
    target = Target("json" if json else bentuk, ke, replace=timpa)
    asyncio.run(_list(wanted, target, with_store(load_settings())))


async def _list(wanted: Saringan, target: Target, settings: Settings) -> None:
    async with open_office(settings) as kantor:
        with working("Membaca buku nomor"):
            found = await buku(kantor, wanted)
        sk_view.put_book(found, kantor, target)


@app.command("lihat", cls=Perintah)
def lihat(nomor: Nomor, json: Json = False) -> None:
    """Lihat satu nomor: SK-nya, permohonannya, dan statusnya."""
    asyncio.run(_show(nomor, with_store(load_settings()), as_json=json))


async def _show(nomor: str, settings: Settings, *, as_json: bool) -> None:
    async with open_office(settings) as kantor:
        found = await cari(kantor, nomor)
        if as_json:
            print_json(sk_view.facts(found, hari_kantor(kantor)))
        else:
            sk_view.print_one(found, kantor)


@app.command("unduh", cls=Perintah)
def unduh(
    nomor: Nomor,
    ke: Annotated[
        Path, typer.Option(metavar="FILE|FOLDER", help="Tempat menyimpan; bawaan: di sini.")
    ] = Path(),
    timpa: Annotated[
        bool, typer.Option("--timpa", help="Timpa berkas bernama sama yang isinya lain.")
    ] = False,
    json: Json = False,
) -> None:
    """Unduh SK bertanda tangan dari satu nomor.

    Berkasnya bernama SK-NOMOR.pdf di sebuah FOLDER, dan baru bernama itu bila
    seluruh isinya sesuai SHA-256 yang tercatat dalam buku nomor.
    """
    asyncio.run(_fetch(nomor, ke, with_store(load_settings()), replace=timpa, as_json=json))


async def _fetch(
    nomor: str, place: Path, settings: Settings, *, replace: bool, as_json: bool
) -> None:
    async with open_office(settings) as kantor:
        found, today = await cari(kantor, nomor), hari_kantor(kantor)
        berkas_sk(found, today)
        if place.suffix.lower() != ".pdf":
            make_folder(place)
        with working(f"Mengunduh SK {found.nomor}"):
            saved = await unduh_sk(kantor, found.nomor, place, timpa=replace)
    _tell(saved, today, as_json=as_json)


def _tell(saved: Terunduh, today: date, *, as_json: bool) -> None:
    facts: dict[str, Any] = sk_view.facts(saved.nomor, today)
    if as_json:
        print_json(facts | {"disimpan": str(saved.path)})
        return
    stdout().print(plain(str(saved.path)), soft_wrap=True)
    there = "; sudah ada di sana" if saved.sama else ""
    text = f"Isinya sesuai SHA-256 yang tercatat{there}."
    stderr().print(plain(text, style="green"))
    if facts["keadaan"] != "berlaku":
        sentence = f"Perhatikan: SK {saved.nomor.nomor} {kalimat(saved.nomor, today)}."
        stderr().print(plain(sentence, style="yellow"))


app.command("periksa", cls=Perintah)(periksa)
app.command("bundel", cls=Perintah)(bundle)
app.command("cabut", cls=Perintah)(revoke)
app.command("batal-usul", cls=Perintah)(take_back)
app.command("akan-berakhir", cls=Perintah)(ending)
app.command("lewati", cls=Perintah)(pass_over)
