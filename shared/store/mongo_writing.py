"""Writes of applications that are handled at the same moment, in one round trip.

Each stays what it was alone: an insert, or a compare-and-set of one document. They are told apart
by their results: the store answers how many it matched, and where that falls short of how many
were sent, each one is looked at. Measured: bench, `make bench`; reasons: decision 48.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.mongo_driver import BulkWriteError, InsertOne, OperationFailure, UpdateOne
from shared.store.motor_client import DUPLICATE_KEY, Collection, Document, store_errors
from shared.store.port import KunciGanda
from shared.store.together import Together

MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Insert:
    document: Document

    @property
    def id(self) -> str:
        return str(self.document["_id"])

    def operation(self) -> InsertOne[Document]:
        return InsertOne(self.document)


@dataclass(frozen=True)
class Advance:
    """`filter` names the document by its `_id`; `digest` is that of the entry `place` of the
    riwayat, which the write adds."""

    filter: Document
    change: Document
    place: int
    digest: str

    @property
    def id(self) -> str:
        return str(self.filter["_id"])

    def operation(self) -> UpdateOne:
        return UpdateOne(self.filter, self.change)


Write = Insert | Advance
Written = bool | Exception


class Writing:
    """One group at a time, in which no document comes twice."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._together: Together[Write, bool] = Together(
            self._write, MOST_AT_ONCE, lambda write: write.id
        )

    async def __call__(self, write: Write) -> bool:
        """False when an `Advance` met another state than it was made for. Raises `KunciGanda`
        and `StoreTidakTerjangkau`."""
        return await self._together(write)

    async def _write(self, group: Sequence[Write]) -> Sequence[Written]:
        matched, errors = await self._send(group)
        sent = [
            w for place, w in enumerate(group) if isinstance(w, Advance) and place not in errors
        ]
        standing = {write.id for write in sent}
        if matched < len(sent):
            standing = await self._standing(sent) if len(sent) > 1 else set()
        return [
            errors.get(place) or isinstance(write, Insert) or write.id in standing
            for place, write in enumerate(group)
        ]

    async def _send(self, group: Sequence[Write]) -> tuple[int, Mapping[int, Exception]]:
        """How many updates found their document, and what was wrong with which write."""
        with store_errors():
            try:
                done = await self._collection.bulk_write(
                    [write.operation() for write in group], ordered=False
                )
            except BulkWriteError as error:
                details = error.details
                if details["writeConcernErrors"] or not details["writeErrors"]:
                    raise
                return details["nMatched"], {e["index"]: _own(e) for e in details["writeErrors"]}
        return done.matched_count, {}

    async def _standing(self, sent: Sequence[Advance]) -> set[str]:
        """Those whose very entry is in the riwayat. Where two processes at the same millisecond
        write one and the same entry, both believe that it was theirs: it is the same decision."""
        wanted = {write.id: (write.place, write.digest) for write in sent}
        with store_errors():
            return {
                document["_id"]
                async for document in self._collection.find(
                    {"_id": {"$in": list(wanted)}}, {"riwayat.digest": 1}
                )
                if _has(document, *wanted[document["_id"]])
            }


def _has(document: Mapping[str, Any], place: int, digest: str) -> bool:
    riwayat = document.get("riwayat", [])
    return place < len(riwayat) and riwayat[place].get("digest") == digest


def _own(error: Mapping[str, Any]) -> Exception:
    if error["code"] == DUPLICATE_KEY:
        return KunciGanda(str(error.get("keyValue", "")))
    return OperationFailure(error.get("errmsg", ""), error["code"], error)
