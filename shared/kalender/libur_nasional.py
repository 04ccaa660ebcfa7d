"""National holidays and cuti bersama of Indonesia, from the package `holidays`. The only module
that knows it."""

from holidays.constants import GOVERNMENT, PUBLIC
from holidays.countries.indonesia import Indonesia
from holidays.version import __version__

from shared.kalender.nasional import LiburNasional, TahunLibur

_PERKIRAAN = " (perkiraan)"


class LiburIndonesia:
    """`SumberLibur` by the decrees (SKB) that the package has collected."""

    sebutan = f"holidays {__version__}"

    def tahun(self, tahun: int) -> TahunLibur:
        """Cuti bersama is never computed: where the package has any, it has the decree."""
        nasional = Indonesia(years=tahun, categories=(PUBLIC,), language="id")
        bersama = Indonesia(years=tahun, categories=(GOVERNMENT,), language="id")
        hari = {tanggal: _libur(nama, True) for tanggal, nama in bersama.items()}
        hari |= {tanggal: _libur(nama, False) for tanggal, nama in nasional.items()}
        return TahunLibur(bool(bersama), dict(sorted(hari.items())))


def _libur(nama: str, cuti_bersama: bool) -> LiburNasional:
    return LiburNasional(nama.replace(_PERKIRAAN, ""), cuti_bersama, _PERKIRAAN in nama)


LIBUR_INDONESIA = LiburIndonesia()
