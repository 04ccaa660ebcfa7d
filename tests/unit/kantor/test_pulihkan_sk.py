"""Numbers that a worker left behind: each follows its case, once, and a try changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.kantor.kantor import Kantor
from shared.kantor.pulihkan_sk import settle_numbers
from shared.permohonan import Permohonan
from shared.sk.model import NomorSk, terbit, tertandatangani
from shared.store.memory import MemoryPermohonanStore
from tests.builders import PAUD, Perjalanan, petugas
from tests.contract.test_sk_store import buat
from tests.unit.kantor.doubles import kantor_of_doubles

PADA = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


class Numbered:
    """A case and its number, signed but not said to be so."""

    def __init__(self) -> None:
        self.store = MemoryPermohonanStore()
        self.kantor: Kantor = kantor_of_doubles(self.store)

    async def drawn(self, permohonan: Permohonan) -> NomorSk:
        await self.store.insert(permohonan)
        return await self.kantor.sk.draw("paud", 2026, permohonan.id, buat(permohonan.id))

    async def signed(self, permohonan: Permohonan) -> NomorSk:
        lama = await self.drawn(permohonan)
        sk = permohonan.hasil_untuk("surat-keputusan")
        assert sk and sk.berkas
        baru = tertandatangani(
            lama,
            berkas_id=sk.berkas.berkas_id,
            sha256=sk.berkas.sha256,
            naskah="0" * 64,
            oleh=petugas("kepaladinas"),
            pada=PADA,
        )
        assert await self.kantor.sk.change(baru, lama)
        return baru

    async def status(self, satu: NomorSk) -> str:
        kini = await self.kantor.sk.find(satu.nomor)
        assert kini is not None
        return kini.status


@pytest.fixture
def office() -> Numbered:
    return Numbered()


async def test_an_sk_that_was_issued_is_in_force(office: Numbered) -> None:
    nomor = await office.signed(Perjalanan(PAUD).sampai(9).permohonan)
    assert await settle_numbers(office.kantor, coba=True) == 1
    assert await office.status(nomor) == "terambil"
    assert await settle_numbers(office.kantor, coba=False) == 1
    assert await office.status(nomor) == "berlaku"
    assert await settle_numbers(office.kantor, coba=False) == 0


async def test_a_number_whose_case_was_refused_is_void(office: Numbered) -> None:
    perjalanan = Perjalanan(PAUD).sampai(8)
    perjalanan.putus("kembalikan")
    perjalanan.putus("kembalikan")
    perjalanan.putus("tolak")
    nomor = await office.drawn(perjalanan.permohonan)
    assert await settle_numbers(office.kantor, coba=False) == 1
    assert await office.status(nomor) == "batal"


async def test_a_case_that_is_still_under_way_keeps_its_number(office: Numbered) -> None:
    nomor = await office.drawn(Perjalanan(PAUD).sampai(8).permohonan)
    assert await settle_numbers(office.kantor, coba=False) == 0
    assert await office.status(nomor) == "terambil"


async def test_the_sk_that_was_replaced_is_so_also_when_the_worker_died_between(
    office: Numbered,
) -> None:
    lama = await office.signed(Perjalanan(PAUD).sampai(9).permohonan)
    await office.kantor.sk.change(terbit(lama, PADA), lama)
    kedua = Perjalanan(PAUD, pengajuan_id="uji-kedua-0001").sampai(9).permohonan
    kedua = kedua.model_copy(update={"nomor": "PAUD-2026-000002"})
    baru = await office.signed(kedua)
    ganti = terbit(baru, PADA + timedelta(minutes=1)).model_copy(
        update={"menggantikan": lama.nomor}
    )
    await office.kantor.sk.change(ganti, baru)
    assert await settle_numbers(office.kantor, coba=False) == 1
    assert await office.status(lama) == "diganti"
    assert await settle_numbers(office.kantor, coba=False) == 0
