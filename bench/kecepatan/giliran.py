"""In which order things are measured: alternating, and nobody always first or always last."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Giliran(NamedTuple):
    putaran: int
    nama: str


def giliran(nama: Sequence[str], putaran: int) -> Iterator[Giliran]:
    """Every name once a round; each round begins with the next one."""
    for ke in range(putaran):
        for satu in berputar(nama, ke):
            yield Giliran(ke + 1, satu)


def berputar(urutan: Sequence[T], ke: int) -> Sequence[T]:
    mulai = ke % len(urutan) if urutan else 0
    return [*urutan[mulai:], *urutan[:mulai]]
