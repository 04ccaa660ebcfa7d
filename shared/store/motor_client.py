"""The MongoDB wire as AlurIzin uses it. The only module that knows Motor: the stores on that wire
are built on it.

Motor is in maintenance and PyMongo's own async client is its successor: the move must stay an
edit of this one file.
"""

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar, cast

from bson import CodecOptions
from bson.raw_bson import RawBSONDocument
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
)

from shared.certificate_words import sebab_sertifikat
from shared.connection_words import sebab_sambungan
from shared.errors import AlamatTidakSah, StoreTidakTerjangkau
from shared.mongo_driver import (  # before Motor, which would load PyMongo whole
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
)
from shared.store.indeks import Indeks
from shared.store.port import KunciGanda

# isort: split


Document = dict[str, Any]
Client: TypeAlias = "AsyncIOMotorClient[Document]"
Collection: TypeAlias = "AsyncIOMotorCollection[Document]"
Database: TypeAlias = "AsyncIOMotorDatabase[Document]"
RawCollection: TypeAlias = "AsyncIOMotorCollection[RawBSONDocument]"

AUTHENTICATION_FAILED = 18
UNAUTHORIZED = 13
DUPLICATE_KEY = 11000

ANSWER_MS = 60_000
"""The driver itself has no limit: a worker would wait with it, its message in hand."""


def _is_transient(error: PyMongoError) -> bool:
    return (
        isinstance(error, ConnectionFailure)
        or error.timeout
        or error.has_error_label("RetryableWriteError")
    )


@contextmanager
def store_errors() -> Iterator[None]:
    """Motor's errors as ours: duplicates, and everything that another try may cure."""
    try:
        yield
    except DuplicateKeyError as error:
        raise KunciGanda(str((error.details or {}).get("keyValue", ""))) from error
    except BulkWriteError as error:
        pertama = error.details["writeErrors"][:1]
        if pertama and pertama[0]["code"] == DUPLICATE_KEY:
            raise KunciGanda(str(pertama[0].get("keyValue", ""))) from error
        raise
    except PyMongoError as error:
        if isinstance(error, OperationFailure) and error.code == AUTHENTICATION_FAILED:
            # A store that is being set up may not know its user yet.
            raise StoreTidakTerjangkau("AuthenticationFailed") from error
        if _is_transient(error):
            raise StoreTidakTerjangkau(sebab_sertifikat(error) or type(error).__name__) from error
        raise


def connect(mongodb_url: str) -> Client:
    """A client for the event loop that is running; it connects when first used. A request that is
    never answered ends after `ANSWER_MS`, unless the URL names another `socketTimeoutMS`. Raises
    `AlamatTidakSah`."""
    named = "sockettimeoutms" in mongodb_url.lower()
    limits: Document = {} if named else {"socketTimeoutMS": ANSWER_MS}
    try:
        return AsyncIOMotorClient(mongodb_url, tz_aware=True, **limits)
    except (PyMongoError, ValueError) as error:
        raise AlamatTidakSah(f"MONGODB_URL: {sebab_sambungan(error)}") from error


def raw_collection(database: Database, nama: str) -> RawCollection:
    """Documents as the very bytes that are stored."""
    pilihan = CodecOptions(document_class=RawBSONDocument)
    return cast("RawCollection", database.get_collection(nama, codec_options=pilihan))


def one_of(semua: Sequence[Any]) -> Any:
    """As the value of a field in a filter. The embedded store finds a single one faster when it is
    named outright."""
    return semua[0] if len(semua) == 1 else {"$in": [*dict.fromkeys(semua)]}


async def make_indexes(database: Database, indeks: Iterable[Indeks]) -> None:
    """Safe to repeat and to run in several processes at once."""
    with store_errors():
        for satu in indeks:
            await database[satu.koleksi].create_index(satu.urutan, **satu.pilihan)


# Many documents, a part at a time.
#
# The embedded store fetches all that a query finds before it answers, at about half a millisecond
# each, with others waiting: 100,000 in one go take longer than anybody waits for an answer. Our ids
# are spread evenly, so their first digits divide any number of them into parts of about one size.
Range = dict[str, str]
T = TypeVar("T")

LARGE_PART = 400
"""Where more than so many begin with the same digit, they are read by their first two."""

_ONE_DIGIT = 16
_ALL = 256


async def in_parts(
    find: Callable[[Range], AsyncIterable[T]],
) -> AsyncIterator[T]:
    """All documents, each once; a document written meanwhile may be seen or not.

    `find` gives those with an `_id` in a range. It needs an index of the fields that it matches
    besides, for equality, and then `_id`; where there are none, one that begins with `_id` and has
    another field too: the embedded store does not use the index of `_id` alone for ranges.
    """
    start, many = 0, True
    while start < _ALL:
        width = 1 if many else _ONE_DIGIT - start % _ONE_DIGIT
        found = 0
        async for document in find(_range(start, start + width)):
            found += 1
            yield document
        many = found * _ONE_DIGIT > LARGE_PART * width
        start += width


def _range(start: int, end: int) -> Range:
    """Of ids, by their first two digits as a number. The first range and the last one take in the
    ids that do not begin with digits."""
    lower = {"$gte": f"{start:02x}" if start else ""}
    return lower | {"$lt": f"{end:02x}"} if end < _ALL else lower
