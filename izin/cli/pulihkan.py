"""`izin pulihkan`: what is missing in the queues, published again from the store."""

import asyncio
from typing import Annotated

import typer

from izin.cli.catalogue import role
from izin.cli.exits import Exit
from izin.cli.office import open_office
from izin.cli.options import Json, instant_of
from izin.cli.output import plain, print_json, stderr, stdout, working
from izin.cli.servers import load_settings, rabbitmq_url, with_servers
from izin.cli.tables import Listing
from izin.cli.typer_id import new_command
from izin.cli.wire import quiet_libraries
from shared.kantor.pulihkan import Request, Tally, recover
from shared.settings import Settings
from shared.words import office_zone

HEADINGS = ("Pelaksana", "Terbuka", "Di antrean", "Karantina", "Baru", "Dikirim ulang")
LOST_DISK = (
    "Bila broker kehilangan datanya, kabar kepada pemohon, peristiwa dan pelanggaran yang belum"
    " dibaca ikut hilang. Kirim ulang sejak broker terakhir sehat: izin pulihkan --sejak SAAT"
)


def show(tally: Tally, *, since: bool) -> None:
    out, err = stdout(), stderr()
    if tally.meja:
        out.print(Listing(HEADINGS, _rows(tally), texts=HEADINGS[:1], figures=HEADINGS[1:]))
    out.print(plain(_sentence(tally)), soft_wrap=True)
    if tally.nomor_sk:
        kata = "belum mengikuti permohonannya" if tally.coba else "dicatat menurut permohonannya"
        out.print(plain(f"Nomor SK yang {kata}: {tally.nomor_sk}"), soft_wrap=True)
    if tally.antrean_hilang:
        kata = "tidak ada" if tally.coba else "tidak ada dan dibuat kembali"
        daftar = ", ".join(tally.antrean_hilang)
        out.print(plain(f"Antrean yang {kata}: {daftar}"), soft_wrap=True)
    if not since and (tally.antrean_hilang or tally.dikirim):
        err.print(plain(LOST_DISK, style="dim"), soft_wrap=True)
    for satu in tally.masalah:
        err.print(plain(f"Tidak dipulihkan: {satu}", style="red"), soft_wrap=True)


def _rows(tally: Tally) -> list[list[str]]:
    return [
        [
            role(nama),
            str(satu.terbuka),
            str(satu.di_antrean),
            str(satu.di_karantina),
            str(satu.baru),
            str(satu.dikirim),
        ]
        for nama, satu in sorted(tally.meja.items())
    ]


def _sentence(tally: Tally) -> str:
    jumlah = {
        "berkas": tally.dikirim,
        "pemberitahuan": tally.pemberitahuan,
        "peristiwa": tally.peristiwa,
        "pelanggaran": tally.pelanggaran,
    }
    bagian = ", ".join(f"{banyak} {apa}" for apa, banyak in jumlah.items() if banyak)
    if not bagian:
        return "Tidak ada yang perlu dikirim ulang."
    return f"Akan dikirim ulang: {bagian}." if tally.coba else f"Dikirim ulang: {bagian}."


def pulihkan(
    coba: Annotated[
        bool, typer.Option("--coba", help="Hitung saja; tidak ada yang dikirim.")
    ] = False,
    semua: Annotated[
        bool, typer.Option("--semua", help="Kirim ulang semua berkas, tanpa melihat antrean.")
    ] = False,
    sejak: Annotated[
        str,
        typer.Option(
            metavar="SAAT",
            help="Juga pemberitahuan, peristiwa dan pelanggaran sejak saat itu.",
        ),
    ] = "",
    json: Json = False,
) -> None:
    """Kirim ulang dari penyimpanan apa yang tidak ada di antrean, misalnya sesudah broker
    kehilangan datanya.

    Aman kapan saja, juga saat semuanya berjalan, dan berulang kali: pesan yang sama selalu
    beridentitas sama, dan penerimanya membuang yang sudah dikenal. Tugas yang sedang dipegang
    petugas tidak terlihat di antrean dan ikut dikirim ulang.

    Bila ada yang tidak dapat dipulihkan, namanya disebut dan kode keluarnya 1.
    """
    settings = load_settings()
    instant = instant_of(sejak, office_zone(settings)) if sejak else None
    request = Request(semua, coba, instant)
    with working("Membandingkan penyimpanan dan antrean"):
        tally = asyncio.run(_recover(request, with_servers(settings)))
    if json:
        print_json(tally.facts())
    else:
        show(tally, since=instant is not None)
    if not tally.beres:
        raise typer.Exit(Exit.FAILED)


async def _recover(request: Request, settings: Settings) -> Tally:
    quiet_libraries()
    async with open_office(settings) as kantor:
        return await recover(kantor, rabbitmq_url(settings), request)


app = new_command(pulihkan)
