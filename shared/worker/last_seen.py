"""The applications that this process read last, for the decision that often follows soon.

What is written from memory is compared with the store like any other write, so an application that
has moved on meanwhile costs a second look and nothing else. Nothing is refused from memory.
"""

from collections import OrderedDict
from uuid import UUID

from shared.permohonan import Permohonan

MOST = 64
"""As many as deliveries are in a worker's hands; some hundred kilobytes each at the very most."""


class LastSeen:
    """Each is taken once."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._seen: OrderedDict[UUID, Permohonan] = OrderedDict()

    def remember(self, permohonan: Permohonan) -> None:
        self._seen[permohonan.id] = permohonan
        self._seen.move_to_end(permohonan.id)
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)

    def take(self, permohonan_id: UUID) -> Permohonan | None:
        return self._seen.pop(permohonan_id, None)
