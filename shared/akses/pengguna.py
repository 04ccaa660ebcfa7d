"""Names of the broker's accounts."""

from urllib.parse import unquote, urlsplit

LAYANAN = "layanan-"
MEJA = "meja-"
PORTAL = "portal"
OPS = "ops"
DASBOR = "dasbor"

WATCHDOG = "watchdog"
KABAR = "kabar"
RUANG_MEJA = "meja"
"""The desk in a browser: each role's own account of tools (`meja`), and one of its own for the
facts."""


def layanan(nama: str) -> str:
    """The account of a service: a pelaksana's worker, the watchdog, the notifier."""
    return f"{LAYANAN}{nama}"


def meja(pelaksana: str) -> str:
    """The account of the tools of a pelaksana's officers."""
    return f"{MEJA}{pelaksana}"


def bernama(pengguna: str | None) -> bool:
    """Whether this is a service's own account: one that is told apart from the others."""
    return pengguna is not None and pengguna.startswith(LAYANAN)


def lewat_pintu(pengguna: str | None) -> bool:
    """Whether this account writes to doors (`shared.topology.pintu`), and not to `izin`."""
    return pengguna is not None and (pengguna == PORTAL or pengguna.startswith(MEJA))


def nama_pengguna(rabbitmq_url: str) -> str | None:
    """The account that a URL logs in with; None where it names none."""
    pengguna = urlsplit(rabbitmq_url).username
    return unquote(pengguna) if pengguna else None
