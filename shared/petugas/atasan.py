"""The superiors that the register names: whether they can be found, and who they are by then."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from shared.mutu_baku.kejadian import KESELURUHAN
from shared.petugas.model import DaftarPetugas
from shared.petugas.orang import pengenal_baku
from shared.petugas.wewenang import pemegang


def periksa_atasan(daftar: DaftarPetugas, peran: Collection[str]) -> Iterator[str]:
    """Every mistake. `peran`: the roles there are."""
    for satu, atasan in daftar.isi.atasan.items():
        letak = f"atasan > {satu}"
        if satu not in {*peran, KESELURUHAN}:
            yield f'{letak}: peran "{satu}" tidak dikenal; yang ada: {", ".join(peran)}'
        if atasan not in peran and daftar.orang(atasan) is None:
            yield f'{letak}: "{atasan}" bukan peran, dan tidak ada di antara [[petugas]]'
    for ke, orang in enumerate(daftar.isi.petugas, start=1):
        letak = f"petugas ke-{ke} ({orang.nama})"
        if orang.atasan is not None and daftar.orang(orang.atasan) is None:
            yield f"{letak}: atasan {orang.atasan} tidak ada di antara [[petugas]]"
    yield from _berputar(daftar)


def _berputar(daftar: DaftarPetugas) -> Iterator[str]:
    """Nobody is their own superior, nor by way of others."""

    def atasan_orang(siapa: str) -> str | None:
        orang = daftar.orang(siapa)
        return pengenal_baku(orang.atasan) if orang and orang.atasan else None

    for ke, satu in enumerate(daftar.isi.petugas, start=1):
        if _kembali(pengenal_baku(satu.id), atasan_orang):
            yield f"petugas ke-{ke} ({satu.nama}): rantai atasannya berputar"
    for peran in daftar.isi.atasan:
        if _kembali(peran, daftar.isi.atasan.get):
            yield f"atasan > {peran}: rantai atasannya berputar"


def _kembali(awal: str, atasan: Callable[[str], str | None]) -> bool:
    """Whether the way up leads back to where it began."""
    dilalui, kini = {awal}, atasan(awal)
    while kini is not None and kini not in dilalui:
        dilalui.add(kini)
        kini = atasan(kini)
    return kini == awal


def atasan(daftar: DaftarPetugas, pelaksana: str | None, saat: datetime) -> frozenset[str]:
    """By which names the superior of that desk is known then: roles, and ids in one spelling. Of
    those who hold the role, their own; where none of them has one, the role's. `pelaksana` None:
    the whole application's. Empty where the register names nobody."""
    if pelaksana is not None:
        sendiri = [o.atasan for o, _ in pemegang(daftar, pelaksana, saat) if o.atasan]
        if sendiri:
            return frozenset().union(*(_orang(daftar, satu, saat) for satu in sendiri))
    nama = daftar.isi.atasan.get(pelaksana or KESELURUHAN)
    if nama is None:
        return frozenset()
    if daftar.orang(nama) is not None:
        return _orang(daftar, nama, saat)
    return frozenset({nama, *(pengenal_baku(o.id) for o, _ in pemegang(daftar, nama, saat))})


def _orang(daftar: DaftarPetugas, petugas_id: str, saat: datetime) -> frozenset[str]:
    peran = (hak.sebagai for hak in daftar.wewenang(petugas_id) if hak.berlaku_pada(saat))
    return frozenset({pengenal_baku(petugas_id), *peran})
