"""Many documents, a part at a time.

The embedded store fetches all that a query finds before it answers, at about half a millisecond
each, and nobody else is served meanwhile. Our ids are spread evenly, so their first digits divide
any number of them into parts of about the same size; every query here needs an index that ends
in `_id`.
"""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from shared.store.motor_store import Collection, Document, store_errors

DIGITS = "0123456789abcdef"
BEYOND_DIGITS = "g"
LARGE_PART = 400
"""From so many on, what is left is read in parts a sixteenth of the size."""


async def in_parts(
    collection: Collection, matching: Mapping[str, Any], fields: Mapping[str, int]
) -> AsyncIterator[Document]:
    """All documents that match, whose `_id` begins with a hexadecimal digit, in that order of
    parts. What is written meanwhile may be seen or not; nothing is seen twice."""
    large = False
    for digit in DIGITS:
        found = 0
        for prefix in [digit + second for second in DIGITS] if large else [digit]:
            part = {**matching, "_id": {"$gte": prefix, "$lt": prefix + BEYOND_DIGITS}}
            with store_errors():
                async for document in collection.find(part, fields):
                    found += 1
                    yield document
        large = found > LARGE_PART
