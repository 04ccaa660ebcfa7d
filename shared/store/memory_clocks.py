"""The in-memory double of the store of clocks, for unit tests only."""

from datetime import datetime

from shared.clock import Clock, system_clock
from shared.store.clock_port import JamProses, Petunjuk, SemuaJam


class MemoryClockStore:
    """`clock` is the store's own."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self.clock = clock
        self._acuan: Petunjuk | None = None
        self._proses: dict[str, JamProses] = {}

    async def prepare(self) -> None: ...

    async def time(self) -> datetime:
        return self.clock()

    async def clocks(self) -> SemuaJam:
        return SemuaJam(self._acuan, tuple(self._proses[nama] for nama in sorted(self._proses)))

    async def tell(self, jam: JamProses) -> None:
        self._proses[jam.proses] = jam

    async def forget(self, proses: str) -> None:
        self._proses.pop(proses, None)

    async def refer(self, baru: Petunjuk, lama: Petunjuk | None) -> bool:
        if self._acuan != lama:
            return False
        self._acuan = baru
        return True
