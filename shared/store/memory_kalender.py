"""The in-memory double of the store of calendars, for unit tests only."""

from shared.store.watch_port import CatatanMasa


class MemoryKalenderStore:
    """An office that has no calendar yet."""

    def __init__(self) -> None:
        self._salinan: dict[str, str] = {}
        self._masa: dict[int, CatatanMasa] = {}

    async def save_kalender(self, versi: str, salinan: str) -> None:
        self._salinan.setdefault(versi, salinan)

    async def load_kalender(self, versi: str) -> str | None:
        return self._salinan.get(versi)

    async def masa(self) -> tuple[CatatanMasa, ...]:
        return tuple(self._masa[urutan] for urutan in sorted(self._masa))

    async def adopt(self, catatan: CatatanMasa) -> bool:
        return self._masa.setdefault(catatan.urutan, catatan) is catatan

    async def count_moved(self, urutan: int, tambah: int) -> None:
        lama = self._masa[urutan]
        self._masa[urutan] = lama._replace(tergeser=lama.tergeser + tambah)
