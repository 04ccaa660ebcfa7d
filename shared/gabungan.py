"""The name of a process that serves one pelaksana, or several: theirs, joined."""

from collections.abc import Iterable

PENYAMBUNG = "+"


def gabung(pelaksana: Iterable[str]) -> str:
    return PENYAMBUNG.join(pelaksana)


def anggota(nama: str) -> tuple[str, ...]:
    """Whom the process of this name serves."""
    return tuple(nama.split(PENYAMBUNG))
