"""`izin web`."""

import os
import shlex
from typing import Annotated

import typer

from izin.cli.catalogue import role
from izin.cli.errors import BadInput
from izin.cli.exits import Exit
from izin.cli.output import plain, stdout, tell
from izin.cli.processes import free_port, on_embedded_servers
from izin.cli.servers import load_settings
from izin.cli.tables import Listing
from izin.cli.typer_id import new_command
from izin.web.akun import Orang
from izin.web.kantor import LOOPBACK, KantorContoh, Siap
from shared.akun.model import SEBUTAN_HAK

FOLDER = "web"


def web(
    ulang: Annotated[
        bool, typer.Option("--ulang", help="Mulai dari awal: buang semua isinya lebih dahulu.")
    ] = False,
) -> None:
    """Coba meja petugas di peramban, dengan permohonan contoh di setiap keadaan.

    Menjalankan server bawaan, semua pelaksana, watchdog dan meja di folder tersendiri (web di
    folder data), mengisinya dengan permohonan contoh dari setiap SOP, lalu menampilkan alamat dan
    akun untuk setiap peran. Berjalan sampai Ctrl-C; isinya tetap ada dan dipakai lagi oleh
    pemanggilan berikutnya.

    Hanya untuk mencoba: kata sandinya ditampilkan, kode dua langkah tidak diminta, dan halamannya
    hanya dapat dibuka dari komputer ini.
    """
    settings = load_settings()
    if not on_embedded_servers(settings):
        raise BadInput(
            "izin web hanya dengan server bawaan: akun contoh tidak boleh ada di kantor sungguhan",
            remedy="Kosongkan RABBITMQ_URL dan MONGODB_URL",
        )
    port = free_port(LOOPBACK, settings.port_meja)
    kantor = KantorContoh(settings.folder_data / FOLDER, port, tell, show)
    permanent = frozenset({int(Exit.USAGE), int(Exit.NOT_FOUND)})
    code = kantor.jalankan(ulang=ulang, permanen=permanent)
    tell("Semua berhenti.")
    raise typer.Exit(code)


def show(siap: Siap) -> None:
    """Where it is, and as whom to sign in."""
    out = stdout()
    rows = [(orang.akun, orang.nama, _as(orang)) for orang in siap.orang]
    out.print()
    out.print(plain(f"Buka {siap.alamat} di peramban, dan masuk sebagai siapa saja:"))
    out.print()
    out.print(Listing(("Akun", "Nama", "Sebagai"), rows, texts=("Nama", "Sebagai")))
    out.print()
    out.print(plain(f"Kata sandi semuanya: {siap.sandi}", style="bold"))
    isi = "baru" if siap.baru else "dari pemanggilan sebelumnya; dari awal: izin web --ulang"
    out.print(plain(f"{siap.contoh} permohonan contoh ({isi})."), soft_wrap=True)
    data = os.path.relpath(load_settings().folder_data / FOLDER)
    command = f"IZIN_FOLDER_DATA={shlex.quote(data)} izin lihat"
    out.print(plain(f"Dari terminal lain: {command}"), soft_wrap=True)
    out.print(plain("Ctrl-C untuk berhenti."))


def _as(orang: Orang) -> str:
    return role(orang.peran) if orang.peran else ", ".join(SEBUTAN_HAK[h] for h in orang.hak)


app = new_command(web)
