"""The routes of an SOP as a graph: what can be reached, and which outputs surely exist there.

Everything here takes steps numbered 1..n, routes that lead to one of them, and codes of outputs
that are each made by one step.
"""

from typing import NamedTuple

from shared.sop.model import Hasil, Rute, Sop
from shared.tindakan import NilaiPutusan


class Sisi(NamedTuple):
    """One route from step to step."""

    dari: int
    putusan: NilaiPutusan
    ke: int
    membawa: frozenset[str]


def sisi(sop: Sop) -> tuple[Sisi, ...]:
    return tuple(
        Sisi(langkah.no, rute.putusan, rute.ke, _kode_hasil(langkah.hasil_rute(rute)))
        for langkah in sop.langkah
        for rute in langkah.rute
        if isinstance(rute.ke, int)
    )


def terjangkau(sop: Sop) -> frozenset[int]:
    """The steps that can be reached from the first."""
    return _menyebar({1}, {(satu.dari, satu.ke) for satu in sisi(sop)})


def dapat_selesai(sop: Sop) -> frozenset[int]:
    """The steps from which "selesai" can be reached."""
    akhir = {langkah.no for langkah in sop.langkah if _menuju_selesai(langkah.rute)}
    return _menyebar(akhir, {(satu.ke, satu.dari) for satu in sisi(sop)})


def tersedia(sop: Sop) -> dict[int, frozenset[str]]:
    """For each step, the outputs that exist on every path on which it can be opened.

    The greatest fixpoint: begin with everything everywhere and take away until nothing changes.
    A step that no path reaches keeps everything (nothing that is said of it can be wrong), and
    its routes take nothing from the others.
    """
    jalan = [satu for satu in sisi(sop) if satu.dari in terjangkau(sop)]
    semua = frozenset(hasil.kode for langkah in sop.langkah for hasil in langkah.hasil)
    ada = dict.fromkeys((langkah.no for langkah in sop.langkah), semua)
    ada[1] = frozenset()
    berubah = True
    while berubah:
        berubah = False
        for satu in jalan:
            baru = ada[satu.ke] & setelah(sop, satu, ada[satu.dari])
            berubah |= baru != ada[satu.ke]
            ada[satu.ke] = baru
    return ada


def setelah(sop: Sop, lewat: Sisi, ada: frozenset[str]) -> frozenset[str]:
    """What exists after this route. Going back drops all that is made from there onwards: it
    must be made anew."""
    jadi = ada | lewat.membawa
    if lewat.ke > lewat.dari:
        return jadi
    return jadi - {
        h.kode for langkah in sop.langkah if langkah.no >= lewat.ke for h in langkah.hasil
    }


def _kode_hasil(hasil: tuple[Hasil, ...]) -> frozenset[str]:
    return frozenset(satu.kode for satu in hasil)


def _menuju_selesai(rute: tuple[Rute, ...]) -> bool:
    return any(satu.ke == "selesai" for satu in rute)


def _menyebar(awal: set[int], pasangan: set[tuple[int, int]]) -> frozenset[int]:
    """Everything that can be walked to from `awal` along the pairs (from, to)."""
    sampai, lama = set(awal), -1
    while len(sampai) != lama:
        lama = len(sampai)
        sampai |= {ke for dari, ke in pasangan if dari in sampai}
    return frozenset(sampai)
