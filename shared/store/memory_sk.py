"""The in-memory double of the register, for unit tests only."""

from collections.abc import AsyncIterator
from uuid import UUID

from shared.sk.model import NomorSk
from shared.store.sk_port import Buat


class MemorySkStore:
    """See `shared.store.sk_port`."""

    def __init__(self) -> None:
        self._isi: dict[tuple[str, int, int], NomorSk] = {}

    async def prepare(self) -> None: ...

    async def draw(self, seri: str, tahun: int, permohonan_id: UUID | None, buat: Buat) -> NomorSk:
        ada = await self.find_by_case(permohonan_id) if permohonan_id else None
        if ada is not None:
            return ada
        urut = 1 + max((k[2] for k in self._isi if k[:2] == (seri, tahun)), default=0)
        baru = self._isi[seri, tahun, urut] = buat(urut)
        return baru

    async def find(self, nomor: str) -> NomorSk | None:
        return next((satu for satu in self._isi.values() if satu.nomor == nomor), None)

    async def find_by_case(self, permohonan_id: UUID) -> NomorSk | None:
        hidup = (satu for satu in self._isi.values() if satu.status != "batal")
        return next((satu for satu in hidup if satu.permohonan_id == permohonan_id), None)

    async def find_by_code(self, kode: str) -> NomorSk | None:
        return next((satu for satu in self._isi.values() if satu.kode == kode), None)

    async def find_by_digest(self, sidik: str) -> NomorSk | None:
        return next((s for s in self._isi.values() if sidik in {s.sha256, s.naskah}), None)

    async def change(self, baru: NomorSk, lama: NomorSk) -> bool:
        kunci = (lama.seri, lama.tahun, lama.urut)
        kini = self._isi.get(kunci)
        if kini is None or kini.revisi != lama.revisi:
            return False
        self._isi[kunci] = baru
        return True

    async def scan(
        self, seri: str | None = None, tahun: int | None = None
    ) -> AsyncIterator[NomorSk]:
        for _, satu in sorted(self._isi.items()):
            if seri in {None, satu.seri} and tahun in {None, satu.tahun}:
                yield satu
