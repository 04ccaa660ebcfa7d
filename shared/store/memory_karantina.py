"""The in-memory double of the records of karantina, for unit tests only."""

from shared.store.karantina_port import CatatanKarantina


class MemoryKarantinaStore:
    def __init__(self) -> None:
        self._catatan: dict[str, CatatanKarantina] = {}

    async def prepare(self) -> None: ...

    async def record(self, catatan: CatatanKarantina) -> None:
        self._catatan.setdefault(catatan.kunci, catatan)

    async def latest(self, jumlah: int) -> tuple[CatatanKarantina, ...]:
        semua = sorted(self._catatan.values(), key=lambda c: (c.pada, c.kunci), reverse=True)
        return tuple(semua[:jumlah])
