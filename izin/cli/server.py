"""`izin server`: the embedded servers, for as long as the command runs."""

import signal
from shlex import quote
from typing import Annotated

import typer

from izin.cli.exits import Exit
from izin.cli.options import Json
from izin.cli.output import print_json, stderr, tell
from izin.cli.servers import load_settings
from izin.cli.typer_id import Perintah, new_app
from izin.supervisor import STOP_SIGNALS
from shared.embedded import ServerUrls, embedded_servers, find_running
from shared.readiness import alamat
from shared.settings import Settings

app = new_app("Server bawaan: RabbitMQ dan penyimpanan dokumen, untuk mencoba dan menguji.")


@app.command("mulai", cls=Perintah)
def start() -> None:
    """Jalankan server bawaan di terminal ini sampai Ctrl-C."""
    folder = load_settings().folder_data
    with embedded_servers(folder, management=False, on_progress=tell) as servers:
        for name, where in addresses(servers.urls).items():
            tell(f"{name:<9} {where}")
        tell(f"Siap, data di {folder.resolve()}. Ctrl-C untuk berhenti.")
        tell("Di terminal lain: izin jalankan semua; alamat lengkap: izin server status --alamat")
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        signal.sigwait(STOP_SIGNALS)


@app.command("status", cls=Perintah)
def status(
    alamat_lengkap: Annotated[
        bool,
        typer.Option(
            "--alamat",
            help="Alamat lengkap dengan kata sandinya, sebagai variabel lingkungan untuk program"
            ' sendiri: eval "$(izin server status --alamat)"',
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Apakah server bawaan berjalan, dan di mana."""
    settings = load_settings()
    running = find_running(settings.folder_data)
    if running is None:
        if json:
            print_json({"berjalan": False})
        else:
            stderr().print("Server bawaan tidak berjalan. Untuk menjalankannya: izin server mulai")
        raise typer.Exit(Exit.FAILED)
    known = whole(running, settings) if alamat_lengkap else addresses(running)
    if json:
        print_json({"berjalan": True, **{name.lower(): where for name, where in known.items()}})
    elif alamat_lengkap:
        for name, value in known.items():
            typer.echo(f"export {name}={quote(value)}")
    else:
        for name, where in known.items():
            typer.echo(f"{name:<9} {where}")
        stderr().print("Dengan kata sandi, untuk program sendiri: izin server status --alamat")


def addresses(urls: ServerUrls) -> dict[str, str]:
    """Without a password."""
    return {"RabbitMQ": alamat(urls.rabbitmq_url), "MongoDB": alamat(urls.mongodb_url)}


def whole(urls: ServerUrls, settings: Settings) -> dict[str, str]:
    """What a client of one's own needs, by the variables that AlurIzin reads too."""
    return {
        "RABBITMQ_URL": urls.rabbitmq_url,
        "MONGODB_URL": urls.mongodb_url,
        "IZIN_BASIS_DATA": settings.basis_data,
    }
