"""The in-memory double of who has seen which alert, for unit tests only."""

from collections.abc import Iterable, Mapping

from shared.petugas.orang import pengenal_baku
from shared.store.dilihat_port import Dilihat


class MemoryDilihatStore:
    """See `shared.store.dilihat_port`."""

    def __init__(self) -> None:
        self._isi: dict[tuple[str, str], Dilihat] = {}

    async def prepare(self) -> None: ...

    async def see(self, dilihat: Dilihat) -> bool:
        siapa = pengenal_baku(dilihat.petugas.id)
        return self._isi.setdefault((dilihat.kunci, siapa), dilihat) is dilihat

    async def seen(self, kunci: Iterable[str]) -> Mapping[str, tuple[Dilihat, ...]]:
        semua, dicari = dict[str, tuple[Dilihat, ...]](), set(kunci)
        for satu in sorted(self._isi.values(), key=lambda d: (d.pada, d.petugas.id)):
            if satu.kunci in dicari:
                semua[satu.kunci] = (*semua.get(satu.kunci, ()), satu)
        return semua

    async def number(self) -> int:
        return len(self._isi)
