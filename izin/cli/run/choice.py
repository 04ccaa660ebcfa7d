"""What `izin jalankan` is asked to run, with the answers that only an installation can give."""

from collections.abc import Sequence

from izin.cli.errors import BadInput
from izin.cli.run.accounts import check_accounts
from izin.cli.run.embedded import on_embedded_servers
from izin.cli.run.processes import ALONE, EVERYONE, dealt, named
from izin.registry import discover_desks
from ops.notifier import NAME as NOTIFIER
from ops.watchdog import NAME as WATCHDOG
from shared.settings import Settings


def chosen(asked: Sequence[str], count: int | None, settings: Settings) -> tuple[str, ...]:
    """The processes, by the names that a child is started with. Raises `BadInput`, `NotFound`."""
    pelaksana = tuple(discover_desks())
    check_accounts(settings, (*pelaksana, *ALONE))
    if list(asked) == [EVERYONE]:
        if count is None:
            count = 1 if on_embedded_servers(settings) else len(pelaksana)
        beside = ALONE if settings.kabar else (WATCHDOG,)
        return (*dealt(pelaksana, count), *beside)
    if count is not None:
        raise BadInput(
            f"--proses hanya bersama {EVERYONE}",
            remedy="Pelaksana tertentu dalam satu proses: izin jalankan frontoffice+backoffice",
        )
    names = named(asked, pelaksana)
    if NOTIFIER in names and settings.kabar is None:
        raise BadInput(
            f"'{NOTIFIER}' tidak tahu ke mana kabar diteruskan",
            remedy="Isi IZIN_KABAR dengan berkas salurannya, lalu: izin kabar periksa",
        )
    return names
