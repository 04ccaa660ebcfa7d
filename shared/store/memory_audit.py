"""The in-memory double of what an audit reads, for unit tests only."""

from collections.abc import AsyncIterator, Mapping

from shared.store.audit_port import SopTersimpan
from shared.store.indeks import SEMUA_INDEKS, Indeks
from shared.store.memory import MemoryPermohonanStore


class MemoryAuditStore:
    """Beside another double; its indexes are all there unless a test takes one away."""

    def __init__(self, permohonan: MemoryPermohonanStore) -> None:
        self._permohonan = permohonan
        self.indeks: tuple[Indeks, ...] = SEMUA_INDEKS

    async def indexes(self) -> Mapping[str, tuple[Indeks, ...]]:
        koleksi = dict.fromkeys(satu.koleksi for satu in SEMUA_INDEKS)
        return {nama: tuple(i for i in self.indeks if i.koleksi == nama) for nama in koleksi}

    async def sops(self) -> AsyncIterator[SopTersimpan]:
        for versi, (berkas, sumber) in self._permohonan.kept_sops().items():
            yield SopTersimpan(versi, berkas, sumber)

    async def counters(self) -> Mapping[str, int]:
        return self._permohonan.counters()
