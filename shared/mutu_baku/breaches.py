"""Breaches, derived: a pure function of riwayat, SOP version, calendars and now (design 6).

Nothing is remembered and nothing is timed here. Whoever asks again, later or elsewhere, gets the
same events with the same keys; an event that has come about never goes away again.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from shared.contracts.messages import Tingkat
from shared.kalender.berlaku import SELAMANYA, KalenderBerlaku
from shared.mutu_baku.batasan import Batasan, semua_batasan
from shared.mutu_baku.events import Kejadian
from shared.mutu_baku.returns import pengembalian
from shared.mutu_baku.timeline import bukaan, kembali_ke_pemohon
from shared.permohonan import Permohonan
from shared.sop.model import Sop


def kejadian(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, kini: datetime
) -> tuple[Kejadian, ...]:
    """Every event before `kini`, in the order of time. With `SELAMANYA` for now: also those that
    will come if nobody ever does anything more."""
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
    """The first instant at which something comes about, from the last closing on. `masih` are the
    limits that had not ended before it (`batasan_sejak_tutup`): of others nothing does any more."""
    entri = permohonan.riwayat[-1]
    saat = [s for satu in masih for s in _saat_kejadian(satu, berlaku).values()]
    if kembali_ke_pemohon(sop, entri):
        semua = bukaan(permohonan, sop)
        batasan = tuple(semua_batasan(semua, sop))
        saat += [k.terjadi for k in pengembalian(semua, sop, batasan, berlaku)]
    return min((satu for satu in saat if satu >= entri.ditutup_pada), default=None)


def kejadian_batasan(satu: Batasan, berlaku: KalenderBerlaku, kini: datetime) -> Iterator[Kejadian]:
    """Those of one limit alone, returns left out. For reports too: of limits about which nothing
    is raised, and of what would have been."""
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
    """Once for a limit: the first closing after it, by the calendar of that day. What was never
    exceeded, not even for a moment, is not late."""
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
    """Lateness belongs to the putaran that was closed then, the rest to what was open from then."""
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
