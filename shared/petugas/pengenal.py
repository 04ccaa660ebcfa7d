"""When two officers are one: an identifier written in another way is no other person."""

from functools import lru_cache


@lru_cache(maxsize=1024)
def pengenal_baku(petugas_id: str) -> str:
    """An NIP is written with dots, spaces or none; the letters of other identifiers in any case."""
    polos = "".join(huruf for huruf in petugas_id.casefold() if huruf.isalnum())
    return polos or petugas_id.casefold()
