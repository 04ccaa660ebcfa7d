"""An office whose store really has every file of one application, also of one that has ended."""

from collections.abc import AsyncIterator

from shared.contracts import Dokumen
from shared.kantor.kantor import Kantor
from shared.permohonan import Permohonan
from shared.store.memory import MemoryDokumenStore, MemoryPermohonanStore
from tests.builders import PAUD, Perjalanan, pdf
from tests.unit.kantor.doubles import kantor_of_doubles

NOMOR = "PAUD-2026-000001"
SK = "surat-keputusan"


async def once(data: bytes) -> AsyncIterator[bytes]:
    yield data


def isi(kode: str, kali: int = 1) -> bytes:
    return pdf(f"{kode} {kali}")


class LemariBerkas:
    def __init__(self) -> None:
        self.dokumen = MemoryDokumenStore()
        self.perjalanan = Perjalanan(PAUD)
        self._kali: dict[str, int] = {}

    async def kantor(self) -> Kantor:
        """With the application as it is now, and every file that its riwayat names."""
        permohonan = self.perjalanan.permohonan
        for entri in permohonan.riwayat:
            for kode, berkas in [(d.kode, d.berkas) for d in entri.dokumen] + [
                (h.kode, h.berkas) for h in entri.hasil if h.berkas is not None
            ]:
                permohonan = await self._simpan(permohonan, kode, berkas)
        store = MemoryPermohonanStore()
        await store.insert(permohonan)
        return kantor_of_doubles(store, dokumen=self.dokumen)

    async def _simpan(self, permohonan: Permohonan, kode: str, berkas: Dokumen) -> Permohonan:
        """The builder's reference, exchanged for one to real bytes, wherever it stands."""
        self._kali[kode] = self._kali.get(kode, 0) + 1
        nyata = await self.dokumen.put(f"{kode}.pdf", once(isi(kode, self._kali[kode])), 10**7)
        teks = permohonan.model_dump_json()
        for lama, baru in (
            (berkas.berkas_id, nyata.berkas_id),
            (berkas.sha256, nyata.sha256),
        ):
            teks = teks.replace(lama, baru)
        return Permohonan.model_validate_json(teks)


def selesai() -> LemariBerkas:
    """Rejected once for its nib, then carried to its end."""
    lemari = LemariBerkas()
    kasus = lemari.perjalanan
    ditolak = tuple(
        v.model_copy(update={"diterima": v.kode != "nib", "alasan": "" if v.kode != "nib" else "x"})
        for v in kasus.putusan().verdik
    )
    kasus.putus("tolak", verdik=ditolak)
    kasus.perbaiki([kasus.lemari.berkode("nib", "nib-baru")])
    while kasus.permohonan.langkah:
        kasus.putus()
    return lemari
