"""The accounts that processes log in with at the broker: everybody's, or one a name."""

from collections.abc import Sequence

from izin.cli.errors import BadInput
from izin.cli.run.processes import ALONE
from izin.cli.servers import with_servers
from shared.gabungan import anggota
from shared.settings import Settings, variabel_url


def check_accounts(settings: Settings, known: Sequence[str]) -> None:
    """A name that is mistyped would quietly work under everybody's account. Raises `BadInput`."""
    variables = [variabel_url(name) for name in known]
    if strange := sorted(set(settings.rabbitmq_url_sendiri) - set(variables)):
        raise BadInput(
            f"Variabel lingkungan {strange[0]} tidak menyebut nama yang dikenal",
            remedy=f"Yang ada: {', '.join(variables)}",
        )


def has_servers(settings: Settings, process: str) -> bool:
    """Whether the environment names all that this process needs."""
    accounts = map(settings.rabbitmq_url_of, anggota(process))
    return bool(settings.mongodb_url) and all(accounts)


def with_accounts(settings: Settings, process: str) -> Settings:
    """The settings with every URL that this process needs. Raises `Unreachable` when there are no
    servers."""
    if not has_servers(settings, process):
        settings = with_servers(settings)
    if process in ALONE:
        return settings.model_copy(update={"rabbitmq_url": settings.rabbitmq_url_of(process)})
    return settings
