"""Files whose documents in GridFS were written by somebody who lies, in the real store."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from bson import ObjectId
from gridfs import GridFSBucket
from pymongo import MongoClient
from pymongo.database import Database

from shared.store.indeks import BUCKET_DOKUMEN
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.motor_client import connect
from shared.store.port import BerkasRusak
from tests.builders import pdf

pytestmark = pytest.mark.integration

BATAS = 1_000_000
POTONGAN = 261_120
Document = dict[str, Any]
Lie = Callable[[Database[Document], ObjectId], object]


def _files(**changes: Any) -> Lie:
    return lambda db, id_: db[f"{BUCKET_DOKUMEN}.files"].update_one({"_id": id_}, {"$set": changes})


def _chunk(ke: int, **changes: Any) -> Lie:
    return lambda db, id_: db[f"{BUCKET_DOKUMEN}.chunks"].update_one(
        {"files_id": id_, "n": ke}, {"$set": changes}
    )


LIES: dict[str, Lie] = {
    "says a byte and holds hundreds of thousands": _files(length=1),
    "says more than it holds": _files(length=900_000),
    "says less than nothing": _files(length=-1),
    "has a text for its length": _files(length="1"),
    "has no length": _files(length=None),
    "has chunks of no size": _files(chunkSize=0),
    "has chunks of one byte": _files(chunkSize=1),
    "has a text for the size of its chunks": _files(chunkSize="x"),
    "lacks a chunk": lambda db, id_: db[f"{BUCKET_DOKUMEN}.chunks"].delete_one(
        {"files_id": id_, "n": 1}
    ),
    "has no chunks": lambda db, id_: db[f"{BUCKET_DOKUMEN}.chunks"].delete_many({"files_id": id_}),
    "has a chunk too many": lambda db, id_: db[f"{BUCKET_DOKUMEN}.chunks"].insert_one(
        {"files_id": id_, "n": 2, "data": b"x"}
    ),
    "has a chunk that is too long": _chunk(0, data=bytes(POTONGAN + 1)),
    "has a chunk that is too short": _chunk(0, data=b""),
    "has a text for a chunk": _chunk(1, data="teks"),
    "has a chunk without a number": _chunk(1, n="x"),
}

LIES_OF_A_SMALL_FILE: dict[str, Lie] = {
    "says a byte and holds more": _files(length=1),
    "says a byte and holds a million": lambda db, id_: (
        _files(length=1)(db, id_),
        _chunk(0, data=bytes(1_000_000))(db, id_),
    ),
    "holds a million": _chunk(0, data=bytes(1_000_000)),
    "has no chunks": lambda db, id_: db[f"{BUCKET_DOKUMEN}.chunks"].delete_many({"files_id": id_}),
    "has a chunk too many": lambda db, id_: db[f"{BUCKET_DOKUMEN}.chunks"].insert_one(
        {"files_id": id_, "n": 1, "data": b"x"}
    ),
    "has a number for a chunk": _chunk(0, data=7),
    "has nothing for a chunk": _chunk(0, data=None),
    "has its only chunk in the second place": _chunk(0, n=1),
}


@pytest_asyncio.fixture
async def store(mongodb_url: str, basis_data: str) -> AsyncIterator[GridFsDokumenStore]:
    client = connect(mongodb_url)
    yield GridFsDokumenStore(client, basis_data)
    client.close()


@pytest.fixture
def database(mongodb_url: str, basis_data: str) -> Any:
    with MongoClient[Document](mongodb_url) as client:
        yield client[basis_data]


def _upload(database: Database[Document], huruf: int = 400_000) -> ObjectId:
    """In two chunks, unless `huruf` fit into one."""
    bucket = GridFSBucket(database, BUCKET_DOKUMEN)
    return bucket.upload_from_stream("a.pdf", pdf("x" * huruf))


@pytest.mark.parametrize(
    ("lies", "huruf"), [(LIES, 400_000), (LIES_OF_A_SMALL_FILE, 100)], ids=["two chunks", "one"]
)
async def test_a_file_that_is_not_stored_as_it_says_is_told_as_such(
    store: GridFsDokumenStore, database: Database[Document], lies: dict[str, Lie], huruf: int
) -> None:
    for what, lie in lies.items():
        berkas_id = _upload(database, huruf)
        lie(database, berkas_id)
        fakta = await store.facts(str(berkas_id), BATAS)
        assert fakta is not None, what
        assert "tidak utuh" in fakta.cacat, what
        with pytest.raises(BerkasRusak, match="tidak utuh"):
            [b async for b in store.read(str(berkas_id))]


async def test_no_more_is_read_than_the_limit_allows(
    store: GridFsDokumenStore, database: Database[Document]
) -> None:
    berkas_id = _upload(database)
    fakta = await store.facts(str(berkas_id), 1000)
    assert fakta is not None
    assert (fakta.ukuran_bytes > 400_000, fakta.sha256) == (True, "")


@pytest.mark.parametrize("potongan_bytes", [50_000, 1_000_000])
async def test_an_honest_file_of_another_driver_and_an_empty_one_are_read(
    store: GridFsDokumenStore, database: Database[Document], potongan_bytes: int
) -> None:
    bucket = GridFSBucket(database, BUCKET_DOKUMEN, chunk_size_bytes=potongan_bytes)
    for isi in (pdf("y" * 120_000), pdf("x" * 400_000), pdf("z"), b""):
        berkas_id = str(bucket.upload_from_stream("b.pdf", isi))
        fakta = await store.facts(berkas_id, BATAS)
        assert fakta is not None
        assert (fakta.ukuran_bytes, fakta.cacat) == (len(isi), "")
        assert b"".join([b async for b in store.read(berkas_id)]) == isi
