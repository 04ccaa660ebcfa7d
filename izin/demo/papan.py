"""Where everything is, from the facts and the alerts on the wire alone. Pure."""

from collections import Counter, deque
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from shared.contracts import Pelanggaran, Peristiwa
from shared.contracts.pelanggaran import Tingkat
from shared.sop.model import Sop

_KEJADIAN_MAKS = 5
_KATA = {
    "diajukan": "diajukan",
    "diperbaiki": "diperbaiki pemohon",
    "diteruskan": "diteruskan",
    "dikembalikan": "DIKEMBALIKAN",
    "ditolak": "DITOLAK",
    "ditarik": "DITARIK",
    "selesai": "SK diterima pemohon",
}


class Kejadian(NamedTuple):
    pada: datetime
    nomor: str
    jenis: str
    kata: str
    dari: str
    ke: str


class Papan:
    """Counts what is at each desk. A fact that comes twice counts once."""

    def __init__(self, sop: Mapping[str, Sop], jumlah: int) -> None:
        self.jumlah = jumlah
        self._sop = sop
        self._sudah: set[tuple[str, int]] = set()
        self._akhir: Counter[str] = Counter()
        self.diajukan = 0
        self.menunggu: Counter[str] = Counter()
        self.diputus: Counter[str] = Counter()
        self.dikembalikan = 0
        self.kejadian: deque[Kejadian] = deque(maxlen=_KEJADIAN_MAKS)
        self.tingkat: Counter[Tingkat] = Counter()
        self.peringatan_meja: Counter[tuple[str, Tingkat]] = Counter()
        self.peringatan: list[Pelanggaran] = []

    @property
    def pelaksana(self) -> tuple[str, ...]:
        """In the order in which applications come to them."""
        semua = (nama for sop in self._sop.values() for nama in sop.pelaksana)
        return tuple(dict.fromkeys(semua))

    @property
    def selesai(self) -> int:
        return self._akhir["selesai"]

    @property
    def ditolak(self) -> int:
        return self._akhir["ditolak"]

    @property
    def berjalan(self) -> int:
        return self.diajukan - self.selesai - self.ditolak

    @property
    def tuntas(self) -> bool:
        return self.selesai + self.ditolak >= self.jumlah

    @property
    def banyak_kejadian(self) -> int:
        return len(self._sudah)

    def peringatkan(self, pelanggaran: Pelanggaran) -> None:
        """An alert, as it was announced."""
        self.tingkat[pelanggaran.tingkat] += 1
        if pelanggaran.pelaksana is not None:
            self.peringatan_meja[pelanggaran.pelaksana, pelanggaran.tingkat] += 1
        self.peringatan.append(pelanggaran)

    def catat(self, peristiwa: Peristiwa) -> None:
        kunci = (str(peristiwa.permohonan_id), peristiwa.urutan)
        if kunci in self._sudah:
            return
        self._sudah.add(kunci)
        self._pindahkan(peristiwa)
        self.kejadian.append(
            Kejadian(
                pada=peristiwa.ditutup_pada,
                nomor=peristiwa.nomor,
                jenis=peristiwa.peristiwa,
                kata=_KATA[peristiwa.peristiwa],
                dari=peristiwa.pelaksana,
                ke=self._tujuan(peristiwa) or "",
            )
        )

    def _pindahkan(self, peristiwa: Peristiwa) -> None:
        self.diputus[peristiwa.pelaksana] += 1
        if peristiwa.peristiwa == "diajukan":
            self.diajukan += 1
        else:
            self.menunggu[peristiwa.pelaksana] -= 1
        self.dikembalikan += peristiwa.peristiwa == "dikembalikan"
        tujuan = self._tujuan(peristiwa)
        if tujuan is None:
            self._akhir[str(peristiwa.ke)] += 1
        else:
            self.menunggu[tujuan] += 1

    def _tujuan(self, peristiwa: Peristiwa) -> str | None:
        if isinstance(peristiwa.ke, str):
            return None
        return self._sop[peristiwa.sop].langkah_ke(peristiwa.ke).pelaksana
