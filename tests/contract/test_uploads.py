"""What our own upload leaves in GridFS, and what it costs."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from bson import ObjectId
from gridfs import GridFSBucket
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import MongoClient, monitoring
from pymongo.database import Database

from shared.store.gridfs import BATCH_CHUNKS, CHUNK_BYTES
from shared.store.indeks import BUCKET_DOKUMEN, INDEKS_DOKUMEN
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.port import BerkasTerlaluBesar
from tests.builders import pdf

pytestmark = pytest.mark.integration

Document = dict[str, Any]
BATAS = 10 * CHUNK_BYTES


class Requests(monitoring.CommandListener):
    def __init__(self) -> None:
        self.names: list[str] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        self.names.append(event.command_name)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None: ...

    def failed(self, event: monitoring.CommandFailedEvent) -> None: ...


@pytest.fixture
def requests() -> Requests:
    """Of `store`."""
    return Requests()


@pytest.fixture
def database(mongodb_url: str, basis_data: str) -> Iterator[Database[Document]]:
    with MongoClient[Document](mongodb_url) as client:
        yield client[basis_data]


@pytest.fixture
async def store(
    requests: Requests, mongodb_url: str, basis_data: str
) -> AsyncIterator[GridFsDokumenStore]:
    client = AsyncIOMotorClient[Document](mongodb_url, event_listeners=[requests])
    yield GridFsDokumenStore(client, basis_data)
    client.close()


async def _pieces(isi: bytes) -> AsyncIterator[bytes]:
    for mulai in range(0, len(isi), 100_000):
        yield isi[mulai : mulai + 100_000]


async def test_a_small_file_is_two_requests(store: GridFsDokumenStore, requests: Requests) -> None:
    await store.put("pertama.pdf", _pieces(pdf()), BATAS)
    del requests.names[:]
    await store.put("kedua.pdf", _pieces(pdf()), BATAS)
    assert requests.names == ["insert", "insert"]


@pytest.mark.parametrize(
    "ukuran",
    [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, BATCH_CHUNKS * CHUNK_BYTES, 5 * CHUNK_BYTES - 1],
)
async def test_any_driver_reads_it(
    store: GridFsDokumenStore, database: Database[Document], ukuran: int
) -> None:
    isi = pdf("x" * ukuran)[:ukuran]
    dokumen = await store.put("surat.pdf", _pieces(isi), BATAS)
    with GridFSBucket(database, BUCKET_DOKUMEN).open_download_stream(
        ObjectId(dokumen.berkas_id)
    ) as berkas:
        assert berkas.read() == isi
        assert (berkas.filename, berkas.length) == ("surat.pdf", ukuran)
        assert berkas.metadata == {"sha256": dokumen.sha256, "media_type": dokumen.media_type}


async def test_the_first_file_brings_the_indexes_along(
    store: GridFsDokumenStore, database: Database[Document]
) -> None:
    await store.put("surat.pdf", _pieces(pdf()), BATAS)
    for satu in INDEKS_DOKUMEN:
        ada = [list(i["key"].items()) for i in database[satu.koleksi].list_indexes()]
        assert satu.urutan in ada


async def test_what_was_refused_on_the_way_leaves_nothing(
    store: GridFsDokumenStore, database: Database[Document]
) -> None:
    with pytest.raises(BerkasTerlaluBesar):
        await store.put("besar.pdf", _pieces(bytes(BATAS + 1)), BATAS)
    for nama in ("files", "chunks"):
        assert database[f"{BUCKET_DOKUMEN}.{nama}"].count_documents({}) == 0
