"""What only the real store shows: documents of an earlier version, broken ones, and many."""

from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from shared.errors import SkemaLebihBaru
from shared.permohonan import SKEMA_DOKUMEN, Permohonan
from shared.store import motor_client
from shared.store.codec import claim_to_document, to_document
from shared.store.port import DokumenTidakTerbaca
from tests.builders import PAGI, Perjalanan
from tests.stores import (
    SATU_MENIT,
    VERSI_KALENDER,
    Documents,
    Stores,
    berjaga,
    klaim,
    mongo_stores,
    raw_documents,
)

pytestmark = pytest.mark.integration


@pytest_asyncio.fixture
async def stores(mongodb_url: str, basis_data: str) -> AsyncIterator[Stores]:
    async with mongo_stores(mongodb_url, basis_data) as real:
        yield real


class Raw:
    """The collections themselves."""

    def __init__(self, client: Documents, basis_data: str) -> None:
        self.permohonan = client[basis_data]["permohonan"]
        self.pelanggaran = client[basis_data]["pelanggaran"]

    def insert(self, permohonan: Permohonan, **ubah: Any) -> None:
        self.permohonan.insert_one(to_document(permohonan) | ubah)

    def insert_before_watches(self, permohonan: Permohonan) -> None:
        """As the first version wrote it: without `jaga`, and without a field of the entries."""
        document = to_document(permohonan) | {"skema": 1}
        del document["jaga"]
        for entri in document["riwayat"]:
            del entri["dikerjakan_pada"]
        self.permohonan.insert_one(document)

    def stored(self, permohonan: Permohonan) -> dict[str, Any]:
        return self.permohonan.find_one({"_id": str(permohonan.id)}) or {}


def first_version(permohonan: Permohonan) -> Permohonan:
    """As it is read while the store has it as the first version wrote it."""
    return permohonan.model_copy(update={"skema": 1})


@pytest.fixture
def raw(mongodb_url: str, basis_data: str) -> Iterator[Raw]:
    with raw_documents(mongodb_url) as client:
        yield Raw(client, basis_data)


async def test_a_document_older_than_the_watch_can_take_its_next_step(
    stores: Stores, raw: Raw
) -> None:
    perjalanan = Perjalanan()
    lama = first_version(perjalanan.permohonan)
    raw.insert_before_watches(lama)
    assert await stores.permohonan.find(lama.id) == lama
    assert "jaga" not in raw.stored(lama)
    baru = berjaga(perjalanan.putus())
    assert await stores.permohonan.advance(baru, lama)
    assert await stores.permohonan.find(lama.id) == baru


async def test_a_document_older_than_the_watch_is_found_and_watched(
    stores: Stores, raw: Raw
) -> None:
    lama = first_version(Perjalanan().permohonan)
    raw.insert_before_watches(lama)
    assert await stores.watch.due(PAGI) == ()
    assert [satu.mendekati async for satu in stores.ops.open_steps()] == [None]
    assert await stores.watch.reckoned_by(None) == (lama.id,)
    assert await stores.watch.watch(berjaga(lama), lama)
    ditulis = berjaga(lama).model_copy(update={"skema": SKEMA_DOKUMEN})
    assert await stores.permohonan.find(lama.id) == ditulis
    assert raw.stored(lama)["riwayat"][0]["dikerjakan_pada"] is None
    assert await stores.watch.reckoned_by(None) == ()


async def test_a_document_of_a_newer_version_is_neither_read_nor_written_over(
    stores: Stores, raw: Raw
) -> None:
    perjalanan = Perjalanan()
    lama = perjalanan.permohonan
    await stores.permohonan.insert(lama)
    baru = SKEMA_DOKUMEN + 1
    raw.permohonan.update_one({"_id": str(lama.id)}, {"$set": {"skema": baru, "lain": "x"}})
    sebelum = raw.stored(lama)
    assert not await stores.permohonan.advance(perjalanan.putus(), lama)
    assert not await stores.watch.watch(berjaga(lama), lama)
    assert raw.stored(lama) == sebelum
    for cari in (stores.permohonan.find(lama.id), stores.permohonan.find_by_nomor(lama.nomor)):
        with pytest.raises(SkemaLebihBaru, match=f"skema {baru}.*perbarui AlurIzin"):
            await cari
    with pytest.raises(DokumenTidakTerbaca, match=lama.nomor):
        assert [satu async for satu in stores.permohonan.scan()] == []
    assert [satu async for satu in stores.ops.open_steps()] == []


async def test_a_document_with_no_id_of_ours_or_no_open_step_hides_no_other(
    stores: Stores, raw: Raw
) -> None:
    baik = berjaga(Perjalanan().permohonan, pada=PAGI - SATU_MENIT)
    raw.insert(baik)
    raw.insert(baik, _id="asing", nomor="asing", pengajuan_id=["asing"])
    raw.insert(baik, _id=str(uuid4()), nomor="rusak", pengajuan_id=["rusak"], langkah=None)
    assert baik.id in await stores.watch.due(PAGI)
    assert baik.id in await stores.watch.reckoned_by(VERSI_KALENDER)
    assert [satu.permohonan_id async for satu in stores.ops.open_steps()] == [baik.id]


async def test_a_claim_that_cannot_be_read_hides_no_other(stores: Stores, raw: Raw) -> None:
    baik = klaim()
    assert await stores.watch.claim(baik)
    raw.pelanggaran.insert_one(claim_to_document(baik) | {"_id": "rusak", "pelanggaran": {}})
    assert await stores.watch.unannounced(PAGI + SATU_MENIT) == (baik,)
    assert await stores.watch.latest(9) == (baik,)
    terbaca = []
    with pytest.raises(DokumenTidakTerbaca, match="rusak"):
        async for satu in stores.watch.records():
            terbaca.append(satu)
    assert terbaca == [baik]


async def test_many_are_read_in_parts_each_of_them_once(
    stores: Stores, raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts become larger where there are few, and smaller again."""
    monkeypatch.setattr(motor_client, "LARGE_PART", 5)
    satu = berjaga(Perjalanan().permohonan)
    awalan = [*range(0x00, 0x30), *range(0x30, 0xA0, 0x10), *range(0xA0, 0xD0), 0xFF]
    banyak = [UUID(f"{dua:02x}{uuid4().hex[2:]}") for dua in awalan]
    raw.permohonan.insert_many(
        to_document(satu) | {"_id": str(id_), "nomor": str(id_), "pengajuan_id": [str(id_)]}
        for id_ in banyak
    )
    assert list(await stores.watch.reckoned_by(VERSI_KALENDER)) == banyak
    assert [s.permohonan_id async for s in stores.ops.open_steps()] == banyak
