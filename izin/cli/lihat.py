"""`izin lihat`: one application with all of its history, or the list of them."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, NamedTuple, get_args
from zoneinfo import ZoneInfo

import typer

from izin.cli.berikutnya import next_command
from izin.cli.catalogue import role
from izin.cli.errors import BadInput
from izin.cli.exits import Exit
from izin.cli.lihat_view import How, clock_facts, print_application
from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import masked, plain, print_json, stderr, stdout, working
from izin.cli.servers import load_settings, with_servers
from izin.cli.tables import Listing
from izin.cli.typer_id import new_command
from izin.registry import discover_desks
from shared.clock import clock_of
from shared.contracts import teks_saat
from shared.desk import Perkara
from shared.errors import RiwayatRusak
from shared.kantor.errors import PermohonanTidakDikenal
from shared.kantor.kantor import open_stores
from shared.kantor.lihat import Chosen, Filter, choose, know, reckon, since
from shared.permohonan import Permohonan, Status, periksa_rantai
from shared.petugas.pemeriksaan import periksa_wewenang
from shared.settings import Settings
from shared.sop.model import Sop
from shared.words import length, office_zone, short


class Request(NamedTuple):
    nomor: str
    complete: bool
    as_json: bool


async def show_one(request: Request, settings: Settings) -> Exit:
    kini = clock_of(settings.berkas_jam)()
    async with open_office(settings) as stores:
        permohonan = await stores.permohonan.find_by_nomor(request.nomor)
        if permohonan is None:
            raise PermohonanTidakDikenal(request.nomor)
        sop = (await stores.sop.version(permohonan.sop_versi)).sop
        known = await know(stores, permohonan, kini)
    broken = chain_problem(permohonan)
    clock = None if broken else reckon(permohonan, sop, known)
    if request.as_json:
        told = facts(permohonan, sop, broken, complete=request.complete)
        print_json({**told, "mutu_baku": clock_facts(clock) if clock else None})
    else:
        how = How(office_zone(settings), request.complete, kini, clock)
        print_application(permohonan, sop, broken, how)
        if not broken and (command := next_command(permohonan, sop)):
            stderr().print(plain(command, "dim"), soft_wrap=True)
    return Exit.FAILED if broken else Exit.OK


def chain_problem(permohonan: Permohonan) -> str:
    """Empty when the riwayat is what was written."""
    try:
        periksa_rantai(permohonan)
    except RiwayatRusak as error:
        return str(error)
    return ""


def facts(permohonan: Permohonan, sop: Sop, broken: str, *, complete: bool) -> dict[str, Any]:
    """The document as it is stored, and what follows from it."""
    data = permohonan.model_dump(mode="json")
    if not complete:
        data = masked(data)
    return {
        **data,
        "kekurangan": [k.model_dump(mode="json") for k in missing(permohonan, sop)],
        "output_ditunggu": owed(permohonan, sop),
        "rantai_utuh": not broken,
        "rantai_masalah": broken,
        "wewenang_masalah": list(periksa_wewenang(permohonan)),
    }


def missing(permohonan: Permohonan, sop: Sop) -> tuple[Any, ...]:
    no = permohonan.langkah.no if permohonan.langkah else sop.langkah_pertama.no
    return Perkara(permohonan, sop, sop.langkah_ke(no)).kekurangan()


def owed(permohonan: Permohonan, sop: Sop) -> list[dict[str, str]]:
    """The outputs that the open step must bring to be accepted."""
    if permohonan.langkah is None:
        return []
    langkah = sop.langkah_ke(permohonan.langkah.no)
    return [{"kode": h.kode, "nama": h.nama, "jenis": h.jenis} for h in langkah.hasil]


async def show_list(wanted: Filter, settings: Settings, *, as_json: bool) -> None:
    kini = clock_of(settings.berkas_jam)()
    async with open_stores(settings) as stores:
        with working("Membaca daftar permohonan"):
            chosen = await choose(stores.permohonan, wanted)
    if as_json:
        print_json([_facts(one) for one in chosen.applications])
        return
    _print(chosen, office_zone(settings), kini)


def _facts(permohonan: Permohonan) -> dict[str, Any]:
    terbuka = permohonan.langkah
    return {
        "nomor": permohonan.nomor,
        "sop": permohonan.sop,
        "status": permohonan.status,
        "langkah": terbuka.no if terbuka else None,
        "putaran": permohonan.putaran,
        "pelaksana": terbuka.pelaksana if terbuka else None,
        "sejak": teks_saat(since(permohonan)),
        "lembaga": permohonan.lembaga.nama,
        "permohonan_id": str(permohonan.id),
    }


def _print(chosen: Chosen, zone: ZoneInfo, now: datetime) -> None:
    if not chosen.applications:
        stdout().print("Tidak ada permohonan yang cocok.")
        return
    rows = [_row(permohonan, zone, now) for permohonan in chosen.applications]
    headings = ("Nomor", "Keadaan", "Sejak", "Lama", "Lembaga")
    stdout().print(Listing(headings, rows, texts={"Lembaga"}))
    if (rest := chosen.total - len(chosen.applications)) > 0:
        stderr().print(f"… dan {rest} lagi; tambah --batas untuk melihatnya.", style="dim")


def _row(permohonan: Permohonan, zone: ZoneInfo, now: datetime) -> list[str]:
    terbuka, sejak = permohonan.langkah, since(permohonan)
    return [
        permohonan.nomor,
        f"{terbuka.no} {role(terbuka.pelaksana)}" if terbuka else permohonan.status,
        short(sejak, zone),
        length(now - sejak, 1),
        permohonan.lembaga.nama,
    ]


def lihat(  # noqa: PLR0917 - a command's options are its parameters
    nomor: Annotated[
        str, typer.Argument(metavar="NOMOR", help="Nomor permohonan; tanpa ini, daftarnya.")
    ] = "",
    status: Annotated[
        str,
        typer.Option(metavar="STATUS", help="Hanya yang berjalan, selesai, ditolak, ditarik."),
    ] = "",
    pelaksana: Annotated[
        str, typer.Option(metavar="PELAKSANA", help="Hanya yang ada pada pelaksana ini.")
    ] = "",
    batas: Annotated[int, typer.Option(metavar="N", min=1, help="Paling banyak sekian.")] = 50,
    lengkap: Annotated[
        bool, typer.Option("--lengkap", help="Tampilkan NIK dan telepon tanpa disamarkan.")
    ] = False,
    json: Json = False,
) -> None:
    """Lihat satu permohonan: di mana, sejak kapan, apa yang ditunggu, dan seluruh riwayatnya.

    Riwayat dirantai dengan sidik; bila rantainya putus, kode keluarnya 1.
    """
    settings = load_settings()
    if nomor:
        if status or pelaksana:
            raise BadInput("--status dan --pelaksana hanya untuk daftar, tanpa NOMOR")
        request = Request(nomor, lengkap, json)
        raise typer.Exit(asyncio.run(show_one(request, with_servers(settings))))
    wanted = Filter(_status(status), _pelaksana(pelaksana), batas)
    asyncio.run(show_list(wanted, with_servers(settings), as_json=json))


def _status(text: str) -> Status | None:
    known: dict[str, Status] = {name: name for name in get_args(Status)}
    if text and text not in known:
        raise BadInput(f"Status '{text}' tidak dikenal", remedy=f"Yang ada: {', '.join(known)}")
    return known.get(text)


def _pelaksana(text: str) -> str:
    known = discover_desks()
    if text and text not in known:
        remedy = f"Yang ada: {', '.join(known)}"
        raise BadInput(f"Pelaksana '{text}' tidak dikenal", remedy=remedy)
    return text


app = new_command(lihat)
