"""`izin server`: the embedded servers, for as long as the command runs."""

import signal

import typer

from izin.cli.options import Json
from izin.cli.output import print_json, stdout, tell
from izin.cli.servers import load_settings
from izin.cli.typer_id import Perintah, new_app
from izin.supervisor import STOP_SIGNALS
from shared.embedded import embedded_servers, find_running
from shared.readiness import alamat

app = new_app("Server bawaan: RabbitMQ dan penyimpanan dokumen, untuk mencoba dan menguji.")


@app.command("mulai", cls=Perintah)
def start() -> None:
    """Jalankan server bawaan di terminal ini sampai Ctrl-C."""
    folder = load_settings().folder_data
    with embedded_servers(folder, management=False, on_progress=tell) as servers:
        tell(f"RabbitMQ   {alamat(servers.rabbitmq_url)}")
        tell(f"MongoDB    {alamat(servers.mongodb_url)}")
        tell(f"Data di {folder.resolve()}. Ctrl-C untuk berhenti.")
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        signal.sigwait(STOP_SIGNALS)


@app.command("status", cls=Perintah)
def status(json: Json = False) -> None:
    """Apakah server bawaan berjalan, dan di mana."""
    running = find_running(load_settings().folder_data)
    addresses = (
        {"rabbitmq": alamat(running.rabbitmq_url), "mongodb": alamat(running.mongodb_url)}
        if running
        else {}
    )
    if json:
        print_json({"berjalan": bool(running), **addresses})
    elif running is None:
        stdout().print("Server bawaan tidak berjalan. Untuk menjalankannya: izin server mulai")
    else:
        stdout().print("\n".join(f"{name:<10} {where}" for name, where in addresses.items()))
    raise typer.Exit(0 if running else 1)
