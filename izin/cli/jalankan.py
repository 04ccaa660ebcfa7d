"""`izin jalankan`: one process, or several that are supervised."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer

from izin.cli.catalogue import load_catalogue, role
from izin.cli.exits import Exit
from izin.cli.output import tell
from izin.cli.processes import EVERYONE, PORT, chosen, urls_for, with_accounts
from izin.cli.servers import load_settings
from izin.cli.typer_id import new_command
from izin.parent import die_with_parent
from izin.registry import discover_desks
from izin.supervisor import Plan, Supervisor
from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from services.meja import NAME as MEJA
from shared.desk import Desk
from shared.gabungan import anggota
from shared.readiness import alamat
from shared.settings import Settings
from shared.web.address import http_url


def jalankan(
    pelaksana: Annotated[
        list[str],
        typer.Argument(
            metavar="NAMA[+NAMA]...|semua",
            help="Kunci pelaksana, watchdog, kabar, meja, atau semua.",
        ),
    ],
    proses: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="Bersama semua: bagi para pelaksana ke sejumlah proses. Bawaannya 1 dengan server"
            " bawaan, dan satu proses setiap pelaksana bila kedua server disebut lingkungan.",
            show_default=False,
        ),
    ] = None,
    induk: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Jalankan satu pelaksana di proses ini, atau beberapa sebagai proses masing-masing.

    Nama yang disambung dengan + dilayani satu proses: frontoffice+backoffice. Itu hemat memori;
    bila prosesnya mati, semua yang disebut menunggu sampai ia dijalankan lagi.

    Watchdog mengawasi mutu baku: menemukan setiap pelanggaran dan mengumumkannya sekali. "semua"
    menjalankan setiap pelaksana dan satu watchdog; berapa pun watchdog boleh berjalan. Kabar
    meneruskan pelanggaran ke surel, obrolan dan webhook, dan ikut berjalan bila IZIN_KABAR diisi.
    Meja adalah halaman para petugas di peramban, di IZIN_ALAMAT_MEJA dan IZIN_PORT_MEJA; ia ikut
    berjalan dengan server bawaan, atau bila IZIN_URL_MEJA diisi. Ketiganya selalu punya proses
    sendiri.

    Tanpa RABBITMQ_URL dan MONGODB_URL, beberapa nama sekaligus menjalankan server bawaan di folder
    data; satu nama memakai server bawaan yang sudah berjalan. Ctrl-C menghentikan semuanya dengan
    rapi.
    """
    if induk is not None:
        die_with_parent(induk)
    settings = load_settings()
    catalogue = load_catalogue(settings)
    names = chosen(pelaksana, proses, settings)
    if len(names) == 1:
        raise typer.Exit(_one(names[0], with_accounts(settings, names[0])))
    sop = min(catalogue, key=len) if pelaksana == [EVERYONE] else ""
    raise typer.Exit(_several(names, settings, what_next(sop)))


def _one(name: str, settings: Settings) -> int:
    from shared import log  # noqa: PLC0415 - the worker's libraries are slow to load
    from shared.event_loop import run_on_fast_loop  # noqa: PLC0415

    log.configure(settings.log_format, settings.log_level, settings.zona_waktu)
    desks = discover_desks()
    if name == MEJA:
        from services.meja.process import run_meja  # noqa: PLC0415 - no worker loads a web server

        run_on_fast_loop(run_meja(desks, settings))
        return Exit.OK
    return _consuming(name, desks, settings)


def _consuming(name: str, desks: Mapping[str, Desk], settings: Settings) -> int:
    from shared.event_loop import run_on_fast_loop  # noqa: PLC0415
    from shared.process import KELUAR_BERES  # noqa: PLC0415
    from shared.worker.process import run_worker  # noqa: PLC0415

    if name == WATCHDOG:
        from ops.metrics.companion import metrics_companions  # noqa: PLC0415
        from ops.watchdog.karantina import watch_karantina  # noqa: PLC0415
        from ops.watchdog.process import run_watchdog  # noqa: PLC0415

        companions = (watch_karantina, *metrics_companions(settings))
        code = asyncio.run(run_watchdog(desks, settings, companions))
    elif name == NOTIFIER:
        from ops.notifier.process import run_notifier  # noqa: PLC0415 - and this the slowest

        code = asyncio.run(run_notifier(desks, settings))
    else:
        code = run_on_fast_loop(run_worker(name, desks, settings))
    return Exit.OK if code == KELUAR_BERES else Exit.UNREACHABLE


def what_next(sop: str) -> str:
    """The last line of a start, in 80 columns; `sop` is one to try where all roles are at work."""
    if not sop:
        return "Siap, semuanya bekerja. Ctrl-C untuk berhenti."
    return f"Siap. Di terminal lain: izin ajukan --contoh {sop} permohonan-saya"


def _several(names: Sequence[str], settings: Settings, ready: str) -> int:
    permanent = frozenset({int(Exit.USAGE), int(Exit.NOT_FOUND)})
    with urls_for(settings, names, tell) as env:
        called = [role(one) for name in names for one in anggota(name)]
        tell(f"Menjalankan {', '.join(called)}. Ctrl-C untuk berhenti.")
        code = asyncio.run(
            _supervise(Plan(names, env, permanent), [*whereabouts(env, names, settings), ready])
        )
    tell("Semua berhenti.")
    return code


def whereabouts(env: Mapping[str, str], names: Sequence[str], settings: Settings) -> Iterator[str]:
    """Where the servers are, without a password, and the pages."""
    for name, variable in (("RabbitMQ", "RABBITMQ_URL"), ("MongoDB", "MONGODB_URL")):
        if url := env.get(variable):
            yield f"{name:<9} {alamat(url)}"
    if MEJA in names:
        port = env.get(PORT) or settings.port_meja
        yield f"{'Meja':<9} {settings.url_meja or http_url(settings.alamat_meja, int(port))}"


async def _supervise(plan: Plan, ready: Sequence[str]) -> int:
    def at_work() -> None:
        for line in ready:
            tell(line)

    return await Supervisor(plan, tell, at_work).run()


app = new_command(jalankan)
