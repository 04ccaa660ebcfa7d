"""What one calendar says otherwise than another, and why: the reason for which open deadlines
move is taken from the calendar itself, so that nobody has to remember to write it down."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from shared.kalender.model import Kalender

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
