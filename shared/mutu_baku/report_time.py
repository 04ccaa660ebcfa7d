"""Whose the time was: the ledgers of all applications, within the time of the report."""

from collections import Counter, defaultdict
from datetime import timedelta
from uuid import UUID

from shared.kalender.model import Kalender
from shared.mutu_baku.ledger import Jenis, Jumlah, jumlahkan
from shared.mutu_baku.report_model import BarisWaktu
from shared.mutu_baku.report_tally import menit, persen
from shared.mutu_baku.report_view import Tinjauan

_Pemilik = tuple[str, str, Jenis]
_KOSONG = Jumlah(timedelta(), timedelta())


class Pemilikan:
    """Adds up the stretches of time of the applications added to it, by SOP, owner and kind."""

    def __init__(self, kalender: Kalender) -> None:
        self._kalender = kalender
        self._jumlah: dict[_Pemilik, Jumlah] = {}
        self._siapa: defaultdict[_Pemilik, set[UUID]] = defaultdict(set)

    def tambah(self, tinjauan: Tinjauan) -> None:
        for (pemilik, jenis), baru in jumlahkan(tinjauan.ruas, self._kalender).items():
            kunci = (tinjauan.sop.kode, pemilik, jenis)
            ada = self._jumlah.get(kunci, _KOSONG)
            self._jumlah[kunci] = Jumlah(ada.lama + baru.lama, ada.kantor + baru.kantor)
            self._siapa[kunci].add(tinjauan.permohonan.id)

    def baris(self) -> tuple[BarisWaktu, ...]:
        """The longest first, SOP by SOP."""
        seluruh: Counter[str] = Counter()
        for (sop, _, _), satu in self._jumlah.items():
            seluruh[sop] += satu.lama // timedelta(milliseconds=1)
        urut = sorted(self._jumlah.items(), key=lambda s: (s[0][0], -s[1].lama, s[0]))
        return tuple(
            BarisWaktu(
                sop=sop,
                pemilik=pemilik,
                jenis=jenis,
                permohonan=len(self._siapa[sop, pemilik, jenis]),
                menit=menit(satu.lama),
                menit_kantor=menit(satu.kantor),
                persen=persen(satu.lama / timedelta(milliseconds=1), seluruh[sop]) or 0.0,
            )
            for (sop, pemilik, jenis), satu in urut
        )
