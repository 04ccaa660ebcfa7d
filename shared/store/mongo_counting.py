"""Numbers given out in the order in which they were asked for, to all that ask at the moment in one
round trip.

By compare-and-set: an upserting find_one_and_update is not atomic everywhere (under contention the
embedded store answered None, and mongod may answer with a duplicate; decision 23).
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from shared.mongo_driver import DuplicateKeyError
from shared.store.motor_client import Collection, store_errors
from shared.store.together import Together

MOST_AT_ONCE = 100


class Counting:
    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._together: Together[str, int] = Together(self._count, MOST_AT_ONCE)

    async def __call__(self, name: str) -> int:
        """1, 2, 3, … for each name. Raises `StoreTidakTerjangkau`."""
        return await self._together(name)

    async def _count(self, names: Sequence[str]) -> Sequence[int]:
        drawn = {name: await self._draw(name, many) for name, many in Counter(names).items()}
        return [next(drawn[name]) for name in names]

    async def _draw(self, name: str, many: int) -> Iterator[int]:
        while True:
            with store_errors():
                first = await self._try(name, many)
            if first is not None:
                return iter(range(first, first + many))

    async def _try(self, name: str, many: int) -> int | None:
        """The first of so many numbers, or None when another process was quicker."""
        document = await self._collection.find_one({"_id": name})
        if document is None:
            try:
                await self._collection.insert_one({"_id": name, "n": many})
            except DuplicateKeyError:
                return None
            return 1
        last = int(document["n"])
        done = await self._collection.update_one(
            {"_id": name, "n": last}, {"$set": {"n": last + many}}
        )
        return last + 1 if done.matched_count else None
