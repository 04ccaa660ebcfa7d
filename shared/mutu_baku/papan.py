"""The desks' work in hand, counted: how many open steps, how old, how near to their limit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import NamedTuple, Protocol


class Menunggu(Protocol):
    """An open step; the two instants are None where no limit runs."""

    @property
    def nomor(self) -> str: ...
    @property
    def sop(self) -> str: ...
    @property
    def pelaksana(self) -> str: ...
    @property
    def dibuka_pada(self) -> datetime: ...
    @property
    def mendekati(self) -> datetime | None: ...
    @property
    def jatuh_tempo(self) -> datetime | None: ...


class Tertua(NamedTuple):
    """The step that has been open for longest."""

    dibuka_pada: datetime
    nomor: str


class Hitungan(NamedTuple):
    """`terlampaui`: the limit has run out; `mendekati`: nearly, and only these. `berikutnya` is
    when the next limit runs out."""

    terbuka: int = 0
    mendekati: int = 0
    terlampaui: int = 0
    tertua: Tertua | None = None
    berikutnya: datetime | None = None

    def ditambah(self, lain: "Hitungan") -> "Hitungan":
        return Hitungan(
            self.terbuka + lain.terbuka,
            self.mendekati + lain.mendekati,
            self.terlampaui + lain.terlampaui,
            min((t for t in (self.tertua, lain.tertua) if t), default=None),
            min((b for b in (self.berikutnya, lain.berikutnya) if b), default=None),
        )


KOSONG = Hitungan()


@dataclass(frozen=True)
class Papan:
    """As it was at `kini`; only pairs (pelaksana, sop) that have an open step are in `meja`."""

    kini: datetime
    meja: Mapping[tuple[str, str], Hitungan]

    def pada(self, pelaksana: str, sop: str | None = None) -> Hitungan:
        """Of one SOP, or of all of them."""
        if sop is not None:
            return self.meja.get((pelaksana, sop), KOSONG)
        return reduce(Hitungan.ditambah, self._milik(pelaksana), KOSONG)

    def pelaksana(self, sop: str | None = None) -> tuple[str, ...]:
        """The pelaksana with an open step, in the order of their names."""
        return tuple(sorted({p for p, s in self.meja if sop in (None, s)}))

    def _milik(self, pelaksana: str) -> Iterator[Hitungan]:
        return (hitungan for (siapa, _), hitungan in self.meja.items() if siapa == pelaksana)


class Penghitung:
    """Counts row by row, so that the rows need not all be in memory."""

    def __init__(self, kini: datetime) -> None:
        self._kini = kini
        self._meja: dict[tuple[str, str], _Meja] = {}

    def tambah(self, satu: Menunggu) -> None:
        kunci = (satu.pelaksana, satu.sop)
        meja = self._meja.get(kunci)
        if meja is None:
            meja = self._meja[kunci] = _Meja()
        meja.tambah(satu, self._kini)

    def papan(self) -> Papan:
        return Papan(self._kini, {kunci: meja.hitungan() for kunci, meja in self._meja.items()})


def hitung(baris: Iterable[Menunggu], kini: datetime) -> Papan:
    penghitung = Penghitung(kini)
    for satu in baris:
        penghitung.tambah(satu)
    return penghitung.papan()


@dataclass
class _Meja:
    terbuka: int = 0
    mendekati: int = 0
    terlampaui: int = 0
    tertua: Tertua | None = None
    berikutnya: datetime | None = None

    def tambah(self, satu: Menunggu, kini: datetime) -> None:
        self.terbuka += 1
        calon = Tertua(satu.dibuka_pada, satu.nomor)
        if self.tertua is None or calon < self.tertua:
            self.tertua = calon
        if satu.jatuh_tempo is not None and kini > satu.jatuh_tempo:
            self.terlampaui += 1
            return
        # Closing exactly at an instant is on time: a step is near or over once it has passed.
        self.mendekati += satu.mendekati is not None and kini > satu.mendekati
        if satu.jatuh_tempo is not None and (
            self.berikutnya is None or satu.jatuh_tempo < self.berikutnya
        ):
            self.berikutnya = satu.jatuh_tempo

    def hitungan(self) -> Hitungan:
        return Hitungan(self.terbuka, self.mendekati, self.terlampaui, self.tertua, self.berikutnya)
