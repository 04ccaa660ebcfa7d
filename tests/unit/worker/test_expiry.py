"""Before the term of an SK ends its applicant is told, once, if the portal asked for progress."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.contracts import Pemberitahuan
from shared.errors import BrokerTidakTerjangkau
from shared.sk.model import NomorSk, terbit, tertandatangani
from shared.sk_register import SkRegister
from shared.store.memory_sk import MemorySkStore
from shared.store.memory_surat import MemorySuratStore
from shared.surat_book import SuratBook
from shared.worker.expiry import ExpiryNotices
from shared.worker.letters import Letters
from tests.builders import BATAS_BYTES, PAUD, Perjalanan, petugas, surat
from tests.contract.test_sk_store import buat
from tests.unit.worker.doubles import Ledger, RecordingPublisher
from tests.unit.worker.test_handlers import Desk

LAST_DAY = date(2031, 11, 29)
AWAL = datetime(2026, 11, 30, 2, tzinfo=UTC)


@dataclass
class Clock:
    kini: datetime

    def __call__(self) -> datetime:
        return self.kini


class Pemohon:
    def __init__(self) -> None:
        self.clock = Clock(AWAL)
        self.publisher = RecordingPublisher(Ledger())
        desk = Desk("pemohon")
        self.permohonan = desk.permohonan
        self.sk = MemorySkStore()
        self.buku = SuratBook(surat(), MemorySuratStore())
        context = replace(desk.context, clock=self.clock)
        register = SkRegister(self.sk, self.permohonan, self.clock)
        letters = Letters(
            self.buku, MemorySuratStore(), context.dokumen, context.zona, BATAS_BYTES, register
        )
        self.notices = ExpiryNotices(context, letters, self.publisher)

    async def issued(self, **ubah: Any) -> NomorSk:
        permohonan = Perjalanan(PAUD).sampai(9).permohonan.model_copy(update=ubah)
        await self.permohonan.insert(permohonan)

        def with_sop(urut: int) -> NomorSk:
            return buat(permohonan.id)(urut).model_copy(update={"sop": PAUD})

        drawn = await self.sk.draw("paud", 2026, permohonan.id, with_sop)
        oleh = petugas("kepaladinas")
        signed = tertandatangani(
            drawn, berkas_id="a" * 24, sha256="1" * 64, naskah="0" * 64, oleh=oleh, pada=AWAL
        )
        await self.sk.change(signed, drawn)
        await self.sk.change(terbit(signed, AWAL), signed)
        return signed

    async def on(self, day: date) -> list[Pemberitahuan]:
        self.clock.kini = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        before = len(self.publisher.sent)
        await self.notices.once()
        told = [kiriman.pesan for kiriman in self.publisher.sent[before:]]
        assert all(isinstance(pesan, Pemberitahuan) for pesan in told)
        return [pesan for pesan in told if isinstance(pesan, Pemberitahuan)]


@pytest.fixture
def pemohon() -> Iterator[Pemohon]:
    satu = Pemohon()
    yield satu
    satu.buku.close()


async def test_the_applicant_is_told_once_from_ninety_days_before(pemohon: Pemohon) -> None:
    nomor = await pemohon.issued(kabari_kemajuan=True)
    assert await pemohon.on(LAST_DAY - timedelta(days=91)) == []
    (pesan,) = await pemohon.on(LAST_DAY - timedelta(days=90))
    assert (pesan.jenis, pesan.nomor_sk) == ("sk_akan_berakhir", nomor.nomor)
    assert pesan.berlaku_sampai == LAST_DAY
    assert "29 November 2031" in pesan.pesan
    assert await pemohon.on(LAST_DAY - timedelta(days=1)) == []


async def test_what_could_not_be_sent_is_told_later_under_the_same_id(pemohon: Pemohon) -> None:
    await pemohon.issued(kabari_kemajuan=True)
    pemohon.publisher.failures = 1
    with pytest.raises(BrokerTidakTerjangkau):
        await pemohon.on(LAST_DAY - timedelta(days=30))
    assert len(await pemohon.on(LAST_DAY - timedelta(days=29))) == 1
    assert pemohon.publisher.sent[0].message_id.endswith("/sk-akan-berakhir/paud.2026.1")


@pytest.mark.parametrize("day", [LAST_DAY + timedelta(days=1), LAST_DAY + timedelta(days=400)])
async def test_what_has_ended_is_not_announced_as_if_it_would(pemohon: Pemohon, day: date) -> None:
    await pemohon.issued(kabari_kemajuan=True)
    assert await pemohon.on(day) == []


async def test_a_portal_that_did_not_ask_is_not_told(pemohon: Pemohon) -> None:
    await pemohon.issued(kabari_kemajuan=False)
    assert await pemohon.on(LAST_DAY) == []
