"""When two names or two identifiers are one person's."""

from functools import lru_cache


# Whether two names can be one person's: titles, case, spaces and initials do not count.
def nama_sejalan(satu: str, lain: str) -> bool:
    """Every whole word of the shorter name is in the longer one; an NIP with quite another name
    is a slip of the hand, or worse. Where one is nothing but initials and titles, they must be
    the same."""
    kata, kata_lain = _kata(satu), _kata(lain)
    if not kata or not kata_lain:
        return _rapat(satu) == _rapat(lain)
    return kata <= kata_lain or kata_lain <= kata


def _kata(nama: str) -> frozenset[str]:
    """Without what comes after a comma, and without words that end in a full stop: titles and
    initials ("Drs. H. Budi S., M.Si." is Budi)."""
    depan = nama.partition(",")[0].casefold().split()
    return frozenset(kata for kata in depan if "." not in kata)


def _rapat(nama: str) -> str:
    return " ".join(nama.casefold().split())


# When two officers are one: an identifier written in another way is no other person.
@lru_cache(maxsize=1024)
def pengenal_baku(petugas_id: str) -> str:
    """An NIP is written with dots, spaces or none; the letters of other identifiers in any case."""
    polos = "".join(huruf for huruf in petugas_id.casefold() if huruf.isalnum())
    return polos or petugas_id.casefold()
