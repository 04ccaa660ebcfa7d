"""The register of SK numbers as the rest of AlurIzin needs it."""

from collections.abc import AsyncIterator, Callable
from typing import Protocol
from uuid import UUID

from shared.sk.model import NomorSk

Buat = Callable[[int], NomorSk]
"""The entry for a number in its series, as it is to be written; called again with the next one
when another was quicker."""


class SkStore(Protocol):
    """A number is drawn by being written: there is no counter that could run ahead of the entries.
    Methods raise `StoreTidakTerjangkau`; trying again is safe."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat."""

    async def draw(self, seri: str, tahun: int, permohonan_id: UUID | None, buat: Buat) -> NomorSk:
        """The case's number: the one it has, or the lowest that is free. Two that draw at the same
        moment get two numbers, one case always the same one. Without a case: a number that is
        passed over."""

    async def find(self, nomor: str) -> NomorSk | None: ...

    async def find_by_case(self, permohonan_id: UUID) -> NomorSk | None:
        """Its number that is not void."""

    async def find_by_code(self, kode: str) -> NomorSk | None: ...

    async def find_by_digest(self, sidik: str) -> NomorSk | None:
        """Whose signed file, or whose text, has this SHA-256."""

    async def change(self, baru: NomorSk, lama: NomorSk) -> bool:
        """Compare-and-set on `revisi`; False, without a change, when somebody was quicker. Series,
        year, place in the series and case never change."""

    def scan(self, seri: str | None = None, tahun: int | None = None) -> AsyncIterator[NomorSk]:
        """By series, year and number. Raises `DokumenTidakTerbaca` after all that can be read when
        there were some that cannot."""
