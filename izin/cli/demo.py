"""`izin demo`."""

from typing import Annotated

import typer

from izin.cli.errors import BadInput
from izin.cli.output import stdout
from izin.cli.processes import dealt
from izin.cli.typer_id import new_command
from izin.demo.run import run_demo
from izin.registry import discover_desks
from shared.settings import Settings


def demo(
    jumlah: Annotated[int, typer.Option(metavar="N", min=1, help="Banyaknya permohonan.")] = 40,
    benih: Annotated[
        int, typer.Option(metavar="BENIH", help="Benih acak: benih sama, permohonan sama.")
    ] = 2026,
    proses: Annotated[
        int,
        typer.Option(
            metavar="N", help="Bagi para pelaksana ke sejumlah proses; watchdog tetap sendiri."
        ),
    ] = 1,
    simpan: Annotated[
        bool, typer.Option("--simpan", help="Biarkan server demo berjalan sampai Ctrl-C.")
    ] = False,
    akun: Annotated[
        bool,
        typer.Option(
            "--akun", help="Satu akun RabbitMQ untuk setiap pelaksana dan alat, dengan haknya saja."
        ),
    ] = False,
) -> None:
    """Jalankan semuanya sekali: server, pelaksana, dan permohonan contoh dari dua SOP.

    Petugas tiruan bekerja hanya melalui antrean, menurut jam demo yang lebih cepat daripada jam
    biasa; sebagian sengaja lambat, sehingga watchdog mengumumkan pelanggaran mutu baku. Hasilnya
    dihitung dari penyimpanan dan diperiksa; kode keluar 1 bila ada yang tidak benar.
    """
    nama = dealt(tuple(discover_desks()), proses)
    if akun and Settings().rabbitmq_url:
        raise BadInput(
            "--akun hanya dengan RabbitMQ bawaan: akun-akunnya dibuat untuk demo ini",
            remedy="Kosongkan RABBITMQ_URL",
        )
    raise typer.Exit(
        run_demo(nama, jumlah=jumlah, benih=benih, simpan=simpan, akun=akun, console=stdout())
    )


app = new_command(demo)
