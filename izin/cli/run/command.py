"""`izin jalankan`: one pelaksana or the watchdog in this process, or several under a supervisor."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer

from izin.cli.catalogue import load_catalogue
from izin.cli.errors import BadInput, NotFound
from izin.cli.exits import Exit
from izin.cli.output import tell
from izin.cli.run.embedded import urls_for
from izin.cli.servers import with_servers
from izin.cli.settings import load_settings
from izin.cli.typer_id import new_command
from izin.parent import die_with_parent
from izin.registry import discover_desks
from izin.supervisor import Plan, Supervisor
from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from shared.settings import Settings

EVERYONE = "semua"


def jalankan(
    pelaksana: Annotated[
        list[str],
        typer.Argument(
            metavar="NAMA...|semua",
            help="Kunci pelaksana, watchdog, kabar, atau semua.",
        ),
    ],
    induk: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Jalankan satu pelaksana di proses ini, atau beberapa sebagai proses masing-masing.

    Watchdog mengawasi mutu baku: menemukan setiap pelanggaran dan mengumumkannya sekali. "semua"
    menjalankan setiap pelaksana dan satu watchdog; berapa pun watchdog boleh berjalan. Kabar
    meneruskan pelanggaran ke surel, obrolan dan webhook, dan ikut berjalan bila IZIN_KABAR diisi.

    Tanpa RABBITMQ_URL dan MONGODB_URL, beberapa nama sekaligus menjalankan server bawaan di folder
    data; satu nama memakai server bawaan yang sudah berjalan. Ctrl-C menghentikan semuanya dengan
    rapi.
    """
    if induk is not None:
        die_with_parent(induk)
    settings = load_settings()
    load_catalogue(settings)
    names = _checked(pelaksana, settings)
    if len(names) == 1:
        raise typer.Exit(_one(names[0], with_servers(settings)))
    raise typer.Exit(_several(names, settings))


def _checked(asked: Sequence[str], settings: Settings) -> tuple[str, ...]:
    known = (*discover_desks(), WATCHDOG, NOTIFIER)
    if EVERYONE in asked:
        if len(asked) > 1:
            raise BadInput(f"'{EVERYONE}' tidak digabung dengan nama pelaksana lain")
        return known if settings.kabar else known[:-1]
    if unknown := [name for name in asked if name not in known]:
        raise NotFound(
            f"Pelaksana '{unknown[0]}' tidak dikenal",
            remedy=f"Yang ada: {', '.join(known)}, atau {EVERYONE}",
        )
    if NOTIFIER in asked and settings.kabar is None:
        raise BadInput(
            f"'{NOTIFIER}' tidak tahu ke mana kabar diteruskan",
            remedy="Isi IZIN_KABAR dengan berkas salurannya, lalu: izin kabar periksa",
        )
    return tuple(dict.fromkeys(asked))


def _one(name: str, settings: Settings) -> int:
    from shared import log  # noqa: PLC0415 - the worker's libraries are slow to load
    from shared.event_loop import run_on_fast_loop  # noqa: PLC0415
    from shared.process import KELUAR_BERES, run_worker  # noqa: PLC0415

    log.configure(settings.log_format, settings.log_level)
    desks = discover_desks()
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


def _several(names: Sequence[str], settings: Settings) -> int:
    permanent = frozenset({int(Exit.USAGE), int(Exit.NOT_FOUND)})
    with urls_for(settings, tell) as env:
        tell(f"Menjalankan {', '.join(names)}. Ctrl-C untuk berhenti.")
        code = asyncio.run(_supervise(Plan(names, env, permanent)))
    tell("Semua berhenti.")
    return code


async def _supervise(plan: Plan) -> int:
    return await Supervisor(plan, tell).run()


app = new_command(jalankan)
