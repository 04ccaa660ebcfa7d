"""A plot as its template draws it: where each thing stands, in per cent of the field."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

LABEL_MAKS = 4
"""Of the axis below; more would lie over each other on a telephone."""
TINGKAT_MAKS = 5

Nilai = Sequence[float | None]


class Batang(NamedTuple):
    x: float
    y: float
    lebar: float
    tinggi: float
    rupa: str
    kata: str


class Titik(NamedTuple):
    x: float
    y: float
    kata: str


class Ruas(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float


class Garis(NamedTuple):
    rupa: str
    ruas: tuple[Ruas, ...]
    titik: tuple[Titik, ...]


class Tanda(NamedTuple):
    """A label of an axis, at that place of it."""

    di: float
    kata: str


class Deret(NamedTuple):
    """Figures that belong together; `rupa` is how they are drawn (`izin.css`)."""

    nama: str
    rupa: str
    nilai: Nilai


@dataclass(frozen=True)
class Gambar:
    """`batang` are stacked on each other, `garis` drawn over them. `batas`: a limit, and what it is
    called."""

    id: str
    judul: str
    satuan: str
    label: tuple[str, ...]
    batang: tuple[Deret, ...] = ()
    garis: tuple[Deret, ...] = ()
    batas: float | None = None
    batas_kata: str = ""
    paling_banyak: float | None = None
    """Where the axis ends, whatever the figures."""

    utuh: bool = False
    """Whether only whole figures make sense."""

    @property
    def deret(self) -> tuple[Deret, ...]:
        return (*self.batang, *self.garis)

    @property
    def kosong(self) -> bool:
        batang = (nilai or None for satu in self.batang for nilai in satu.nilai)
        garis = (nilai for satu in self.garis for nilai in satu.nilai)
        ada = any(n is not None for n in (*batang, *garis))
        return not ada or (bool(self.batang) and not self._terbesar)

    @property
    def puncak(self) -> float:
        langkah = self._langkah
        return self.paling_banyak or langkah * max(1, math.ceil(self._terbesar / langkah - 1e-9))

    @property
    def _langkah(self) -> float:
        """Of the axis."""
        if self.paling_banyak:
            return self.paling_banyak / 4
        langkah = _bulat(self._terbesar)
        return max(langkah, 1) if self.utuh else langkah

    @property
    def _terbesar(self) -> float:
        tumpuk = (sum(n or 0 for n in kolom) for kolom in zip(*self._batang_nilai, strict=True))
        garis = (n for satu in self.garis for n in satu.nilai if n is not None)
        return max((*tumpuk, *garis, self.batas or 0), default=0)

    @property
    def _batang_nilai(self) -> list[Nilai]:
        return [satu.nilai for satu in self.batang]

    @property
    def sumbu(self) -> tuple[Tanda, ...]:
        """The labels beside it, from below."""
        langkah = self._langkah
        banyak = round(self.puncak / langkah)
        return tuple(Tanda(self._y(n * langkah), angka(n * langkah)) for n in range(banyak + 1))

    @property
    def bawah(self) -> tuple[Tanda, ...]:
        """The labels below it, from the last one back."""
        tiap = math.ceil(len(self.label) / LABEL_MAKS)
        akhir = len(self.label) - 1
        return tuple(
            Tanda(self._x(ke), kata)
            for ke, kata in enumerate(self.label)
            if not (akhir - ke) % tiap
        )

    @property
    def kotak(self) -> Iterator[Batang]:
        lebar = 100 / len(self.label) * 0.62
        alas = [0.0] * len(self.label)
        for satu in self.batang:
            for ke, nilai in enumerate(satu.nilai):
                if not nilai:
                    continue
                alas[ke] += nilai
                x, y = self._x(ke) - lebar / 2, self._y(alas[ke])
                kata = self._kata(satu, ke, nilai)
                yield Batang(x, y, lebar, 100 * nilai / self.puncak, satu.rupa, kata)

    @property
    def kurva(self) -> Iterator[Garis]:
        for satu in self.garis:
            titik = [
                Titik(self._x(ke), self._y(nilai), self._kata(satu, ke, nilai))
                if nilai is not None
                else None
                for ke, nilai in enumerate(satu.nilai)
            ]
            pasangan = pairwise(titik)
            ruas = tuple(Ruas(a.x, a.y, b.x, b.y) for a, b in pasangan if a and b)
            yield Garis(satu.rupa, ruas, tuple(t for t in titik if t))

    @property
    def y_batas(self) -> float:
        return self._y(self.batas or 0)

    def _kata(self, satu: Deret, ke: int, nilai: float) -> str:
        return f"{satu.nama}, minggu {self.label[ke]}: {angka(nilai)} {self.satuan}"

    def _x(self, ke: int) -> float:
        return round(100 * (ke + 0.5) / len(self.label), 2)

    def _y(self, nilai: float) -> float:
        return round(100 - 100 * nilai / self.puncak, 2)


def _bulat(terbesar: float) -> float:
    """A step of the axis: 1, 2 or 5 times a power of ten, so that a few of them reach it."""
    kasar = max(terbesar, 0.1) / (TINGKAT_MAKS - 1)
    pangkat = 10.0 ** math.floor(math.log10(kasar))
    return next(n * pangkat for n in (1, 2, 5, 10) if n * pangkat >= kasar)


def angka(nilai: float | None) -> str:
    """As people here write it: 1.234,5; a dash for none."""
    if nilai is None:
        return "–"
    teks = f"{nilai:,.2f}".rstrip("0").rstrip(".")
    return teks.translate(str.maketrans(",.", ".,"))
