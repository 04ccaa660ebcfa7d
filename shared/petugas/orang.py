"""When two names or two identifiers are one person's.

People write one name in many ways: with and without titles, initials for whole words, a typographic
apostrophe, a hyphen or a space, accents as one sign or as two. None of that makes another person.
An initial that fits none of the other's words does.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_GELAR = frozenset(
    (
        *("bapak", "bpk", "ibu", "sdr", "sdri", "tn", "ny"),
        *("dr", "dra", "drg", "drh", "drs", "ir", "prof"),
        *("h", "hj", "kh", "r", "ra", "rr", "rm"),
    )
)
"""In front of a name, also without their full stop."""

_PENGHUBUNG = frozenset({"bin", "binti", "bt", "al", "alm"})
"""Between names: alone they name no one."""

_MUHAMMAD = frozenset({"m", "md", "mhd", "moh", "mohd", "muh", "muhd", "much", "moch"})
_AWALAN_MUHAMMAD = ("moc", "moh", "muc", "muh")

_APOSTROF = re.compile(r"['\u2018\u2019\u201b\u02bb\u02bc\u02bd`\u00b4\u2032]")
_TANDA_HUBUNG = re.compile(r"[-\u2010-\u2015_/]")


class _Nama(NamedTuple):
    """`utuh`: whole words; `singkatan`: initials and short forms ("s" of "Budi S.")."""

    utuh: frozenset[str]
    singkatan: tuple[str, ...]


def nama_sejalan(satu: str, lain: str) -> bool:
    """Every whole word of the shorter name is in the longer one, and every initial of either fits a
    word of the other that is left over; an NIP with quite another name is a slip of the hand, or
    worse. Where one is nothing but initials and titles, they must be the same."""
    nama, nama_lain = _urai(satu), _urai(lain)
    if not nama.utuh or not nama_lain.utuh:
        return _rapat(satu) == _rapat(lain)
    if _tanpa_spasi(satu) == _tanpa_spasi(lain):
        return True
    pendek, panjang = sorted((nama, nama_lain), key=lambda n: len(n.utuh))
    if not pendek.utuh <= panjang.utuh:
        return False
    sisa = panjang.utuh - pendek.utuh
    return not sisa or all(_cocok(singkatan, sisa) for singkatan in pendek.singkatan)


def _cocok(singkatan: str, kata: frozenset[str]) -> bool:
    if singkatan in _MUHAMMAD and any(satu.startswith(_AWALAN_MUHAMMAD) for satu in kata):
        return True
    return any(satu.startswith(singkatan) for satu in kata)


def _urai(nama: str) -> _Nama:
    """Up to the first comma, without titles: "Drs. H. Budi S., M.Si." is Budi S."""
    utuh, singkatan = set(), []
    for kata in _rata(nama.partition(",")[0]).split():
        polos = kata.replace(".", "")
        if polos in _GELAR or polos in _PENGHUBUNG or not polos:
            continue
        if "." in kata.rstrip(".") or (kata.endswith(".") and len(polos) > _SINGKATAN_MAKS):
            continue  # S.Pd, M.Si: earned, not given
        if kata.endswith(".") or len(polos) == 1:
            singkatan.append(polos)
        else:
            utuh.add(polos)
    return _Nama(frozenset(utuh), tuple(singkatan))


_SINGKATAN_MAKS = 4


def _rata(nama: str) -> str:
    """In one spelling: no accents, no apostrophes, spaces for hyphens."""
    terurai = unicodedata.normalize("NFKD", nama)
    polos = "".join(huruf for huruf in terurai if not unicodedata.combining(huruf))
    return _TANDA_HUBUNG.sub(" ", _APOSTROF.sub("", polos)).casefold()


def _rapat(nama: str) -> str:
    return " ".join(_rata(nama).split())


def _tanpa_spasi(nama: str) -> str:
    """ "Nur Aini" and "Nuraini" are one."""
    return "".join(_rata(nama.partition(",")[0]).split())


@lru_cache(maxsize=1024)
def pengenal_baku(petugas_id: str) -> str:
    """An identifier in one spelling: an NIP is written with dots, spaces or none, the letters of
    other identifiers in any case. Written in another way it is no other person."""
    polos = "".join(huruf for huruf in petugas_id.casefold() if huruf.isalnum())
    return polos or petugas_id.casefold()
