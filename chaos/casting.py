"""Which processes a campaign has, and whom each of them serves."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from chaos.stage import Options
from ops.watchdog import NAME as WATCHDOG
from services.meja import NAME as MEJA
from shared.gabungan import gabung

EVERYBODY = "semua"


class Part(NamedTuple):
    """What one process does, and what the campaign calls it."""

    title: str
    roles: tuple[str, ...]
    env: tuple[tuple[str, str], ...] = ()
    """What its environment has beside everybody's."""

    @property
    def process(self) -> str:
        """As `izin jalankan` is told."""
        return gabung(self.roles)

    @property
    def watches(self) -> bool:
        return WATCHDOG in self.roles

    @property
    def shows(self) -> bool:
        """Pages, to officers."""
        return MEJA in self.roles


def parts_of(options: Options, roles: Sequence[str]) -> list[Part]:
    """One for each process. `roles`: all of the office's."""
    watchdogs = [_alone(WATCHDOG)] * options.watchdogs
    if options.joined:
        return [Part(EVERYBODY, tuple(roles))] * options.joined + watchdogs
    return [*_each((*roles, *options.pairs)), *watchdogs]


def _each(roles: Iterable[str]) -> list[Part]:
    return [_alone(role) for role in roles]


def _alone(role: str) -> Part:
    return Part(role, (role,))
