"""`izin sk cabut`, `izin sk batal-usul`: an SK is revoked, with four eyes."""

import asyncio
from typing import Annotated

import typer
from pydantic import ValidationError

from izin.cli.errors import BadInput
from izin.cli.office import open_office
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import load_settings, with_store
from izin.cli.sk_view import facts
from izin.cli.tugas_petugas import Officers, parse_petugas
from shared.contracts import Petugas
from shared.kantor.sk import hari_kantor
from shared.kantor.sk_cabut import Permintaan, batal_usul, cabut
from shared.settings import Settings
from shared.sk.model import NomorSk

Number = Annotated[str, typer.Argument(metavar="NOMOR", help="Nomor SK.")]
Nip = Annotated[str, typer.Option("--nip", metavar="NIP", help="NIP Anda.")]
Name = Annotated[str, typer.Option("--nama", metavar="NAMA", help="Nama Anda.")]
Officer = Annotated[
    str,
    typer.Option(
        "--petugas", metavar="ID:NAMA", envvar="IZIN_PETUGAS", help="Pengganti --nip dan --nama."
    ),
]


def officer(nip: str, nama: str, both: str) -> Petugas:
    """Raises `BadInput`."""
    if bool(nip) != bool(nama):
        raise BadInput("--nip dan --nama selalu bersama")
    if not (nip or both):
        raise BadInput("Siapa yang melakukannya? Sebut --nip NIP --nama NAMA")
    try:
        petugas = Petugas(id=nip.strip(), nama=nama) if nip else parse_petugas(both)
    except ValidationError as error:
        raise BadInput("--nip atau --nama tidak dapat dibaca") from error
    if objection := Officers("").objection(petugas):
        raise BadInput(objection.rstrip("."))
    return petugas


def revoke(  # noqa: PLR0913, PLR0917 - a command's options are its parameters
    nomor: Number,
    alasan: Annotated[str, typer.Option(metavar="TEKS", help="Mengapa dicabut.")] = "",
    dasar: Annotated[
        str, typer.Option(metavar="TEKS", help="Surat atau aturan yang mendasarinya.")
    ] = "",
    setujui: Annotated[bool, typer.Option("--setujui", help="Setujui usul petugas lain.")] = False,
    nip: Nip = "",
    nama: Name = "",
    petugas: Officer = "",
    json: Json = False,
) -> None:
    """Cabut sebuah SK: petugas pertama mengusulkan, petugas kedua menyetujui.

    SK tetap berlaku sampai petugas kedua memberi perintah yang sama, atau
    --setujui. Bila kantor memakai daftar petugas, keduanya harus memegang peran
    dalam SOP-nya, dan salah satunya peran yang menandatangani SK.
    """
    if setujui and (alasan or dasar):
        raise BadInput("--setujui menyetujui usul yang ada, tanpa --alasan dan --dasar")
    request = Permintaan(nomor, officer(nip, nama, petugas), alasan, dasar, setujui)
    asyncio.run(_revoke(request, with_store(load_settings()), as_json=json))


async def _revoke(request: Permintaan, settings: Settings, *, as_json: bool) -> None:
    async with open_office(settings) as kantor:
        done = await cabut(kantor, request)
        if as_json:
            print_json(facts(done, hari_kantor(kantor)))
        else:
            _tell(done)


def _tell(done: NomorSk) -> None:
    if done.status != "dicabut":
        sentence = f"Usul pencabutan SK {done.nomor} dicatat. SK itu tetap berlaku."
        stdout().print(plain(sentence))
        remedy = f"Petugas kedua menyetujuinya dengan: izin sk cabut {done.nomor} --setujui"
        stderr().print(plain(remedy))
        return
    proposed, approved = done.pencabutan[-2:]
    stdout().print(plain(f"SK {done.nomor} dicabut: {done.alasan}", "bold"))
    stdout().print(plain(f"Dasar: {proposed.dasar}"))
    stdout().print(plain(f"Diusulkan {proposed.oleh.nama}, disetujui {approved.oleh.nama}."))


def take_back(  # noqa: PLR0917 - a command's options are its parameters
    nomor: Number,
    alasan: Annotated[str, typer.Option(metavar="TEKS", help="Mengapa dibatalkan.")] = "",
    nip: Nip = "",
    nama: Name = "",
    petugas: Officer = "",
    json: Json = False,
) -> None:
    """Batalkan usul pencabutan sebuah SK; SK itu tetap berlaku."""
    request = Permintaan(nomor, officer(nip, nama, petugas), alasan)
    asyncio.run(_take_back(request, with_store(load_settings()), as_json=json))


async def _take_back(request: Permintaan, settings: Settings, *, as_json: bool) -> None:
    async with open_office(settings) as kantor:
        done = await batal_usul(kantor, request)
        if as_json:
            print_json(facts(done, hari_kantor(kantor)))
        else:
            text = f"Usul pencabutan SK {done.nomor} dibatalkan. SK itu tetap berlaku."
            stdout().print(plain(text))
