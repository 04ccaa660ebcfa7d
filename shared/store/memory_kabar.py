"""The in-memory double of the notifier's store, for unit tests only."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from shared.store.kabar_port import SEWA_PERINGATAN


class MemoryKabarStore:
    """Knows no channel and has delivered nothing."""

    def __init__(self) -> None:
        self.terkirim: dict[tuple[str, str], datetime] = {}
        self._peringatan: dict[str, tuple[datetime | None, bool]] = {}
        self._saluran: dict[str, frozenset[str]] = {}

    async def prepare(self) -> None: ...

    async def delivered(self, saluran: str, message_id: str) -> bool:
        return (saluran, message_id) in self.terkirim

    async def record(self, saluran: str, message_id: Iterable[str], pada: datetime) -> None:
        for satu in message_id:
            self.terkirim.setdefault((saluran, satu), pada)

    async def claim_warning(self, kunci: str, pada: datetime) -> bool:
        dipegang, diberikan = self._peringatan.get(kunci, (None, False))
        if diberikan or (dipegang is not None and pada - dipegang < SEWA_PERINGATAN):
            return False
        self._peringatan[kunci] = (pada, False)
        return True

    async def warned(self, kunci: str, pada: datetime) -> None:
        self._peringatan[kunci] = (pada, True)

    async def channels(self) -> Mapping[str, frozenset[str]]:
        return dict(self._saluran)

    async def keep_channel(self, saluran: str, kunci: Iterable[str]) -> None:
        self._saluran[saluran] = frozenset(kunci)

    async def forget_channel(self, saluran: str) -> None:
        self._saluran.pop(saluran, None)
