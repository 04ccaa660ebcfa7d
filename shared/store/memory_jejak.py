"""The in-memory double of the record of who opened which case."""

from collections.abc import Iterable, Sequence

from shared.kotak.jejak import Dibuka


class MemoryJejakStore:
    """See `shared.store.jejak_port`."""

    def __init__(self) -> None:
        self._isi: dict[str, Dibuka] = {}

    async def prepare(self) -> None: ...

    async def add(self, dibuka: Dibuka) -> None:
        self._isi.setdefault(dibuka.kunci, dibuka)

    async def of_case(self, nomor: str, most: int) -> Sequence[Dibuka]:
        return _latest((d for d in self._isi.values() if d.nomor == nomor), most)

    async def of_person(self, siapa: str, most: int) -> Sequence[Dibuka]:
        return _latest((d for d in self._isi.values() if siapa in {d.akun, d.petugas.id}), most)


def _latest(semua: Iterable[Dibuka], most: int) -> Sequence[Dibuka]:
    return sorted(semua, key=lambda satu: satu.pada, reverse=True)[:most]
