"""`izin rahasia`."""

from pathlib import Path
from typing import Annotated

import typer

from izin.cli.catalogue import installation
from izin.cli.errors import BadInput
from izin.cli.options import Json
from izin.cli.rahasia import certificates, telling
from izin.cli.rahasia.place import new_place
from izin.cli.settings import load_settings
from izin.cli.typer_id import new_command
from izin.rahasia import certs_folder, folder
from izin.rahasia.instalasi import Instalasi
from izin.rahasia.sertifikat import sekarang
from izin.rahasia.tempat import Alamat, Tempat, baca_tempat
from shared.settings import Settings

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
    vhost: Annotated[
        str, typer.Option(metavar="NAMA", help="Virtual host di RabbitMQ.")
    ] = DEFAULT.vhost,
    tambah: Annotated[
        bool, typer.Option("--tambah", help="Lengkapi akun yang belum ada, perbarui definisi.")
    ] = False,
    sertifikat: Annotated[
        bool, typer.Option("--perbarui-sertifikat", help="Sertifikat server baru dari CA ini.")
    ] = False,
    periksa: Annotated[
        bool, typer.Option("--periksa", help="Sampai kapan sertifikat berlaku; hampir habis: 1.")
    ] = False,
    json: Json = False,
) -> None:
    """Buat kata sandi dan sertifikat untuk instalasi baru, satu berkas lingkungan tiap akun.

    Yang sudah ada tidak pernah ditimpa, dan tidak ada rahasia yang ditampilkan.
    """
    if tambah + sertifikat + periksa > 1:
        raise BadInput("Pilih satu: --tambah, --perbarui-sertifikat atau --periksa")
    if periksa:
        certificates.show(certs_folder.masa_berlaku(where), sekarang(), as_json=json)
    elif sertifikat:
        certs_folder.perbarui(where, tuple(nama or ()), sekarang())
        telling.renewed(where)
    elif tambah:
        place = baca_tempat(where / folder.TEMPAT)
        telling.completed(where, folder.lengkapi(where, _installation(load_settings(), place)))
    else:
        settings = load_settings()
        place = new_place(
            ca or where.resolve() / certs_folder.CA,
            (rabbitmq, mongodb),
            vhost,
            settings.basis_data,
            tuple(nama or ()),
        )
        folder.buat(where, _installation(settings, place), sekarang())
        telling.made(where, place)


def _installation(settings: Settings, place: Tempat) -> Instalasi:
    hak, topologi = installation(settings)
    return Instalasi(hak, topologi, place)


app = new_command(rahasia)
