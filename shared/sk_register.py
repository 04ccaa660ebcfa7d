"""The register of SKs beside the cases: every worker keeps it true, also one that signs nothing,
and a repair after a crash ends what one has begun."""

from dataclasses import dataclass

from shared.clock import Clock
from shared.contracts import Pengajuan
from shared.permohonan import Permohonan
from shared.sk.model import NomorSk, diganti
from shared.sk.nasib import mungkin_bernomor, nasib
from shared.sk.penggantian import dapat_diganti
from shared.store.port import PermohonanStore
from shared.store.sk_port import SkStore


@dataclass(frozen=True)
class SkRegister:
    """Safe to repeat at any point."""

    store: SkStore
    permohonan: PermohonanStore
    clock: Clock

    async def replaceable(self, baru: Permohonan | Pengajuan) -> bool:
        """Whether the SK that this application names can be replaced by its own."""
        lama = await self.store.find(baru.menggantikan) if baru.menggantikan else None
        id_ = lama.permohonan_id if lama else None
        return dapat_diganti(lama, await self.permohonan.find(id_) if id_ else None, baru)

    async def settle(self, permohonan: Permohonan) -> None:
        """The register follows the case: an SK that was issued is in force and takes the place of
        the one it names, a number whose case ended without an SK is void."""
        if not mungkin_bernomor(permohonan):
            return
        while nomor := await self.store.find_by_case(permohonan.id):
            baru = nasib(nomor, permohonan, self.clock())
            if baru is None or await self.store.change(baru, nomor):
                await self._replaced(baru or nomor)
                return

    async def _replaced(self, nomor: NomorSk) -> None:
        if nomor.menggantikan is None or not nomor.hidup:
            return
        while lama := await self.store.find(nomor.menggantikan):
            if not lama.hidup or await self.store.change(
                diganti(lama, nomor.nomor, self.clock()), lama
            ):
                return
