"""The tree of commands."""

from typing import Annotated, ClassVar

import typer

from izin.cli.exits import EPILOG
from izin.cli.lazy import Lazy, LazyGroup
from izin.cli.typer_id import new_app


class Izin(LazyGroup):
    commands_by_name: ClassVar[dict[str, Lazy]] = {
        "demo": Lazy("izin.cli.demo", "Jalankan semuanya sekali, dengan permohonan contoh."),
        "jalankan": Lazy("izin.cli.run.command", "Jalankan satu, beberapa atau semua pelaksana."),
        "server": Lazy("izin.cli.run.server", "Server bawaan: RabbitMQ dan penyimpanan dokumen."),
        "ajukan": Lazy("izin.cli.submit.command", "Ajukan permohonan dari sebuah folder."),
        "tugas": Lazy("izin.cli.tasks.command", "Kerjakan tugas satu pelaksana."),
        "lihat": Lazy("izin.cli.look.command", "Lihat satu permohonan, atau daftarnya."),
        "pantau": Lazy("izin.cli.watch_board.command", "Pantau meja, kabar dan watchdog."),
        "petugas": Lazy("izin.cli.petugas.command", "Daftar petugas, peran dan mandat."),
        "sop": Lazy("izin.cli.sop.commands", "Daftar, periksa dan cetak SOP."),
        "kalender": Lazy("izin.cli.kalender.command", "Hari dan jam kerja kantor; jatuh tempo."),
        "gladi": Lazy("izin.cli.gladi.command", "Coba SOP atau kalender lain pada riwayat."),
        "audit": Lazy("izin.cli.audit.command", "Periksa semua yang tersimpan; ekspor riwayat."),
        "cadangan": Lazy("izin.cli.cadangan.commands", "Cadangan: buat, periksa, pasang."),
        "laporan": Lazy("izin.cli.laporan.command", "Laporan mutu baku satu bulan."),
        "kabar": Lazy("izin.cli.kabar.command", "Saluran kabar mutu baku: periksa dan uji."),
        "karantina": Lazy("izin.cli.karantina.command", "Pesan yang tidak dapat ditangani."),
        "pulihkan": Lazy("izin.cli.pulihkan.command", "Kirim ulang yang hilang dari antrean."),
        "akses": Lazy("izin.cli.akses.command", "Akun dan hak di RabbitMQ; berkas definisinya."),
        "rahasia": Lazy("izin.cli.rahasia.command", "Kata sandi dan sertifikat instalasi baru."),
        "asyncapi": Lazy("izin.cli.asyncapi", "Dokumen AsyncAPI dari semua pesan dan antrean."),
    }


app = new_app(
    "AlurIzin: permohonan izin berjalan menurut SOP, dari pemohon sampai Surat Izin (SK).",
    cls=Izin,
    epilog=EPILOG,
)


@app.callback(invoke_without_command=True)
def izin(
    versi: Annotated[
        bool, typer.Option("--versi", help="Tampilkan versi AlurIzin.", is_eager=True)
    ] = False,
) -> None:
    if versi:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and rarely asked for

        typer.echo(version("alurizin"))
        raise typer.Exit
