"""What every document store must do; the double and the real one pass the same suite."""

import hashlib
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from shared.store.indeks import BUCKET_DOKUMEN
from shared.store.memory import MemoryDokumenStore
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.motor_client import connect
from shared.store.port import BerkasTerlaluBesar, DokumenStore, facts_of
from tests.builders import pdf

BATAS = 1_000_000


@pytest_asyncio.fixture(params=["memory", pytest.param("gridfs", marks=pytest.mark.integration)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[DokumenStore]:
    if request.param == "memory":
        yield MemoryDokumenStore()
        return
    client = connect(request.getfixturevalue("mongodb_url"))
    yield GridFsDokumenStore(client, request.getfixturevalue("basis_data"))
    client.close()


async def potong(isi: bytes, ukuran: int = 100_000) -> AsyncIterator[bytes]:
    for awal in range(0, len(isi), ukuran):
        yield isi[awal : awal + ukuran]


@pytest.mark.parametrize("ukuran", [1, 255 * 1024, 700_001])
async def test_a_file_comes_back_byte_for_byte(store: DokumenStore, ukuran: int) -> None:
    isi = (pdf() * (ukuran // len(pdf()) + 1))[:ukuran]
    dokumen = await store.put("surat.pdf", potong(isi), BATAS)
    assert b"".join([b async for b in store.read(dokumen.berkas_id)]) == isi
    assert (dokumen.ukuran_bytes, dokumen.sha256) == (ukuran, hashlib.sha256(isi).hexdigest())


async def test_facts_are_measured_from_the_stored_bytes(store: DokumenStore) -> None:
    dokumen = await store.put("bohong.jpg", potong(pdf("asli")), BATAS)
    fakta = await store.facts(dokumen.berkas_id, BATAS)
    assert fakta is not None
    assert fakta.media_type == "application/pdf"
    assert (fakta.ukuran_bytes, fakta.sha256) == (dokumen.ukuran_bytes, dokumen.sha256)


async def test_many_files_are_measured_at_once_each_for_itself(store: DokumenStore) -> None:
    isi = [pdf(str(ke) * (1 + 40_000 * (ke % 9))) for ke in range(40)]
    dokumen = [await store.put(f"{ke}.pdf", potong(satu), BATAS) for ke, satu in enumerate(isi)]
    semua = [satu.berkas_id for satu in dokumen]
    fakta = await facts_of(store, [*semua, "f" * 24, semua[0]], BATAS)
    assert {id_: satu.sha256 for id_, satu in fakta.items()} == {
        satu.berkas_id: hashlib.sha256(data).hexdigest()
        for satu, data in zip(dokumen, isi, strict=True)
    }


@pytest.mark.parametrize(
    ("isi", "media_type"),
    [
        (pdf(), "application/pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01", "image/png"),
    ],
)
async def test_the_type_is_told_from_the_content(
    store: DokumenStore, isi: bytes, media_type: str
) -> None:
    assert (await store.put("tanpa-nama", potong(isi), BATAS)).media_type == media_type


@pytest.mark.parametrize("isi", [b"<html><script>", b"MZ\x90\x00", b"halo", b"PK\x03\x04", b""])
async def test_other_content_is_never_taken_for_a_document(store: DokumenStore, isi: bytes) -> None:
    dokumen = await store.put("surat.pdf", potong(isi), BATAS)
    assert dokumen.media_type not in {"application/pdf", "image/jpeg", "image/png"}


async def test_a_file_over_the_limit_is_refused_while_it_streams(store: DokumenStore) -> None:
    dikirim = 0

    async def tanpa_akhir() -> AsyncIterator[bytes]:
        nonlocal dikirim
        while True:
            dikirim += 100_000
            yield b"0" * 100_000

    with pytest.raises(BerkasTerlaluBesar, match=r"besar\.pdf"):
        await store.put("besar.pdf", tanpa_akhir(), BATAS)
    assert dikirim <= BATAS + 100_000


@pytest.mark.integration
async def test_nothing_of_a_file_over_the_limit_stays_in_the_store(
    mongodb_url: str, basis_data: str
) -> None:
    client = connect(mongodb_url)
    store = GridFsDokumenStore(client, basis_data)
    with pytest.raises(BerkasTerlaluBesar):
        await store.put("besar.pdf", potong(b"0" * 3_000_000), 2_900_000)
    for koleksi in (f"{BUCKET_DOKUMEN}.files", f"{BUCKET_DOKUMEN}.chunks"):
        assert await client[basis_data][koleksi].count_documents({}) == 0
    client.close()


async def test_a_stored_file_over_the_limit_is_known_by_its_size_alone(
    store: DokumenStore,
) -> None:
    dokumen = await store.put("sedang.pdf", potong(pdf() * 100), BATAS)
    fakta = await store.facts(dokumen.berkas_id, 100)
    assert fakta is not None
    assert (fakta.ukuran_bytes, fakta.sha256) == (dokumen.ukuran_bytes, "")


async def test_a_file_that_is_not_there_has_no_facts_and_cannot_be_read(
    store: DokumenStore,
) -> None:
    assert await store.facts("0" * 24, BATAS) is None
    with pytest.raises(KeyError):
        [b async for b in store.read("0" * 24)]


async def test_facts_of_several_leave_out_what_is_missing(store: DokumenStore) -> None:
    ada = (await store.put("ada.pdf", potong(pdf()), BATAS)).berkas_id
    assert set(await facts_of(store, [ada, "0" * 24, ada], BATAS)) == {ada}


@pytest.mark.parametrize("ukuran", [1, 255 * 1024, 700_001])
async def test_a_file_of_our_own_making_is_written_once(store: DokumenStore, ukuran: int) -> None:
    isi = (pdf() * (ukuran // len(pdf()) + 1))[:ukuran]
    dokumen = await store.put_made("ab" * 12, "surat.pdf", isi)
    assert await store.put_made("ab" * 12, "surat.pdf", isi) == dokumen
    assert b"".join([b async for b in store.read("ab" * 12)]) == isi
    assert (dokumen.ukuran_bytes, dokumen.sha256) == (ukuran, hashlib.sha256(isi).hexdigest())
