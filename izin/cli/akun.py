"""`izin akun`: accounts for the officers' desk in a browser."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar, get_args

import typer

from izin.cli.catalogue import role
from izin.cli.errors import BadInput
from izin.cli.options import Json
from izin.cli.output import plain, print_json, stderr, stdout
from izin.cli.servers import load_settings, with_store
from izin.cli.tables import Listing
from izin.cli.tugas_petugas import parse_petugas
from izin.cli.typer_id import Perintah, new_app
from izin.registry import discover_desks
from shared.akun.model import SEBUTAN_HAK, Akun, Hak
from shared.kantor.akun import Baru, Pembukuan, open_pembukuan
from shared.settings import Settings
from shared.words import office_zone, when

T = TypeVar("T")

app = new_app("Akun para petugas untuk meja di peramban.")

Nama = Annotated[str, typer.Argument(metavar="NAMA", help="Nama masuk, misalnya budi.santoso.")]

ONCE = "Kata sandi ini ditampilkan sekali; pemiliknya menggantinya saat pertama kali masuk."


def _hak(text: str) -> list[Hak]:
    """Raises `BadInput`."""
    known = get_args(Hak)
    words = [word.strip() for word in text.split(",") if word.strip()]
    if strange := [word for word in words if word not in known]:
        raise BadInput(f"Hak '{strange[0]}' tidak dikenal", remedy=f"Yang ada: {', '.join(known)}")
    return [hak for hak in known if hak in words]


def _run(work: Callable[[Pembukuan], Awaitable[T]]) -> tuple[T, Settings]:
    settings = with_store(load_settings())

    async def running() -> T:
        async with open_pembukuan(settings, discover_desks()) as pembukuan:
            return await work(pembukuan)

    return asyncio.run(running()), settings


@app.command("buat", cls=Perintah)
def buat(
    nama: Nama,
    *,
    petugas: Annotated[
        str, typer.Option(metavar="ID:NAMA", help="Petugasnya: NIP dan nama.", show_default=False)
    ],
    peran: Annotated[
        str,
        typer.Option(
            metavar="PERAN,…",
            help="Peran petugas ini, bila kantor tidak memakai daftar petugas.",
            show_default=False,
        ),
    ] = "",
    hak: Annotated[
        str,
        typer.Option(
            metavar="HAK,…",
            help="penyelia (membebaskan tugas yang diambil orang lain, melihat papan), pengelola"
            " (mengurus sistem), layar (papan di layar dinding).",
            show_default=False,
        ),
    ] = "",
    tanpa_sandi: Annotated[
        bool,
        typer.Option("--tanpa-sandi", help="Ia masuk dengan akun kantor (OpenID Connect) saja."),
    ] = False,
    json: Json = False,
) -> None:
    """Buat akun seorang petugas; kata sandi pertamanya ditampilkan sekali.

    Peran dan mandatnya menurut daftar petugas (IZIN_DAFTAR_PETUGAS) pada saat ia bekerja; --peran
    hanya berlaku di kantor tanpa daftar itu.
    """
    siapa, rights = parse_petugas(petugas), _hak(hak)
    roles = [word.strip() for word in peran.split(",") if word.strip()]
    made, _ = _run(lambda buku: buku.add(nama, siapa, roles, rights, bersandi=not tanpa_sandi))
    _show_new(made, as_json=json)


@app.command("daftar", cls=Perintah)
def daftar(json: Json = False) -> None:
    """Tampilkan semua akun."""
    every, settings = _run(lambda buku: buku.store.all())
    if json:
        print_json([_as_json(akun) for akun in every])
        return
    zone = office_zone(settings)
    rows = [
        (
            akun.nama,
            akun.petugas.nama,
            akun.petugas.id,
            ", ".join((*map(role, akun.peran), *(SEBUTAN_HAK[h] for h in akun.hak))) or "-",
            "ya" if akun.faktor else "tidak",
            f"dikunci: {akun.terkunci}" if akun.terkunci else "aktif",
            when(akun.dibuat_pada, zone),
        )
        for akun in every
    ]
    headings = ("Akun", "Nama", "Petugas", "Peran dan hak", "Dua langkah", "Keadaan", "Dibuat")
    stdout().print(Listing(headings, rows, texts=("Nama", "Peran dan hak", "Keadaan")))


@app.command("atur-ulang", cls=Perintah)
def atur_ulang(
    nama: Nama,
    faktor: Annotated[
        bool, typer.Option("--faktor", help="Lupakan juga kode dua langkahnya.")
    ] = False,
    json: Json = False,
) -> None:
    """Buat kata sandi sementara yang baru; semua sesinya berakhir."""
    made, _ = _run(lambda buku: buku.reset(nama, faktor=faktor))
    _show_new(made, as_json=json)


@app.command("kunci", cls=Perintah)
def kunci(
    nama: Nama,
    alasan: Annotated[str, typer.Option(help="Mengapa; pemiliknya membacanya.")],
) -> None:
    """Kunci akun: tidak dapat masuk lagi, dan semua sesinya berakhir."""
    ended, _ = _run(lambda buku: buku.lock(nama, alasan))
    stdout().print(plain(f"{nama} dikunci; {ended} sesi diakhiri."))


@app.command("buka", cls=Perintah)
def buka(nama: Nama) -> None:
    """Buka akun yang dikunci, atau yang menunggu karena terlalu sering gagal."""
    _run(lambda buku: buku.unlock(nama))
    stdout().print(plain(f"{nama} dapat masuk lagi."))


@app.command("cabut-sesi", cls=Perintah)
def cabut_sesi(nama: Nama) -> None:
    """Akhiri semua sesi sebuah akun; pemiliknya dapat masuk lagi."""
    ended, _ = _run(lambda buku: buku.end_sessions(nama))
    stdout().print(plain(f"{ended} sesi {nama} diakhiri."))


def _show_new(made: Baru, *, as_json: bool) -> None:
    """The password alone on stdout's last line, so that a script can take it."""
    if as_json:
        print_json(_as_json(made.akun) | {"kata_sandi": made.sandi})
        return
    what = f"Akun {made.akun.nama}, petugas {made.akun.petugas.nama}."
    if not made.sandi:
        stderr().print(plain(f"{what} Tanpa kata sandi di sini."))
        return
    stderr().print(plain(f"{what} {ONCE}"))
    stdout().print(plain(made.sandi))


def _as_json(akun: Akun) -> dict[str, Any]:
    """Nothing that is secret."""
    return {
        "nama": akun.nama,
        "petugas": akun.petugas.model_dump(),
        "peran": list(akun.peran),
        "hak": list(akun.hak),
        "dua_langkah": akun.faktor is not None,
        "harus_ganti": akun.harus_ganti,
        "terkunci": akun.terkunci,
    }
