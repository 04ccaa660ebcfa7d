"""Many documents, a part at a time.

The embedded store fetches all that a query finds before it answers, at about half a millisecond
each, with others waiting: 100,000 in one go take longer than anybody waits for an answer. Our ids
are spread evenly, so their first digits divide any number of them into parts of about one size.
"""

from collections.abc import AsyncIterable, AsyncIterator, Callable
from typing import TypeVar

Range = dict[str, str]
T = TypeVar("T")

LARGE_PART = 400
"""Where more than so many begin with the same digit, they are read by their first two."""

_ONE_DIGIT = 16
_ALL = 256


async def in_parts(
    find: Callable[[Range], AsyncIterable[T]],
) -> AsyncIterator[T]:
    """All documents, each once; what is written meanwhile may be seen or not.

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
    """Of ids, by their first two digits as a number. The first range and the last one take in
    what does not begin with digits."""
    lower = {"$gte": f"{start:02x}" if start else ""}
    return lower | {"$lt": f"{end:02x}"} if end < _ALL else lower
