"""Which calendar was in force when. A limit is counted by the calendar of the day: events
announced under the old one stand, open deadlines move with the new one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from shared.kalender.model import Kalender

AWAL = datetime(1970, 1, 1, tzinfo=UTC)
SELAMANYA = datetime.max.replace(tzinfo=UTC)


class Masa(NamedTuple):
    """From `dari` on this calendar was in force, until the next one's `dari`."""

    dari: datetime
    kalender: Kalender


class Rentang(NamedTuple):
    """`kalender` was in force from `dari` until before `sampai`."""

    dari: datetime
    sampai: datetime
    kalender: Kalender


@dataclass(frozen=True)
class KalenderBerlaku:
    """The calendars of an office in the order in which they came into force. The first one also
    holds for everything before it. Raises `ValueError` when empty or out of order."""

    masa: tuple[Masa, ...]

    def __post_init__(self) -> None:
        mulai = [satu.dari for satu in self.masa]
        if not mulai or mulai != sorted(set(mulai)):
            raise ValueError("masa berlaku kalender kosong atau tidak berurutan")

    @classmethod
    def selalu(cls, kalender: Kalender) -> "KalenderBerlaku":
        """One calendar that has never changed."""
        return cls((Masa(AWAL, kalender),))

    @property
    def terkini(self) -> Kalender:
        return self.masa[-1].kalender

    def pada(self, saat: datetime) -> Kalender:
        """The calendar in force at an instant."""
        terakhir = (satu.kalender for satu in reversed(self.masa) if satu.dari <= saat)
        return next(terakhir, self.masa[0].kalender)

    def rentang(self) -> Iterator[Rentang]:
        """Without gaps from the beginning of time to its end."""
        akhir = (*(satu.dari for satu in self.masa[1:]), SELAMANYA)
        for ke, (satu, sampai) in enumerate(zip(self.masa, akhir, strict=True)):
            yield Rentang(satu.dari if ke else AWAL, sampai, satu.kalender)


# The differences between two calendars, and why: the reason for which open deadlines move is taken
# from the calendar itself, so that it need not be written down a second time.
HARI_KE_DEPAN = 400
HARI_KE_BELAKANG = 31
"""Deadlines further away than this do not exist; earlier days matter to pauses and reports."""

SEBUT_MAKS = 50
_TUTUP = "tutup"


class _Beda(NamedTuple):
    tanggal: date
    semula: str
    menjadi: str
    alasan: str

    @property
    def isi(self) -> tuple[str, str, str]:
        return self.semula, self.menjadi, self.alasan


def perubahan(lama: Kalender, baru: Kalender, kini: datetime) -> tuple[str, ...]:
    """One sentence for each stretch of days that changed, in the order of time."""
    hari = [f"zona: semula {lama.zona}, menjadi {baru.zona}"] if lama.zona != baru.zona else []
    kelompok = [list(satu) for _, satu in groupby(_beda(lama, baru, kini), key=lambda b: b.isi)]
    hari += [_kalimat(satu) for satu in kelompok]
    if len(hari) > SEBUT_MAKS:
        hari = [*hari[:SEBUT_MAKS], f"dan {len(hari) - SEBUT_MAKS} perubahan lain"]
    return tuple(hari) or ("tidak ada hari yang berubah jam kerjanya",)


def _beda(lama: Kalender, baru: Kalender, kini: datetime) -> Iterator[_Beda]:
    awal = baru.tanggal(kini) - timedelta(days=HARI_KE_BELAKANG)
    for ke in range(HARI_KE_BELAKANG + HARI_KE_DEPAN):
        tanggal = awal + timedelta(days=ke)
        semula, menjadi = _jam(lama, tanggal), _jam(baru, tanggal)
        if semula != menjadi:
            yield _Beda(tanggal, semula, menjadi, baru.penjelasan(tanggal))


def _jam(kalender: Kalender, tanggal: date) -> str:
    potongan = (f"{satu.buka:%H.%M}-{satu.tutup:%H.%M}" for satu in kalender.jam_kerja(tanggal))
    return ", ".join(potongan) or _TUTUP


def _kalimat(kelompok: list[_Beda]) -> str:
    awal, akhir = kelompok[0], kelompok[-1]
    kapan = f"{awal.tanggal}"
    if len(kelompok) > 1:
        kapan = f"{awal.tanggal} sampai {akhir.tanggal} ({len(kelompok)} hari)"
    alasan = f" ({awal.alasan})" if awal.alasan else ""
    return f"{kapan}: semula {awal.semula}, menjadi {awal.menjadi}{alasan}"
