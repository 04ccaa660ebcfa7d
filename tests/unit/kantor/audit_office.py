"""A store of doubles for audits: applications with their SOPs, files and counters."""

from collections.abc import AsyncIterator

from shared.alur.files import FaktaBerkas
from shared.permohonan import Permohonan
from shared.store.memory import MemoryAuditStore, MemoryDokumenStore, MemoryPermohonanStore
from shared.store.memory_watch import MemoryWatchStore
from tests.builders import KURSUS, LEMBAGA, PAGI, PAUD, Perjalanan, kode_wajib
from tests.stores import SATU_MENIT
from tests.unit.kantor.doubles import stores_of_doubles


class LemariStore(MemoryDokumenStore):
    """The files that `Perjalanan` made up: facts, and no bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.fakta: dict[str, FaktaBerkas] = {}

    async def facts(self, berkas_id: str, batas_bytes: int) -> FaktaBerkas | None:
        fakta = self.fakta.get(berkas_id)
        terlalu_besar = fakta is not None and fakta.ukuran_bytes > batas_bytes
        return FaktaBerkas(fakta.ukuran_bytes, "", "") if fakta and terlalu_besar else fakta

    async def read(self, berkas_id: str) -> AsyncIterator[bytes]:
        if berkas_id not in self.fakta:
            raise KeyError(berkas_id)
        yield b""


def selesai(kode: str = KURSUS) -> Perjalanan:
    """Returned once, corrected with another name of the institution, then issued."""
    hilang = kode_wajib(Perjalanan(kode).sop)[-1]
    jalan = Perjalanan(kode, tanpa=[hilang])
    jalan.putus("tolak")
    lembaga = LEMBAGA.model_copy(update={"nama": "LKP Contoh Baru"})
    jalan.perbaiki([jalan.lemari.berkode(hilang)], lembaga=lembaga)
    while jalan.permohonan.langkah is not None:
        jalan.putus()
    return jalan


class AuditOffice:
    def __init__(self) -> None:
        self.permohonan = MemoryPermohonanStore()
        self.dokumen = LemariStore()
        self.watch = MemoryWatchStore(self.permohonan)
        self.audit = MemoryAuditStore(self.permohonan)
        self.stores = stores_of_doubles(
            self.permohonan,
            dokumen=self.dokumen,
            watch=self.watch,
            audit=self.audit,
            clock=lambda: PAGI + 60 * SATU_MENIT,
        )

    async def isi(self, jalan: Perjalanan) -> None:
        termuat = jalan.termuat
        await self.permohonan.save_sop(termuat.versi, termuat.berkas, termuat.sumber)
        await self.permohonan.next_number(jalan.permohonan.nomor.rpartition("-")[0])
        await self.permohonan.insert(jalan.permohonan)
        self.dokumen.fakta |= jalan.lemari.fakta

    def ganti(self, permohonan: Permohonan) -> None:
        """Behind the store's back."""
        self.permohonan._isi[permohonan.id] = permohonan


async def kantor() -> AuditOffice:
    """One that was issued, and another that is at a desk."""
    office = AuditOffice()
    await office.isi(Perjalanan(PAUD).sampai(4))
    await office.isi(selesai())
    return office
