"""The in-memory double of the watchdog's store, for unit tests only."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from shared.permohonan import Permohonan
from shared.store.memory import MemoryPermohonanStore
from shared.store.watch_port import Klaim


class MemoryWatchStore:
    """Watches the applications of another double."""

    def __init__(self, permohonan: MemoryPermohonanStore) -> None:
        self._permohonan = permohonan
        self._klaim: dict[str, Klaim] = {}

    async def prepare(self) -> None: ...

    async def due(self, kini: datetime) -> tuple[UUID, ...]:
        jaga = ((p.jaga.pada if p.jaga else None, p.id) for p in self._permohonan.everything())
        ditemukan = [(pada, satu) for pada, satu in jaga if pada is not None and pada < kini]
        return tuple(satu for _, satu in sorted(ditemukan))

    async def reckoned_by(self, kalender: str | None) -> tuple[UUID, ...]:
        return tuple(
            p.id
            for p in self._permohonan.everything()
            if p.status == "berjalan" and (p.jaga.kalender if p.jaga else None) == kalender
        )

    async def watch(self, baru: Permohonan, lama: Permohonan) -> bool:
        if self._permohonan.as_read(lama) is None:
            return False
        self._permohonan.set_watch(lama.id, baru.jaga)
        return True

    async def claim(self, klaim: Klaim) -> bool:
        return self._klaim.setdefault(klaim.kunci, klaim) is klaim

    async def release(self, klaim: Klaim) -> None:
        if self._masih_dipegang(klaim):
            del self._klaim[klaim.kunci]

    async def take_over(self, klaim: Klaim, pemegang: str, kini: datetime) -> bool:
        if not self._masih_dipegang(klaim):
            return False
        ada = self._klaim[klaim.kunci]
        self._klaim[klaim.kunci] = replace(ada, pemegang=pemegang, dipegang_pada=kini)
        return True

    async def announced(self, kunci: Iterable[str], pada: datetime) -> None:
        for satu in kunci:
            ada = self._klaim.get(satu)
            if ada is not None and ada.diumumkan_pada is None:
                self._klaim[satu] = replace(ada, diumumkan_pada=pada)

    async def unannounced(self, dipegang_sebelum: datetime) -> tuple[Klaim, ...]:
        menunggu = (k for k in self._klaim.values() if k.diumumkan_pada is None)
        lama = [k for k in menunggu if k.dipegang_pada < dipegang_sebelum]
        return tuple(sorted(lama, key=lambda k: (k.dipegang_pada, k.kunci)))

    async def klaim(self, permohonan_id: UUID) -> tuple[Klaim, ...]:
        milik = [k for k in self._klaim.values() if k.pelanggaran.permohonan_id == permohonan_id]
        return tuple(sorted(milik, key=lambda k: (k.pelanggaran.terjadi_pada, k.kunci)))

    async def latest(self, jumlah: int) -> tuple[Klaim, ...]:
        klaim = list(self._klaim.values())
        klaim.sort(key=lambda k: (k.pelanggaran.terdeteksi_pada, k.kunci), reverse=True)
        return tuple(klaim[:jumlah])

    async def records(self) -> AsyncIterator[Klaim]:
        for klaim in list(self._klaim.values()):
            yield klaim

    def _masih_dipegang(self, klaim: Klaim) -> bool:
        ada = self._klaim.get(klaim.kunci)
        return (
            ada is not None
            and ada.diumumkan_pada is None
            and (ada.pemegang, ada.dipegang_pada) == (klaim.pemegang, klaim.dipegang_pada)
        )
