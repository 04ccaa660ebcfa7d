"""`izin rahasia`: passwords and certificates for a new installation."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from izin.cli.catalogue import installation
from izin.cli.errors import BadInput, Failed
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.rahasia_tanda_tangan import keys_told, look, signatories, signing_roles
from izin.cli.servers import load_settings
from izin.cli.typer_id import new_command
from izin.rahasia import folder_sertifikat, instalasi
from izin.rahasia.folder_sertifikat import CA_KUNCI, MONGODB_PEM, RABBITMQ_CRT
from izin.rahasia.folder_tanda_tangan import FOLDER
from izin.rahasia.instalasi import DEFINISI, MONGODB_ENV, PENGGUNA, Dilengkapi, Instalasi
from izin.rahasia.sertifikat import sekarang
from izin.rahasia.tempat import (
    MONGODB,
    PORT_AMQPS,
    PORT_MONGODB,
    RABBITMQ,
    Alamat,
    Tempat,
    baca_tempat,
)
from shared.settings import Settings

SOON = timedelta(days=30)


def show(ends: Mapping[str, datetime], now: datetime, *, as_json: bool) -> None:
    """Raises `Failed` when one has ended or soon will."""
    if as_json:
        print_json([_row(name, end, now) for name, end in ends.items()])
    else:
        width = max(map(len, ends))
        for name, end in ends.items():
            left = f"{(end - now).days} hari lagi" if end > now else "sudah habis"
            stdout().print(plain(f"{name:<{width}} {end:%Y-%m-%d} ({left})"))
    if near := [name for name, end in ends.items() if end - now < SOON]:
        raise Failed(
            f"Sertifikat habis atau hampir habis masa berlakunya: {', '.join(near)}",
            remedy="Perbarui: izin rahasia FOLDER --perbarui-sertifikat"
            " (docs/operations/when-something-breaks.md)",
        )


def _row(name: str, end: datetime, now: datetime) -> dict[str, str | int]:
    return {"berkas": name, "berlaku_sampai": end.isoformat(), "hari_lagi": (end - now).days}


def made(folder: Path, new: Dilengkapi, place: Tempat) -> None:
    _say(
        f"Rahasia instalasi ini ada di {folder}, hanya terbaca pemiliknya.",
        f"  RabbitMQ ({place.rabbitmq.netloc}): impor {DEFINISI}; sertifikat {RABBITMQ_CRT}.",
        f"  MongoDB ({place.mongodb.netloc}): pengguna dari {PENGGUNA}, pengelolanya di"
        f" {MONGODB_ENV}; sertifikat {MONGODB_PEM}.",
        f"  Layanan dan alat: satu berkas .env tiap akun; CA dicari di {place.ca}.",
        *(f"  {line}" for line in keys_told(folder, new.penanda, place)),
        f"  Simpan {CA_KUNCI} di luar server ini. Jangan masukkan folder ini ke git atau surel.",
        "Langkah berikutnya: docs/operations/first-day.md",
    )


def completed(folder: Path, new: Dilengkapi, place: Tempat) -> None:
    _say(
        f"Akun baru: {', '.join(new.akun)}." if new.akun else "Semua akun sudah ada.",
        *keys_told(folder, new.penanda, place),
        f"Impor lagi {folder / DEFINISI} ke RabbitMQ.",
        f"Jalankan {folder / PENGGUNA} dengan mongosh sebagai pengelola MongoDB"
        " (docs/operations/every-morning.md), lalu mulai ulang layanan.",
    )


def renewed(folder: Path) -> None:
    _say(f"Sertifikat server di {folder} diperbarui. Mulai ulang RabbitMQ dan MongoDB.")


def _say(*lines: str) -> None:
    for line in lines:
        stderr().print(plain(line), soft_wrap=True)


def new_place(
    places: tuple[Path, Path],
    servers: tuple[str | None, str | None],
    vhost: str,
    database: str,
    names: tuple[str, ...],
) -> Tempat:
    """Raises `BadInput`, and `ValidationError` for what no address can be."""
    (ca, tanda_tangan), (rabbitmq, mongodb) = places, servers
    return Tempat(
        ca=ca,
        tanda_tangan=tanda_tangan,
        vhost=vhost,
        basis_data=database,
        rabbitmq=_address(rabbitmq or RABBITMQ, PORT_AMQPS),
        mongodb=_address(mongodb or MONGODB, PORT_MONGODB),
        nama_lain=names,
    )


def _address(text: str, port: int) -> Alamat:
    """`host`, `host:port`, an IPv6 address in brackets before its port."""
    bare = text.count(":") > 1 and not text.startswith("[")
    host, colon, given = (text, "", "") if bare else text.rpartition(":")
    if colon and not given.isdecimal() and not text.endswith("]"):
        raise BadInput(f"'{text}' bukan HOST atau HOST:PORT")
    if not colon or text.endswith("]"):
        host, given = text, str(port)
    return Alamat(host=host.strip("[]"), port=int(given))


DEFAULT = Tempat(ca=Path("ca.crt"))


def _default(alamat: Alamat) -> str:
    return f"Bawaan: {alamat.netloc}."


def rahasia(  # noqa: PLR0913, PLR0917 - one option each
    where: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Folder untuk rahasia instalasi ini.")
    ],
    rabbitmq: Annotated[
        str | None, typer.Option(metavar="HOST[:PORT]", help=_default(DEFAULT.rabbitmq))
    ] = None,
    mongodb: Annotated[
        str | None, typer.Option(metavar="HOST[:PORT]", help=_default(DEFAULT.mongodb))
    ] = None,
    nama: Annotated[
        list[str] | None,
        typer.Option(metavar="NAMA", help="Nama atau alamat lain dari kedua server; berulang."),
    ] = None,
    ca: Annotated[
        Path | None,
        typer.Option(metavar="JALUR", help="Tempat ca.crt bagi layanan. Bawaan: di FOLDER."),
    ] = None,
    tanda_tangan: Annotated[
        Path | None,
        typer.Option(
            metavar="JALUR",
            help="Tempat folder tanda-tangan bagi layanan. Bawaan: di FOLDER. Dengan --tambah:"
            " instalasi ini mulai memakainya.",
        ),
    ] = None,
    vhost: Annotated[
        str, typer.Option(metavar="NAMA", help="Virtual host di RabbitMQ.")
    ] = DEFAULT.vhost,
    tambah: Annotated[
        bool,
        typer.Option("--tambah", help="Lengkapi akun dan kunci yang belum ada, perbarui definisi."),
    ] = False,
    sertifikat: Annotated[
        bool, typer.Option("--perbarui-sertifikat", help="Sertifikat server baru dari CA ini.")
    ] = False,
    periksa: Annotated[
        bool,
        typer.Option(
            "--periksa", help="Sampai kapan sertifikat berlaku, dan dapatkah SK ditandatangani."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Buat kata sandi dan sertifikat untuk instalasi baru, satu berkas lingkungan tiap akun.

    Juga kunci UJI COBA bagi tiap penanda tangan SK dalam daftar petugas (IZIN_DAFTAR_PETUGAS). Yang
    sudah ada tidak pernah ditimpa, dan tidak ada rahasia yang ditampilkan.
    """
    if tambah + sertifikat + periksa > 1:
        raise BadInput("Pilih satu: --tambah, --perbarui-sertifikat atau --periksa")
    if periksa:
        ends = folder_sertifikat.masa_berlaku(where)
        signing = look(load_settings(), where, sekarang())
        show({**ends, **signing.ends}, sekarang(), as_json=json)
        signing.tell()
    elif sertifikat:
        folder_sertifikat.perbarui(where, tuple(nama or ()), sekarang())
        renewed(where)
    elif tambah:
        place = baca_tempat(where / instalasi.TEMPAT)
        if tanda_tangan:
            place = place.model_copy(update={"tanda_tangan": tanda_tangan})
        new = instalasi.lengkapi(where, _installation(load_settings(), place))
        instalasi.pindahkan(where, place)
        completed(where, new, place)
    else:
        settings = load_settings()
        place = new_place(
            (
                ca or where.resolve() / folder_sertifikat.CA,
                tanda_tangan or where.resolve() / FOLDER,
            ),
            (rabbitmq, mongodb),
            vhost,
            settings.basis_data,
            tuple(nama or ()),
        )
        new = instalasi.buat(where, _installation(settings, place), sekarang())
        made(where, new, place)


def _installation(settings: Settings, place: Tempat) -> Instalasi:
    hak, topologi = installation(settings)
    return Instalasi(
        hak, topologi, place, signing_roles(settings), signatories(settings, sekarang())
    )


app = new_command(rahasia)
