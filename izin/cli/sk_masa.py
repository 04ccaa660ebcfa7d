"""`izin sk akan-berakhir`, `izin sk lewati`: terms that end soon, numbers that are passed over."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer

from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import load_settings, with_store
from izin.cli.sk_cabut import Name, Nip, Officer, officer
from izin.cli.sk_view import facts
from izin.cli.tables import Listing
from shared.kantor.sk import AkanBerakhir, akan_berakhir, hari_kantor
from shared.kantor.sk_lewati import Lewati, lewati
from shared.settings import Settings


def ending(
    hari: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, help="Dalam N hari; bawaan: ingatkan_hari dalam kantor.toml."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """SK yang masa berlakunya akan berakhir, yang paling dekat dahulu."""
    asyncio.run(_ending(hari, with_store(load_settings()), as_json=json))


async def _ending(days: int | None, settings: Settings, *, as_json: bool) -> None:
    async with open_office(settings) as kantor:
        found, today = await akan_berakhir(kantor, days), hari_kantor(kantor)
    if as_json:
        print_json([facts(one.nomor, today) | {"sisa_hari": one.sisa} for one in found])
    else:
        _print(found)


def _print(found: Sequence[AkanBerakhir]) -> None:
    if not found:
        stdout().print("Tidak ada SK yang akan berakhir.")
        return
    rows = [
        [one.nomor.nomor, str(one.nomor.berlaku_sampai), f"{one.sisa} hari", one.nomor.lembaga]
        for one in found
    ]
    headings = ("Nomor", "Sampai", "Sisa", "Lembaga")
    stdout().print(Listing(headings, rows, texts={"Lembaga"}, figures={"Sisa"}))
    stderr().print(plain(f"{len(found)} SK akan berakhir.", "dim"))


def pass_over(  # noqa: PLR0913, PLR0917 - a command's options are its parameters
    seri: Annotated[str, typer.Argument(metavar="SERI", help="Misalnya paud.")],
    tahun: Annotated[int, typer.Argument(metavar="TAHUN", help="Misalnya 2026.")],
    sampai: Annotated[int, typer.Option(metavar="URUT", help="Sampai dengan urutan ini.")],
    alasan: Annotated[str, typer.Option(metavar="TEKS", help="Mengapa dilewati.")],
    nip: Nip = "",
    nama: Name = "",
    petugas: Officer = "",
    json: Json = False,
) -> None:
    """Lewati nomor SK: masing-masing tercatat batal dengan alasannya.

    Sesudah cadangan yang lama dipasang: nomor yang sudah dipakai surat sesudah
    cadangan itu dibuat tidak boleh diambil lagi. Lakukan sebelum pelaksana
    dijalankan.
    """
    request = Lewati(seri, tahun, sampai, alasan, officer(nip, nama, petugas))
    asyncio.run(_pass_over(request, with_store(load_settings()), as_json=json))


async def _pass_over(request: Lewati, settings: Settings, *, as_json: bool) -> None:
    async with open_office(settings) as kantor:
        made, today = await lewati(kantor, request), hari_kantor(kantor)
    if as_json:
        print_json([facts(one, today) for one in made])
        return
    first, last = made[0].urut, made[-1].urut
    text = f"Seri {request.seri} tahun {request.tahun}: urutan {first} sampai {last} dilewati."
    stdout().print(plain(text))
    stderr().print(plain(f"Nomor berikutnya berurutan {last + 1}.", "dim"))
