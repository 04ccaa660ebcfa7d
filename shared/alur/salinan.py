"""An output is a document made for it: no other document of the case may stand in for it.

Files are one when their ids or their SHA-256 are. Whatever was ever handed in counts, replaced and
sent-back files too: they are in the riwayat.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from shared.contracts.messages import Putusan
from shared.contracts.parts import Dokumen, DokumenBerkode
from shared.desk import Keberatan, Perkara
from shared.errors import KodeTolak


@dataclass(frozen=True)
class _Lain:
    """A document of the case; `sebutan` is how a refusal calls it."""

    kode: str
    berkas: Dokumen
    sebutan: str
    hasil: bool = False


def keberatan_salinan(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """Two outputs that are one file, and an output that is another document of the case."""
    for satu, dua in combinations(putusan.dokumen, 2):
        if _sama(satu.berkas, dua.berkas):
            yield Keberatan(
                KodeTolak.OUTPUT_KURANG,
                f"output '{satu.kode}' dan '{dua.kode}' adalah berkas yang sama;"
                " masing-masing harus dokumen tersendiri",
            )
    lain = tuple(_dokumen_perkara(perkara))
    for hasil in putusan.dokumen:
        if serupa := next((d for d in lain if _bukan_untuk(hasil, d)), None):
            yield Keberatan(
                KodeTolak.OUTPUT_KURANG,
                f"output '{hasil.kode}' adalah berkas yang sama dengan {serupa.sebutan};"
                " output harus dokumen yang dibuat untuk itu",
            )


def _dokumen_perkara(perkara: Perkara) -> Iterator[_Lain]:
    nama = {satu.kode: satu.nama for satu in perkara.sop.persyaratan}
    for entri in perkara.permohonan.riwayat:
        for dokumen in entri.dokumen:
            sebutan = f"dokumen pemohon '{nama.get(dokumen.kode, dokumen.kode)}'"
            yield _Lain(dokumen.kode, dokumen.berkas, sebutan)
        if entri.surat:
            yield _Lain(entri.surat.kode, entri.surat.berkas, f"surat '{entri.surat.kode}'")
        for hasil in entri.hasil:
            if hasil.berkas:
                sebutan = f"{hasil.nama} (langkah {hasil.langkah})"
                yield _Lain(hasil.kode, hasil.berkas, sebutan, hasil=True)


def _bukan_untuk(hasil: DokumenBerkode, lain: _Lain) -> bool:
    """Its own earlier version is not another document; whether that may come again is a matter of
    the act."""
    return _sama(hasil.berkas, lain.berkas) and not (lain.hasil and lain.kode == hasil.kode)


def _sama(satu: Dokumen, dua: Dokumen) -> bool:
    return satu.berkas_id == dua.berkas_id or satu.sha256 == dua.sha256
