"""Accounts, sessions and failed attempts as the rest of AlurIzin needs them."""

from datetime import datetime
from typing import Protocol

from shared.akun.model import Akun, Percobaan, Sesi


class AkunStore(Protocol):
    """Methods raise `StoreTidakTerjangkau`; trying again is safe."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat."""

    async def add(self, akun: Akun) -> bool:
        """False, without a change, when there is one of that name, or of that officer."""

    async def find(self, nama: str) -> Akun | None: ...

    async def find_by_officer(self, petugas_id: str) -> Akun | None: ...

    async def change(self, baru: Akun, lama: Akun) -> bool:
        """Compare-and-set on `urutan`; False when somebody was quicker. Name and officer stay."""

    async def all(self) -> tuple[Akun, ...]:
        """By name."""


class SesiStore(Protocol):
    """As `AkunStore`. Sessions that are over go by themselves."""

    async def begin(self, sesi: Sesi) -> None: ...

    async def session(self, id_: str) -> Sesi | None: ...

    async def seen(self, id_: str, pada: datetime) -> None: ...

    async def sessions_of(self, akun: str) -> tuple[Sesi, ...]:
        """The latest first."""

    async def end(self, id_: str) -> None: ...

    async def end_all(self, akun: str, but: str | None = None) -> int:
        """How many ended; `but` is the id of one that stays."""

    async def attempts(self, kunci: str) -> Percobaan | None:
        """Failures in a row under this key, an account or an address."""

    async def attempt(self, kunci: str, pada: datetime) -> int:
        """Counts one more, before it is known how it ends: many at once are all counted. Returns
        the count."""

    async def forgive(self, kunci: str, kali: int | None = None) -> None:
        """Takes back so many, or all."""


class MasukStore(AkunStore, SesiStore, Protocol):
    """What signing in needs."""
