"""`izin cadangan`: the whole store, copied out and put back."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.progress import thousands
from izin.cli.servers import load_settings, with_store
from izin.cli.typer_id import Perintah, new_app
from shared.kantor.cadangan import Manifes, Seen, buat, kembalikan, periksa_salinan
from shared.settings import Settings
from shared.whole_file import whole_folder

EVERY = 200

app = new_app("Cadangan seluruh penyimpanan: buat, periksa, pasang.")

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder cadangan.")]


@app.command("buat", cls=Perintah)
def make(folder: Folder, json: Json = False) -> None:
    """Salin seluruh penyimpanan ke FOLDER yang baru; aman selagi semuanya berjalan.

    Isinya data pribadi: foldernya hanya dapat dibuka pemiliknya.
    """
    settings = with_store(load_settings())
    with whole_folder(folder, 0o700):
        manifes = asyncio.run(_make(folder, settings))
    _tell(manifes, f"Cadangan lengkap di {folder}", as_json=json)


@app.command("periksa", cls=Perintah)
def check(folder: Folder, json: Json = False) -> None:
    """Baca ulang setiap berkas cadangan dan bandingkan dengan manifesnya, tanpa server."""
    _tell(periksa_salinan(folder), f"Cadangan di {folder} utuh", as_json=json)


@app.command("pasang", cls=Perintah)
def restore(
    folder: Folder,
    lompati: Annotated[
        int,
        typer.Option(
            "--lompati-nomor",
            metavar="N",
            min=0,
            help="Lewati N nomor: yang diberikan sesudah cadangan dibuat tidak terpakai lagi.",
        ),
    ] = 0,
    json: Json = False,
) -> None:
    """Pasang cadangan ke basis data yang kosong, selagi tidak ada pelaksana yang berjalan.

    Yang sudah ada tidak pernah ditimpa. Sesudahnya: izin audit, lalu jalankan semuanya, lalu
    terbitkan kembali yang seharusnya ada di antrean.
    """
    settings = with_store(load_settings())
    manifes = asyncio.run(_restore(folder, settings, lompati))
    _tell(manifes, f"Terpasang di basis data {settings.basis_data}", as_json=json)
    if not json:
        stderr().print(plain(NEXT))


NEXT = (
    "Lanjutkan: izin audit; jalankan pelaksana; izin pulihkan menerbitkan kembali yang seharusnya"
    " ada di antrean."
)


async def _make(folder: Path, settings: Settings) -> Manifes:
    with _progress("Menyalin") as seen:
        return await buat(settings, folder, seen)


async def _restore(folder: Path, settings: Settings, skipped: int) -> Manifes:
    with _progress("Memasang") as seen:
        return await kembalikan(settings, folder, skipped, seen)


def _tell(manifes: Manifes, sentence: str, *, as_json: bool) -> None:
    if as_json:
        print_json(_facts(manifes))
        return
    total = sum(satu.dokumen for satu in manifes.koleksi)
    size = sum(satu.ukuran_bytes for satu in manifes.koleksi)
    text = (
        f"{sentence}: {thousands(total)} dokumen dalam {len(manifes.koleksi)} koleksi,"
        f" {thousands(size)} byte, dimulai {manifes.dibuat_pada}."
    )
    stdout().print(plain(text), soft_wrap=True)


def _facts(manifes: Manifes) -> dict[str, Any]:
    return {
        "dibuat_pada": manifes.dibuat_pada,
        "basis_data": manifes.basis_data,
        "koleksi": {satu.nama: satu.dokumen for satu in manifes.koleksi},
    }


@contextmanager
def _progress(what: str) -> Iterator[Seen]:
    """Silent where nobody watches."""
    console = stderr()
    if not console.is_terminal:
        yield lambda *_: None
        return
    with console.status(f"{what} …") as status:

        def seen(collection: str, count: int) -> None:
            if count % EVERY == 0:
                status.update(f"{what} {collection} … {thousands(count)}")

        yield seen
