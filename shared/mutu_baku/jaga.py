"""Arming: the watchdog's next look at an application, written down with the step it is about."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.batasan import Batasan, batasan_langkah, batasan_sejak_tutup
from shared.mutu_baku.jeda import Batas
from shared.mutu_baku.pelanggaran import berikutnya, berikutnya_sejak_tutup
from shared.mutu_baku.tempuh import pelaksana_pemohon, tempuh_terbuka
from shared.permohonan import Geseran, Jaga, Permohonan
from shared.sop.model import Sop

_MILIDETIK = timedelta(milliseconds=1)


def jagai(permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku) -> Permohonan:
    """The application with its watch set again; earlier claims stay claimed."""
    lama = permohonan.jaga
    if lama is not None and _masih_terhitung(permohonan, lama, berlaku):
        masih = batasan_sejak_tutup(permohonan, sop)
        pada = _sejak_langkah_ini(permohonan, sop, berlaku, masih)
        terbuka = next((satu.hitung(berlaku.terkini) for satu in masih if satu.terbuka), None)
        return _dengan_jaga(permohonan, berlaku, terbuka, (lama.sampai, pada))
    awal = permohonan.riwayat[0].dibuka_pada if permohonan.riwayat else permohonan.dibuat_pada
    return teruskan_jaga(permohonan, sop, berlaku, lama.sampai if lama else awal - _MILIDETIK)


def teruskan_jaga(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, sampai: datetime
) -> Permohonan:
    """The application once everything up to `sampai` is claimed."""
    pada = berikutnya(permohonan, sop, berlaku, sampai)
    kantor = permohonan.langkah and permohonan.langkah.pelaksana != pelaksana_pemohon(sop)
    terbuka = batas_terbuka(permohonan, sop, berlaku) if kantor else None
    return _dengan_jaga(permohonan, berlaku, terbuka, (sampai, pada))


def geser_jaga(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, kini: datetime
) -> Permohonan:
    """The application with its open deadline projected again by the calendar now in force, and
    with the move written down."""
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


def tenggat_terbuka(permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku) -> datetime | None:
    """The open step's due instant: as it is armed, where that was counted by today's calendar."""
    jaga = permohonan.jaga
    if jaga is not None and jaga.jatuh_tempo and jaga.kalender == berlaku.terkini.versi:
        return jaga.jatuh_tempo
    batas = batas_terbuka(permohonan, sop, berlaku)
    return batas.jatuh_tempo if batas else None


def _masih_terhitung(permohonan: Permohonan, lama: Jaga, berlaku: KalenderBerlaku) -> bool:
    """Whether the watch from before the application's last step still holds until that step: only
    that step has happened since, under the same calendar."""
    if len(permohonan.riwayat) <= 1 or lama.kalender != berlaku.terkini.versi:
        return False
    return berlaku.masa[-1].dari <= permohonan.riwayat[-1].dibuka_pada


def _sejak_langkah_ini(
    permohonan: Permohonan, sop: Sop, berlaku: KalenderBerlaku, masih: Sequence[Batasan]
) -> datetime | None:
    """Events stay, and a closing raises only events after itself. So the events before it need not
    be counted again."""
    pada = permohonan.jaga.pada if permohonan.jaga else None
    if pada is not None and pada < permohonan.riwayat[-1].ditutup_pada:
        return pada
    return berikutnya_sejak_tutup(permohonan, sop, berlaku, masih)


def _dengan_jaga(
    permohonan: Permohonan,
    berlaku: KalenderBerlaku,
    terbuka: Batas | None,
    klaim: tuple[datetime, datetime | None],
) -> Permohonan:
    """`terbuka` are the instants of the office's open step, `klaim` is (up to when everything is
    claimed, the next event)."""
    sampai, pada = klaim
    jaga = Jaga(
        pada=pada,
        sampai=sampai,
        kalender=berlaku.terkini.versi,
        mendekati=terbuka.mendekati if terbuka else None,
        jatuh_tempo=terbuka.jatuh_tempo if terbuka else None,
        digeser=permohonan.jaga.digeser if permohonan.jaga else (),
    )
    return permohonan.model_copy(update={"jaga": jaga})
