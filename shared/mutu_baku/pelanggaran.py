"""Breaches, derived: a pure function of riwayat, SOP version, calendars and now.

It keeps no memory and no timer. Asked again, later or elsewhere, it gives the same events with the
same keys; an event that has come about stays.

Returns to the applicant that look like playing for time are among them: a return stops the
office's clock. Raised for a return in the last tenth of a limit, for a second return because of a
document that did not change in between, and for every round from the third on.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from shared.contracts.pelanggaran import Tingkat
from shared.kalender.berlaku import SELAMANYA, KalenderBerlaku
from shared.mutu_baku.batasan import Batasan, semua_batasan
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.tempuh import Bukaan, bukaan, kembali_ke_pemohon, pelaksana_pemohon
from shared.permohonan import Entri, Permohonan
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
            yield _kembali(
                milik, "kembali_tanpa_perubahan", satu.entri, berlaku, _sebut(tetap, sop)
            )
        if putaran >= PUTARAN_BERULANG:
            yield _kembali(milik, "putaran_berulang", satu.entri, berlaku, f"putaran ke-{putaran}")
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
            yield _kembali(satu, "kembali_ujung_batas", entri, berlaku)


def _diminta(entri: Entri) -> tuple[str, ...]:
    """Codes of the documents for which the application was returned."""
    return tuple(p.kode for p in entri.perbaikan if p.jenis == "dokumen")


def _sebut(kode: list[str], sop: Sop) -> str:
    nama: Mapping[str, str] = {p.kode: p.nama for p in sop.persyaratan}
    return "; ".join(nama.get(satu, satu) for satu in kode)


def _kembali(
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


def kejadian(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, kini: datetime
) -> tuple[Kejadian, ...]:
    """Every event before `kini`, in the order of time. With `SELAMANYA` for now: also those that
    will come if the work stops here."""
    semua = bukaan(permohonan, sop)
    batasan = tuple(semua_batasan(semua, sop))
    peristiwa = [k for satu in batasan for k in kejadian_batasan(satu, berlaku, kini)]
    peristiwa += [k for k in pengembalian(semua, sop, batasan, berlaku) if k.terjadi < kini]
    return tuple(sorted(peristiwa, key=lambda k: (k.terjadi, k.cakupan, k.tingkat)))


def berikutnya(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, sesudah: datetime
) -> datetime | None:
    """The first instant after `sesudah` at which something comes about, past or yet to come."""
    semua = kejadian(permohonan, sop, berlaku, SELAMANYA)
    return next((k.terjadi for k in semua if k.terjadi > sesudah), None)


def berikutnya_sejak_tutup(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, masih: Sequence[Batasan]
) -> datetime | None:
    """The first instant at which an event comes about, from the last closing on. `masih`: limits
    still running at the last closing (`batasan_sejak_tutup`). Ended limits raise nothing new."""
    entri = permohonan.riwayat[-1]
    saat = [s for satu in masih for s in _saat_kejadian(satu, berlaku).values()]
    if kembali_ke_pemohon(sop, entri):
        semua = bukaan(permohonan, sop)
        batasan = tuple(semua_batasan(semua, sop))
        saat += [k.terjadi for k in pengembalian(semua, sop, batasan, berlaku)]
    return min((satu for satu in saat if satu >= entri.ditutup_pada), default=None)


def kejadian_batasan(satu: Batasan, berlaku: KalenderBerlaku, kini: datetime) -> Iterator[Kejadian]:
    """The events of one limit alone, returns left out. Reports use it too: for limits that raise no
    event, and for events that would have been."""
    for tingkat, terjadi in _saat_kejadian(satu, berlaku).items():
        if terjadi < kini:
            yield _susun(satu, tingkat, berlaku, terjadi)


def _saat_kejadian(satu: Batasan, berlaku: KalenderBerlaku) -> dict[Tingkat, datetime]:
    """When one limit came near, was exceeded and was met too late, as far as it was or will be."""
    semua = _tercapai(satu, berlaku)
    terlambat = _saat_terlambat(satu, berlaku, semua.get("terlampaui"))
    if terlambat is not None:
        semua["selesai_terlambat"] = terlambat
    return semua


def _tercapai(satu: Batasan, berlaku: KalenderBerlaku) -> dict[Tingkat, datetime]:
    """When the limit came near and when it was exceeded: each once, by the first calendar under
    which it was."""
    ditemukan: dict[Tingkat, datetime] = {}
    for masa in berlaku.rentang():
        if satu.mulai >= masa.sampai:
            continue
        hitungan = satu.hitung(masa.kalender)
        tingkat: tuple[tuple[Tingkat, datetime | None], ...] = (
            ("mendekati", hitungan.mendekati),
            ("terlampaui", hitungan.jatuh_tempo),
        )
        for nama, saat in tingkat:
            terjadi = satu.di_luar_jeda(max(saat, masa.dari)) if saat else None
            if terjadi is not None and terjadi < masa.sampai:
                ditemukan.setdefault(nama, terjadi)
        if len(ditemukan) == len(tingkat):
            break
    # Exactly then is still on time: it must be open beyond that instant.
    return {n: t for n, t in ditemukan.items() if satu.akhir is None or t < satu.akhir}


def _saat_terlambat(
    satu: Batasan, berlaku: KalenderBerlaku, lampau: datetime | None
) -> datetime | None:
    """Once for a limit: the first closing after it, by the calendar of that day. Only a limit that
    was exceeded, if for a moment, makes it late."""
    if lampau is None:
        return None
    for tutup in satu.tutup:
        tempo = satu.hitung_pada(berlaku, tutup).jatuh_tempo
        if tempo is not None and max(tempo, lampau) < tutup:
            return tutup
    return None


def _susun(
    satu: Batasan, tingkat: Tingkat, berlaku: KalenderBerlaku, terjadi: datetime
) -> Kejadian:
    """Lateness belongs to the putaran that was closed then, the rest to the one open from then."""
    putaran = satu.putaran_tutup if tingkat == "selesai_terlambat" else satu.putaran_pada
    return Kejadian(
        tingkat=tingkat,
        cakupan=satu.cakupan,
        langkah=satu.langkah,
        putaran=putaran(terjadi),
        pelaksana=satu.pelaksana,
        batas=satu.teks,
        mulai=satu.mulai,
        jatuh_tempo=satu.hitung_pada(berlaku, terjadi).jatuh_tempo or terjadi,
        terjadi=terjadi,
    )
