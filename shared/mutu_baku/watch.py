"""Arming: what the watchdog is to look at next, written down with the step that it is about."""

from datetime import datetime, timedelta

from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.batasan import batasan_langkah
from shared.mutu_baku.breaches import berikutnya
from shared.mutu_baku.limits import Batas
from shared.mutu_baku.timeline import pelaksana_pemohon, tempuh_terbuka
from shared.permohonan import Geseran, Jaga, Permohonan
from shared.sop.model import Sop

_MILIDETIK = timedelta(milliseconds=1)


def jagai(permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku) -> Permohonan:
    """The application with its watch set anew; what was claimed before stays claimed."""
    lama = permohonan.jaga
    awal = permohonan.riwayat[0].dibuka_pada if permohonan.riwayat else permohonan.dibuat_pada
    return _dengan_jaga(permohonan, sop, berlaku, lama.sampai if lama else awal - _MILIDETIK)


def teruskan_jaga(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, sampai: datetime
) -> Permohonan:
    """The application once everything up to `sampai` is claimed."""
    return _dengan_jaga(permohonan, sop, berlaku, sampai)


def geser_jaga(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, kini: datetime
) -> Permohonan:
    """The application with its open deadline projected anew by the calendar now in force, and
    with what was moved written down."""
    baru = jagai(permohonan, sop, berlaku)
    lama, buka = permohonan.jaga, permohonan.langkah
    if lama is None or baru.jaga is None or buka is None:
        return baru
    if lama.jatuh_tempo == baru.jaga.jatuh_tempo:
        return baru
    geseran = Geseran(
        langkah=buka.no,
        putaran=buka.putaran,
        pada=kini,
        semula=lama.jatuh_tempo,
        menjadi=baru.jaga.jatuh_tempo,
        kalender=baru.jaga.kalender,
    )
    jaga = baru.jaga.model_copy(update={"digeser": (*lama.digeser, geseran)})
    return baru.model_copy(update={"jaga": jaga})


def batas_terbuka(permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku) -> Batas | None:
    """The instants of the open step's limit, the applicant's too; None when there is none."""
    terbuka = tempuh_terbuka(permohonan, sop)
    return batasan_langkah(terbuka).hitung(berlaku.terkini) if terbuka else None


def _dengan_jaga(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, sampai: datetime
) -> Permohonan:
    kantor = permohonan.langkah and permohonan.langkah.pelaksana != pelaksana_pemohon(sop)
    terbuka = batas_terbuka(permohonan, sop, berlaku) if kantor else None
    jaga = Jaga(
        pada=berikutnya(permohonan, sop, berlaku, sampai),
        sampai=sampai,
        kalender=berlaku.terkini.versi,
        mendekati=terbuka.mendekati if terbuka else None,
        jatuh_tempo=terbuka.jatuh_tempo if terbuka else None,
        digeser=permohonan.jaga.digeser if permohonan.jaga else (),
    )
    return permohonan.model_copy(update={"jaga": jaga})
