"""Returns to the applicant that look like playing for time (domain 2.8): a return stops the
office's clock, so who returns is looked at.

Raised for a return in the last tenth of a limit, for a second return because of a document that
did not change in between, and for every round from the third on.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from shared.contracts.messages import Tingkat
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.batasan import Batasan
from shared.mutu_baku.events import Kejadian
from shared.mutu_baku.timeline import Bukaan, kembali_ke_pemohon, pelaksana_pemohon
from shared.permohonan import Entri
from shared.sop.model import Sop

PERSEN_UJUNG = 90
PUTARAN_BERULANG = 3
"""Counted in rounds with the applicant: the first submission is the first."""

_BELUM_ADA = ""


def pengembalian(
    semua: tuple[Bukaan, ...],
    sop: Sop,
    batasan: tuple[Batasan, ...],
    berlaku: KalenderBerlaku,
) -> Iterator[Kejadian]:
    """In the order of time."""
    pemohon = pelaksana_pemohon(sop)
    sidik: dict[str, str] = {}
    pernah: dict[str, str] = {}
    putaran = 1
    for satu in semua:
        if satu.entri is None:
            continue
        sidik |= {d.kode: d.berkas.sha256 for d in satu.entri.dokumen}
        if satu.langkah.pelaksana == pemohon or not kembali_ke_pemohon(sop, satu.entri):
            continue
        putaran += 1
        milik = _milik(batasan, satu)
        yield from _di_ujung((milik, *_keseluruhan(batasan)), satu.entri, berlaku)
        if tetap := [k for k in _diminta(satu.entri) if pernah.get(k) == sidik.get(k, _BELUM_ADA)]:
            yield _susun(milik, "kembali_tanpa_perubahan", satu.entri, berlaku, _sebut(tetap, sop))
        if putaran >= PUTARAN_BERULANG:
            yield _susun(milik, "putaran_berulang", satu.entri, berlaku, f"putaran ke-{putaran}")
        pernah |= {k: sidik.get(k, _BELUM_ADA) for k in _diminta(satu.entri)}


def _milik(batasan: tuple[Batasan, ...], bukaan: Bukaan) -> Batasan:
    """The limit of the step that returned."""
    return next(b for b in batasan if b.cakupan == "langkah" and bukaan in b.bukaan)


def _keseluruhan(batasan: tuple[Batasan, ...]) -> Iterator[Batasan]:
    return (b for b in batasan if b.cakupan == "keseluruhan")


def _di_ujung(
    batasan: tuple[Batasan, ...], entri: Entri, berlaku: KalenderBerlaku
) -> Iterator[Kejadian]:
    for satu in batasan:
        tutup = entri.ditutup_pada
        ujung = satu.terpakai_pada(berlaku, tutup, PERSEN_UJUNG)
        tempo = satu.hitung_pada(berlaku, tutup).jatuh_tempo
        if ujung is not None and tempo is not None and ujung <= tutup <= tempo:
            yield _susun(satu, "kembali_ujung_batas", entri, berlaku)


def _diminta(entri: Entri) -> tuple[str, ...]:
    """Codes of the documents for which the application was returned."""
    return tuple(p.kode for p in entri.perbaikan if p.jenis == "dokumen")


def _sebut(kode: list[str], sop: Sop) -> str:
    nama: Mapping[str, str] = {p.kode: p.nama for p in sop.persyaratan}
    return "; ".join(nama.get(satu, satu) for satu in kode)


def _susun(
    satu: Batasan, tingkat: Tingkat, entri: Entri, berlaku: KalenderBerlaku, keterangan: str = ""
) -> Kejadian:
    pada: datetime = entri.ditutup_pada
    return Kejadian(
        tingkat=tingkat,
        cakupan=satu.cakupan,
        langkah=satu.langkah,
        putaran=entri.putaran,
        pelaksana=satu.pelaksana,
        batas=satu.teks,
        mulai=satu.mulai,
        jatuh_tempo=satu.hitung_pada(berlaku, pada).jatuh_tempo or pada,
        terjadi=pada,
        keterangan=keterangan,
    )
