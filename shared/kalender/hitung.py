"""Arithmetic with office time. Instants come in any zone and go out in UTC.

The rules (docs/decisions/0027-office-time.md): a start outside office hours counts from the next
office instant; time that runs out at closing, or at the start of a break, runs out there and not
at the next opening; a limit is exceeded when now is later than its due instant.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from shared.kalender.model import Hari, Interval, Kalender
from shared.sop.waktu import Waktu

PERSEN_MENDEKATI = 80
_SATU_HARI = timedelta(days=1)
_MILIDETIK = timedelta(milliseconds=1)


def menit_kerja(kalender: Kalender, dari: datetime, sampai: datetime) -> timedelta:
    """Office time between two instants; negative when `sampai` is the earlier one."""
    dari, sampai = _utc(dari), _utc(sampai)
    if sampai < dari:
        return -menit_kerja(kalender, sampai, dari)
    awal, akhir = kalender.tanggal(dari), kalender.tanggal(sampai)
    if awal == akhir:
        return _di_antara(kalender.hari(awal), dari, sampai)
    lama = _di_antara(kalender.hari(awal), dari, sampai)
    lama += _di_antara(kalender.hari(akhir), dari, sampai)
    for nomor in range(awal.toordinal() + 1, akhir.toordinal()):
        lama += kalender.hari(date.fromordinal(nomor)).lama
    return lama


def tambah_menit(kalender: Kalender, mulai: datetime, durasi: timedelta) -> datetime:
    """The instant at which so much office time after `mulai` has run out.

    Raises `ValueError` for a negative `durasi`.
    """
    if durasi < timedelta():
        raise ValueError("durasi tidak boleh negatif")
    mulai, sisa = _utc(mulai), durasi
    for satu in _interval_sejak(kalender, mulai):
        ada = satu.tutup - satu.buka
        if sisa <= ada:
            return satu.buka + sisa
        sisa -= ada
    raise AssertionError("kalender tanpa akhir")


def saat_kantor(kalender: Kalender, saat: datetime) -> datetime:
    """The instant itself within office hours, otherwise the next opening or end of break."""
    return next(_interval_sejak(kalender, _utc(saat))).buka


def tambah_hari_kerja(kalender: Kalender, mulai: datetime, hari: int) -> datetime:
    """The same time of day so many hari kerja later, or the next office instant when that day
    is closed then. The instant of closing still belongs to the day.

    Raises `ValueError` for a negative `hari`.
    """
    if hari < 0:
        raise ValueError("hari tidak boleh negatif")
    mulai = saat_kantor(kalender, mulai)
    if not hari:
        return mulai
    lokal = mulai.astimezone(kalender.zona)
    tanggal = hari_kerja_setelah(kalender, lokal.date(), hari)
    sama = datetime.combine(tanggal, lokal.timetz()).astimezone(UTC)
    if any(satu.buka <= sama <= satu.tutup for satu in kalender.hari(tanggal).interval):
        return sama
    return saat_kantor(kalender, sama)


def hari_kerja_setelah(kalender: Kalender, tanggal: date, hari: int) -> date:
    """The date so many hari kerja after a date, which is not counted itself."""
    while hari:
        tanggal += _SATU_HARI
        hari -= kalender.hari_kerja(tanggal)
    return tanggal


def jatuh_tempo(kalender: Kalender, mulai: datetime, waktu: Waktu) -> datetime:
    """When a limit that runs from `mulai` is due."""
    if waktu.satuan == "hari":
        return tambah_hari_kerja(kalender, mulai, waktu.jumlah)
    return tambah_menit(kalender, mulai, timedelta(minutes=waktu.jumlah))


def saat_mendekati(kalender: Kalender, mulai: datetime, waktu: Waktu) -> datetime:
    """When 80 % of the limit is used."""
    return saat_terpakai(kalender, mulai, waktu, PERSEN_MENDEKATI)


def saat_terpakai(kalender: Kalender, mulai: datetime, waktu: Waktu, persen: int) -> datetime:
    """When so much of the limit is used: of its office minutes; for hari, of the office time from
    `mulai` to the due instant, cut to milliseconds."""
    if waktu.satuan == "hari":
        seluruh = menit_kerja(kalender, mulai, jatuh_tempo(kalender, mulai, waktu))
    else:
        seluruh = timedelta(minutes=waktu.jumlah)
    bagian = seluruh // _MILIDETIK * persen // 100
    return tambah_menit(kalender, mulai, bagian * _MILIDETIK)


def terlampaui(kini: datetime, jatuh_tempo: datetime) -> bool:
    """Closing exactly at the due instant is on time."""
    return _utc(kini) > _utc(jatuh_tempo)


def masih_sementara(kalender: Kalender, dari: datetime, sampai: datetime) -> bool:
    """Whether any date from the one instant to the other may still change: a due instant that
    was counted across it may move."""
    awal, akhir = kalender.tanggal(_utc(dari)), kalender.tanggal(_utc(sampai))
    nomor = range(awal.toordinal(), akhir.toordinal() + 1)
    return any(kalender.sementara(date.fromordinal(satu)) for satu in nomor)


def _utc(saat: datetime) -> datetime:
    """Raises `ValueError` without a zone: the instant would be ambiguous."""
    if saat.utcoffset() is None:
        raise ValueError("waktu harus menyebut zona")
    return saat.astimezone(UTC)


def _di_antara(hari: Hari, dari: datetime, sampai: datetime) -> timedelta:
    """The part of the day's office time that lies between two instants."""
    lama = timedelta()
    for satu in hari.interval:
        buka, tutup = max(satu.buka, dari), min(satu.tutup, sampai)
        if buka < tutup:
            lama += tutup - buka
    return lama


def _interval_sejak(kalender: Kalender, mulai: datetime) -> Iterator[Interval]:
    """Office time from an instant on, the first stretch cut where the instant falls into it.
    Without end: a calendar without any working day is refused when it is read."""
    tanggal = kalender.tanggal(mulai)
    while True:
        for satu in kalender.hari(tanggal).interval:
            if mulai < satu.tutup:
                yield Interval(max(satu.buka, mulai), satu.tutup)
        tanggal += _SATU_HARI
