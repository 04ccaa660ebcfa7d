"""National holidays and cuti bersama of Indonesia, from the package `holidays`. The only module
that knows it, and seldom loaded: the package brings every country of the world, a quarter of what
a worker would need to start.

    python -m shared.kalender.libur_paket    prints the years an office can need, for the file
"""

from holidays.constants import GOVERNMENT, PUBLIC
from holidays.countries.indonesia import Indonesia

from shared.kalender import libur_berkas
from shared.kalender.nasional import LiburNasional, TahunLibur

TAHUN_TERSIMPAN = range(2019, 2046)
"""The contract refuses instants before 2020; a limit is days or weeks ahead, a rehearsal years."""

_PERKIRAAN = " (perkiraan)"


def tahun_dari_paket(tahun: int) -> TahunLibur:
    """By the decrees (SKB) that the package has collected. Cuti bersama is never computed: where
    the package has any, it has the decree."""
    nasional = Indonesia(years=tahun, categories=(PUBLIC,), language="id")
    bersama = Indonesia(years=tahun, categories=(GOVERNMENT,), language="id")
    hari = {tanggal: _libur(nama, True) for tanggal, nama in bersama.items()}
    hari |= {tanggal: _libur(nama, False) for tanggal, nama in nasional.items()}
    return TahunLibur(bool(bersama), dict(sorted(hari.items())))


def _libur(nama: str, cuti_bersama: bool) -> LiburNasional:
    return LiburNasional(nama.replace(_PERKIRAAN, ""), cuti_bersama, _PERKIRAAN in nama)


if __name__ == "__main__":
    print(libur_berkas.teks({tahun: tahun_dari_paket(tahun) for tahun in TAHUN_TERSIMPAN}), end="")
