"""Penarikan at the Front Office: once, answered, and compared with what was decided meanwhile."""

from typing import Any

from shared.contracts import Pemberitahuan, Penarikan, Peristiwa
from shared.permohonan import Permohonan
from shared.store.memory import MemoryPermohonanStore
from shared.worker.outcome import Outcome
from shared.worker.role import routes
from shared.worker.withdrawals import WithdrawalHandler
from tests.builders import PAUD, Perjalanan, penarikan
from tests.unit.worker.test_handlers import Desk


class Loket(Desk):
    """The Front Office, with one application in the store."""

    def __init__(self, store: MemoryPermohonanStore | None = None) -> None:
        super().__init__(permohonan=store)
        self.withdraw = WithdrawalHandler(self.context)

    async def isi(self, perjalanan: Perjalanan) -> Perjalanan:
        await self.permohonan.insert(perjalanan.permohonan)
        return perjalanan

    async def status(self, perjalanan: Perjalanan) -> str:
        permohonan = await self.permohonan.find(perjalanan.permohonan.id)
        assert permohonan is not None
        return permohonan.status


def kode(outcome: Outcome) -> str:
    assert outcome.jawaban is not None
    return outcome.jawaban.kode


async def test_it_is_written_once_told_and_answered() -> None:
    loket = Loket()
    perjalanan = await loket.isi(Perjalanan(PAUD).sampai(6))
    isi = penarikan(perjalanan.permohonan)
    pertama, lagi = await loket.withdraw(isi), await loket.withdraw(isi)
    assert (kode(pertama), kode(lagi)) == ("diterapkan", "sudah_diterapkan")
    assert pertama.kiriman == lagi.kiriman
    assert [type(k.pesan) for k in pertama.kiriman] == [Pemberitahuan, Peristiwa]
    assert pertama.jawaban is not None
    assert pertama.jawaban.menjawab == isi.penarikan_id
    assert pertama.jawaban.alasan.endswith("kini ditarik")
    assert await loket.status(perjalanan) == "ditarik"


async def test_a_refused_one_is_answered_and_changes_nothing() -> None:
    loket = Loket()
    perjalanan = await loket.isi(Perjalanan(PAUD).sampai(9))
    outcome = await loket.withdraw(penarikan(perjalanan.permohonan))
    assert kode(outcome) == "putusan_tidak_tersedia"
    assert outcome.ditolak is not None and not outcome.simpan
    assert await loket.status(perjalanan) == "berjalan"


async def test_an_unknown_nomor_is_refused() -> None:
    outcome = await Loket().withdraw(penarikan(Perjalanan(PAUD).permohonan))
    assert kode(outcome) == "permohonan_tidak_dikenal"


class Berlomba(MemoryPermohonanStore):
    """Somebody else writes between the reading and the writing of the withdrawal, once."""

    def __init__(self, lebih_dahulu: Any) -> None:
        super().__init__()
        self._lebih_dahulu = lebih_dahulu

    async def advance(self, baru: Permohonan, lama: Permohonan) -> bool:
        if self._lebih_dahulu is not None:
            lain, self._lebih_dahulu = self._lebih_dahulu, None
            await super().advance(lain, lama)
        return await super().advance(baru, lama)


async def test_a_decision_that_is_quicker_leaves_the_withdrawal_to_the_next_step() -> None:
    perjalanan = Perjalanan(PAUD).sampai(7)
    dulu = perjalanan.permohonan
    loket = Loket(Berlomba(perjalanan.putus()))
    await loket.permohonan.insert(dulu)
    assert kode(await loket.withdraw(penarikan(dulu))) == "diterapkan"
    akhir = await loket.permohonan.find(dulu.id)
    assert akhir is not None
    assert [(e.langkah, e.putusan) for e in akhir.riwayat[-2:]] == [(7, "terima"), (8, "tarik")]


async def test_a_signature_that_is_quicker_wins() -> None:
    perjalanan = Perjalanan(PAUD).sampai(8)
    dulu = perjalanan.permohonan
    loket = Loket(Berlomba(perjalanan.putus()))
    await loket.permohonan.insert(dulu)
    assert kode(await loket.withdraw(penarikan(dulu))) == "putusan_tidak_tersedia"


async def test_a_decision_from_memory_loses_to_a_withdrawal() -> None:
    loket = Loket()
    perjalanan = await loket.isi(Perjalanan(PAUD))
    loket.context.last_seen.remember(perjalanan.permohonan)
    putusan = perjalanan.putusan()
    await loket.withdraw(penarikan(perjalanan.permohonan))
    outcome = await loket.decide(putusan)
    assert kode(outcome) == "sudah_diputus"
    assert outcome.jawaban is not None and "ditarik pemohon" in outcome.jawaban.alasan


def test_withdrawals_of_one_application_wait_for_each_other_and_for_its_corrections() -> None:
    intake = routes(Desk().context)["frontoffice.berkas"]
    permohonan = Perjalanan(PAUD).permohonan
    isi = penarikan(permohonan)
    assert intake["Penarikan"].model is Penarikan
    assert intake["Penarikan"].key(isi) == permohonan.nomor
