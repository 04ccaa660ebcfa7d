"""Passwords and tokens: hashed so that whoever reads the store cannot sign in by it."""

import asyncio
import hashlib
import secrets
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_ARGON = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""Argon2id, as OWASP's cheat sheet has it: 19 MiB and some 30 ms, so that a login is no way to keep
the machine busy."""
_AT_ONCE = 2

_HURUF = "abcdefghjkmnpqrstuvwxyz23456789"
"""Nobody takes one of these for another."""
_KELOMPOK = 4


class Token(NamedTuple):
    """`isi` is for its holder, `sidik` for the store."""

    isi: str
    sidik: str


class Sandi:
    """Hashing takes time and memory: off the loop, and a few at once."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._nobody = _ARGON.hash(secrets.token_urlsafe(16))

    async def hash(self, sandi: str) -> str:
        async with self._turn:
            return await asyncio.to_thread(_ARGON.hash, sandi)

    async def fits(self, hashed: str | None, sandi: str) -> bool:
        """Takes as long where there is no account, or one without a password."""
        async with self._turn:
            return await asyncio.to_thread(_fits, hashed or self._nobody, sandi) and bool(hashed)

    def outdated(self, hashed: str) -> bool:
        """Whether it was made at a lower cost than today's."""
        return _ARGON.check_needs_rehash(hashed)


def _fits(hashed: str, sandi: str) -> bool:
    try:
        return _ARGON.verify(hashed, sandi)
    except (VerifyMismatchError, InvalidHashError):
        return False


def new_token() -> Token:
    isi = secrets.token_urlsafe(32)
    return Token(isi, digest(isi))


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sandi_sementara() -> str:
    """To be read out and typed once: about 79 bits."""
    return _berkelompok(4)


def kode_pemulihan(banyak: int = 10) -> tuple[str, ...]:
    """Each is good once: about 59 bits."""
    return tuple(_berkelompok(3) for _ in range(banyak))


def polos(kode: str) -> str:
    """A code as it is compared, however it was typed."""
    return "".join(huruf for huruf in kode.casefold() if huruf in _HURUF)


def _berkelompok(kelompok: int) -> str:
    huruf = [secrets.choice(_HURUF) for _ in range(kelompok * _KELOMPOK)]
    bagian = ("".join(huruf[at : at + _KELOMPOK]) for at in range(0, len(huruf), _KELOMPOK))
    return "-".join(bagian)
