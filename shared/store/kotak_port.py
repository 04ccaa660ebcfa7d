"""The inboxes of the desks as the rest of AlurIzin needs them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from shared.kotak.konsep import Konsep
from shared.kotak.model import Baris, Batas, Pegangan, TugasMasuk
from shared.kotak.seri import HasilButir, Seri


class KotakStore(Protocol):
    """One document a desk and application. Methods raise `StoreTidakTerjangkau`; trying again is
    safe. Each change raises the number of its desk's inbox."""

    async def prepare(self) -> None:
        """Create the indexes; safe to repeat."""

    async def put(self, masuk: TugasMasuk) -> bool:
        """True when it is new here. One of the same opening stays as it is, with who has taken it;
        a later opening replaces it, an earlier one is dropped."""

    async def task(self, pelaksana: str, nomor: str) -> TugasMasuk | None: ...

    async def lines(self, pelaksana: str) -> Sequence[Baris]:
        """All of a desk, in no order."""

    async def hold(self, baris: Baris, pegangan: Pegangan) -> bool:
        """Compare-and-set: for a task of this opening that nobody has; False otherwise."""

    async def release(self, baris: Baris) -> bool:
        """Compare-and-set: for a task of this opening that is held as `baris` says."""

    async def move(self, baris: Baris, batas: Batas) -> None:
        """The limit of this opening, as it is reckoned by now."""

    async def remove(self, baris: Baris) -> bool:
        """This opening, and no later one. False when it is not there."""

    async def numbers(self, pelaksana: Sequence[str]) -> Mapping[str, int]:
        """Of each desk's inbox; one that was never changed is left out."""

    async def draft(self, kunci: str) -> Konsep | None: ...

    async def drafts(self, kunci: Sequence[str]) -> Mapping[str, Konsep]:
        """Those that there are, by their keys."""

    async def keep_draft(self, konsep: Konsep) -> None:
        """In place of the one of its key: the last one stands. Forgotten after a month."""

    async def drop_draft(self, kunci: str) -> None: ...

    async def keep_series(self, seri: Seri) -> None:
        """A new one. Forgotten after a month."""

    async def series(self, seri_id: str) -> Seri | None: ...

    async def begin_series(self, seri: Seri, kini: datetime, sampai: datetime) -> bool:
        """Compare-and-set, for one that nobody is at and that was begun no more often than `seri`
        says: it is this caller's until then. False for who was not the first."""

    async def note_series(self, seri_id: str, ke: int, hasil: HasilButir, sampai: datetime) -> None:
        """What became of the one in that place; whoever is at it stays so until then."""

    async def end_series(self, seri_id: str) -> None:
        """Nobody is at it any more."""
