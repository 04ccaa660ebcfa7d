"""The tree of commands."""

from importlib import import_module
from typing import Annotated, Any, ClassVar, NamedTuple

import typer
from typer.main import get_command

from izin.cli.exits import EPILOG
from izin.cli.typer_id import Kelompok, Perintah, new_app


class Lazy(NamedTuple):
    """`module` has a Typer app by the name `app`; `help` is its first line, said here too so
    that the list of commands can be shown without it."""

    module: str
    help: str


class LazyGroup(Kelompok):
    """A group whose commands are imported when they are run: `izin --help` has to be quick."""

    commands_by_name: ClassVar[dict[str, Lazy]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        return [*self.commands_by_name]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The real one when it is about to run, its line for the help otherwise."""
        lazy = self.commands_by_name.get(cmd_name)
        if lazy is None:
            return None
        return Perintah(name=cmd_name, help=lazy.help)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None:
            command = load(name, self.commands_by_name[name])
        return name, command, rest


def load(name: str, lazy: Lazy) -> Any:
    command = get_command(import_module(lazy.module).app)
    command.name = name
    return command


class Izin(LazyGroup):
    commands_by_name: ClassVar[dict[str, Lazy]] = {
        "demo": Lazy("izin.cli.demo", "Jalankan semuanya sekali, dengan permohonan contoh."),
        "jalankan": Lazy("izin.cli.jalankan", "Jalankan satu, beberapa atau semua pelaksana."),
        "web": Lazy("izin.cli.web", "Coba meja petugas di peramban, dengan permohonan contoh."),
        "server": Lazy("izin.cli.server", "Server bawaan: RabbitMQ dan penyimpanan dokumen."),
        "ajukan": Lazy("izin.cli.ajukan", "Ajukan permohonan dari sebuah folder."),
        "tarik": Lazy("izin.cli.tarik", "Tarik permohonan atas kehendak pemohon."),
        "tugas": Lazy("izin.cli.tugas", "Kerjakan tugas satu pelaksana."),
        "lihat": Lazy("izin.cli.lihat", "Lihat satu permohonan, atau daftarnya."),
        "perkara": Lazy("izin.cli.perkara", "Apa yang dilakukan dengan perkara di meja."),
        "unduh": Lazy("izin.cli.unduh", "Daftar dan ambil berkas satu permohonan, juga SK-nya."),
        "pantau": Lazy("izin.cli.pantau", "Pantau meja, kabar dan watchdog."),
        "petugas": Lazy("izin.cli.petugas", "Daftar petugas, peran dan mandat."),
        "akun": Lazy("izin.cli.akun", "Akun para petugas untuk meja di peramban."),
        "sop": Lazy("izin.cli.sop", "Daftar, periksa dan cetak SOP."),
        "surat": Lazy("izin.cli.surat", "Surat kantor: daftar, periksa, contoh."),
        "tanda-tangan": Lazy("izin.cli.tanda_tangan", "Periksa kunci para penanda tangan SK."),
        "sk": Lazy("izin.cli.sk", "SK: buku nomor, unduh, periksa keaslian, bundel, cabut."),
        "kalender": Lazy("izin.cli.kalender", "Hari dan jam kerja kantor; jatuh tempo."),
        "gladi": Lazy("izin.cli.gladi", "Coba SOP atau kalender lain pada riwayat."),
        "audit": Lazy("izin.cli.audit", "Periksa semua yang tersimpan; ekspor riwayat."),
        "cadangan": Lazy("izin.cli.cadangan", "Cadangan: buat, periksa, pasang."),
        "laporan": Lazy("izin.cli.laporan", "Laporan mutu baku satu bulan."),
        "kabar": Lazy("izin.cli.kabar", "Saluran kabar mutu baku: periksa dan uji."),
        "karantina": Lazy("izin.cli.karantina", "Pesan yang tidak dapat ditangani."),
        "pulihkan": Lazy("izin.cli.pulihkan", "Kirim ulang yang hilang dari antrean."),
        "akses": Lazy("izin.cli.akses", "Akun dan hak di kedua server; berkas definisinya."),
        "rahasia": Lazy("izin.cli.rahasia", "Kata sandi dan sertifikat instalasi baru."),
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
