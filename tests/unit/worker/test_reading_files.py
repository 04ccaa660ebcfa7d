"""Which files a worker reads at all: reading is what a stranger could have it do without end."""

from shared.alur import FaktaBerkas
from shared.contracts import Dokumen, DokumenBerkode
from shared.errors import KodeTolak
from shared.store.memory import MemoryDokumenStore
from shared.worker.outcome import Outcome
from tests.builders import BATAS_BYTES, Lemari, Perjalanan, kode_wajib, pengajuan, termuat
from tests.unit.worker.test_handlers import Desk


class CountingStore(MemoryDokumenStore):
    """Counts the files that somebody wanted measured; it has none of them."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def facts(self, berkas_id: str, batas_bytes: int) -> FaktaBerkas | None:
        self.asked.append(berkas_id)
        return None


def desk(pelaksana: str = "frontoffice") -> tuple[Desk, CountingStore]:
    store = CountingStore()
    return Desk(pelaksana, store), store


def refused(outcome: Outcome) -> KodeTolak:
    assert outcome.ditolak is not None
    return outcome.ditolak.kode


async def test_files_of_a_submission_that_names_what_nobody_asked_for_are_not_read() -> None:
    front_office, store = desk()
    dokumen = [Lemari().berkode(f"asing-{ke}") for ke in range(100)]
    hasil = await front_office.submit(pengajuan(termuat().sop, dokumen))
    assert refused(hasil) is KodeTolak.BIDANG_TIDAK_DIKENAL
    assert store.asked == []


async def test_files_that_are_too_much_together_are_not_read() -> None:
    front_office, store = desk()
    hasil = await front_office.submit(
        pengajuan(
            termuat().sop,
            [_besar(kode, 2 * BATAS_BYTES) for kode in kode_wajib(termuat().sop)],
        )
    )
    assert refused(hasil) is KodeTolak.BERKAS_DITOLAK
    assert hasil.ditolak is not None
    assert "bersama-sama 120.0 MiB, melebihi batas 100.0 MiB" in str(hasil.ditolak)
    assert store.asked == []


async def test_outputs_that_a_decision_does_not_owe_are_not_read() -> None:
    perjalanan = Perjalanan().sampai(4)
    dinas, store = desk("dinasteknis")
    await dinas.permohonan.insert(perjalanan.permohonan)
    lebih = tuple(_besar(f"asing-{ke}", 1) for ke in range(50))
    putusan = perjalanan.putusan()
    diminta = {h.berkas.berkas_id for h in putusan.dokumen}
    hasil = await dinas.decide(putusan.model_copy(update={"hasil": (*putusan.hasil, *lebih)}))
    assert hasil.ditolak is not None
    assert set(store.asked) == diminta


def _besar(kode: str, ukuran_bytes: int) -> DokumenBerkode:
    berkas = Dokumen(
        berkas_id="f" * 24,
        nama_berkas="a.pdf",
        media_type="application/pdf",
        ukuran_bytes=ukuran_bytes,
        sha256="0" * 64,
    )
    return DokumenBerkode(kode=kode, berkas=berkas)
