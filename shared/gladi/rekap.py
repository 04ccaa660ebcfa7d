"""What a rehearsal of many applications comes to: counts, and the nomor that they are about."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from shared.contracts.pelanggaran import Tingkat
from shared.gladi.gladi import Gladi, Keadaan, Penilaian
from shared.mutu_baku.kejadian import Kejadian

_URUTAN_TINGKAT = {tingkat: ke for ke, tingkat in enumerate(get_args(Tingkat))}


class Tempat(NamedTuple):
    """A step of an SOP, or with None the whole of it."""

    sop: str
    langkah: int | None
    pelaksana: str | None


class Kelompok(NamedTuple):
    """What is counted together."""

    tempat: Tempat
    tingkat: Tingkat


@dataclass
class Banding:
    """How many there were and would be; an application that gains one here and loses another is
    in both lists."""

    semula: int = 0
    menjadi: int = 0
    bertambah: list[str] = field(default_factory=list)
    berkurang: list[str] = field(default_factory=list)

    @property
    def selisih(self) -> int:
        return self.menjadi - self.semula


@dataclass(frozen=True)
class Tepat:
    """Limits by what became of them. What still runs is not yet in time, and not counted so."""

    semula: Counter[Keadaan] = field(default_factory=Counter)
    menjadi: Counter[Keadaan] = field(default_factory=Counter)


class TidakTerhitung(NamedTuple):
    nomor: str
    alasan: str


@dataclass
class Rekap:
    """Grows by one application at a time; nothing else of it is kept."""

    dihitung: int = 0
    berubah: int = 0
    tidak_terhitung: list[TidakTerhitung] = field(default_factory=list)
    _kejadian: dict[Kelompok, Banding] = field(default_factory=dict)
    _ketepatan: dict[Tempat, Tepat] = field(default_factory=dict)

    def tambah(self, satu: Gladi) -> None:
        self.dihitung += 1
        self.berubah += bool(satu.bertambah or satu.berkurang)
        for kejadian in satu.semula.kejadian:
            self._banding(satu, kejadian).semula += 1
        for kejadian in satu.menjadi.kejadian:
            self._banding(satu, kejadian).menjadi += 1
        for kejadian in satu.bertambah:
            _catat(self._banding(satu, kejadian).bertambah, satu.nomor)
        for kejadian in satu.berkurang:
            _catat(self._banding(satu, kejadian).berkurang, satu.nomor)
        self._hitung_tepat(satu)

    def tolak(self, nomor: str, alasan: str) -> None:
        """An application that cannot be judged; it is never simply missing."""
        self.tidak_terhitung.append(TidakTerhitung(nomor, alasan))

    def kejadian(self) -> Iterator[tuple[Kelompok, Banding]]:
        """By SOP, step and level; the whole after its steps."""
        yield from sorted(self._kejadian.items(), key=lambda satu: _urutan_kelompok(satu[0]))

    def ketepatan(self) -> Iterator[tuple[Tempat, Tepat]]:
        """By SOP and step; the whole after its steps."""
        yield from sorted(self._ketepatan.items(), key=lambda satu: _urutan_tempat(satu[0]))

    def _banding(self, satu: Gladi, kejadian: Kejadian) -> Banding:
        tempat = Tempat(satu.sop, kejadian.langkah, kejadian.pelaksana)
        return self._kejadian.setdefault(Kelompok(tempat, kejadian.tingkat), Banding())

    def _hitung_tepat(self, satu: Gladi) -> None:
        for penilaian, sebelum in ((satu.semula, True), (satu.menjadi, False)):
            for tempat, keadaan in _keadaan(satu.sop, penilaian):
                tepat = self._ketepatan.setdefault(tempat, Tepat())
                (tepat.semula if sebelum else tepat.menjadi)[keadaan] += 1


def _keadaan(sop: str, penilaian: Penilaian) -> Iterator[tuple[Tempat, Keadaan]]:
    for satu in penilaian.ketepatan:
        yield Tempat(sop, satu.langkah, satu.pelaksana), satu.keadaan


def _catat(daftar: list[str], nomor: str) -> None:
    if nomor not in daftar[-1:]:
        daftar.append(nomor)


def _urutan_tempat(satu: Tempat) -> tuple[str, bool, int]:
    return satu.sop, satu.langkah is None, satu.langkah or 0


def _urutan_kelompok(satu: Kelompok) -> tuple[str, bool, int, int]:
    return *_urutan_tempat(satu.tempat), _URUTAN_TINGKAT[satu.tingkat]
