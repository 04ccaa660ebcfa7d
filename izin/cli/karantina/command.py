"""The commands of `izin karantina`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from izin.cli.karantina import jobs
from izin.cli.options import Json
from izin.cli.servers import with_servers
from izin.cli.settings import load_settings
from izin.cli.typer_id import Perintah, new_app
from shared.kantor.karantina import Wanted
from shared.settings import Settings

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
    asyncio.run(jobs.list_all(Wanted((), kode, antrean), _settings(), as_json=json))


@app.command("lihat", cls=Perintah)
def lihat(
    id_: Annotated[str, typer.Argument(metavar="ID", help="ID dari daftar, atau awalannya.")],
    lengkap: Annotated[
        bool, typer.Option("--lengkap", help="Tampilkan isi tanpa disamarkan.")
    ] = False,
    json: Json = False,
) -> None:
    """Lihat satu pesan seutuhnya: alasannya, asalnya, isinya, dan apa yang dapat dilakukan."""
    asyncio.run(jobs.show_one(id_, _settings(), complete=lengkap, as_json=json))


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
    jobs.check_sending(wanted, everything=semua)
    asyncio.run(jobs.send_back(wanted, jobs.officer(oleh), alasan, _settings()))


@app.command("ekspor", cls=Perintah)
def ekspor(
    ke: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER", help="Berkas baru, atau folder yang ada.")
    ],
    id_: Ids = None,
) -> None:
    """Salin pesan seutuhnya ke berkas JSON Lines yang hanya dapat dibaca pemiliknya. Tidak ada
    yang dikeluarkan dari karantina."""
    asyncio.run(jobs.export(ke, Wanted(tuple(id_ or ())), _settings()))


@app.command("buang", cls=Perintah)
def buang(
    id_: Annotated[list[str], typer.Argument(metavar="ID...", help="ID dari daftar.")],
    alasan: Annotated[str, typer.Option(metavar="TEKS", help="Mengapa dibuang.")],
    oleh: Oleh = "",
) -> None:
    """Buang pesan, dengan alasan. Seluruh isinya, siapa, kapan dan mengapa dicatat lebih dahulu
    di penyimpanan."""
    asyncio.run(jobs.drop(Wanted(tuple(id_)), jobs.officer(oleh), alasan, _settings()))


@app.command("catatan", cls=Perintah)
def catatan(
    batas: Annotated[int, typer.Option(metavar="N", min=1, help="Paling banyak sekian.")] = 50,
    json: Json = False,
) -> None:
    """Apa yang pernah dikirim ulang atau dibuang, oleh siapa dan mengapa; yang terbaru dahulu."""
    asyncio.run(jobs.records_of(batas, _settings(), as_json=json))
