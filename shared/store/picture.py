"""JPEG and PNG walked by their own segments and chunks, up to the end of the picture itself.

Nothing is decoded to pixels: a picture of a few kilobytes can unfold to gigabytes. What a camera
writes behind the picture (a film, a second picture, notes) is none of its business.
"""

import mmap
import re
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

Isi = bytes | mmap.mmap
"""A whole file."""

TITIK_MAKS = 100_000_000
"""A picture of a few kilobytes can unfold to gigabytes in whatever shows it."""

MENTAH_MAKS_BYTES = 256 * 1024 * 1024
"""Up to so much of a PNG is inflated, a piece at a time, to see that its data come to their end:
an A4 page in colour at 600 dpi has 104 MiB. Beyond, its checksums have to do."""

TERPOTONG = "isinya terpotong atau rusak; unggah ulang berkas yang utuh"

_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TANPA_ISI = frozenset({0x01, *range(0xD0, 0xD8)})
_SOS, _EOI, _SOI = 0xDA, 0xD9, 0xD8
_PENANDA = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)
"""The next marker in entropy-coded data: stuffed zeros and restarts belong to it (T.81, B.1.1)."""
_AWAL_PENANDA = re.compile(rb"\xff+([^\xff])", re.DOTALL)

BAGIAN_MAKS = 100_000
"""Segments or chunks of one picture; a file of nothing else would keep a processor busy."""

_PNG_AWAL = 8
_PIECE_BYTES = 64 * 1024
_SALURAN = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_ADAM7 = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)


def cacat_jpeg(isi: Isi) -> str:
    """Segments in front of the picture are passed over by their length, with the small pictures
    that they hold; scans end at the picture's own end of image."""
    posisi, luas, terbaca = 2, (0, 0), False
    for _ in range(BAGIAN_MAKS):
        if (penanda := _penanda(isi, posisi)) is None:
            break
        kode, posisi = penanda
        if kode == _EOI:
            return _terlalu_luas(*luas) if terbaca else TERPOTONG
        if kode in _TANPA_ISI:
            continue
        panjang = int.from_bytes(isi[posisi : posisi + 2], "big")
        if kode == _SOI or panjang < 2 or posisi + panjang > len(isi):
            return TERPOTONG
        if kode in _SOF and panjang >= 8 and not any(luas):
            tinggi, lebar = struct.unpack(">HH", isi[posisi + 3 : posisi + 7])
            luas = (lebar, tinggi)
        posisi += panjang
        if kode == _SOS:
            terbaca = True
            if (berikut := _PENANDA.search(isi, posisi)) is None:
                return TERPOTONG
            posisi = berikut.start()
    return TERPOTONG


def _penanda(isi: Isi, posisi: int) -> tuple[int, int] | None:
    """(code, position behind it) of the marker that stands here, behind any fill bytes."""
    ada = _AWAL_PENANDA.match(isi, posisi)
    return (ada[1][0], ada.end()) if ada else None


class _Bongkah(NamedTuple):
    """A chunk of a PNG; `utuh`: its checksum is right."""

    jenis: bytes
    awal: int
    akhir: int
    utuh: bool


def cacat_png(isi: Isi) -> str:
    """Every chunk that a reader needs, by its checksum, up to IEND; the data of the picture up to
    their own end."""
    kepala = b""
    data = _Data()
    for satu in _bongkah(isi):
        if not kepala:
            kepala = isi[satu.awal : min(satu.akhir, satu.awal + 14)]
            if satu.jenis != b"IHDR" or len(kepala) != 13:
                return TERPOTONG
            lebar, tinggi = struct.unpack(">II", kepala[:8])
            if luas := _terlalu_luas(lebar, tinggi):
                return luas
            data.mentah_bytes = _mentah_bytes(lebar, tinggi, kepala)
        if satu.jenis[:1].isupper() and not satu.utuh:
            return TERPOTONG
        if satu.jenis == b"IDAT" and not data.feed(isi, satu.awal, satu.akhir):
            return TERPOTONG
        if satu.jenis == b"IEND":
            return "" if data.lengkap else TERPOTONG
    return TERPOTONG


def _bongkah(isi: Isi) -> Iterator[_Bongkah]:
    """Ends before a chunk that is not all there."""
    posisi = _PNG_AWAL
    for _ in range(BAGIAN_MAKS):
        awal, akhir = posisi + 8, posisi + 8 + int.from_bytes(isi[posisi : posisi + 4], "big")
        if akhir + 4 > len(isi):
            return
        sidik = zlib.crc32(isi[posisi + 4 : akhir])
        utuh = sidik == int.from_bytes(isi[akhir : akhir + 4], "big")
        yield _Bongkah(isi[posisi + 4 : awal], awal, akhir, utuh)
        posisi = akhir + 4


class _Data:
    """The data of a picture, inflated a piece at a time and thrown away."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj()
        self._terbuka = 0
        self._ada = False
        self.mentah_bytes = 0

    @property
    def lengkap(self) -> bool:
        """Some writers leave out the checksum at the end: all rows are enough."""
        cukup = self._inflate.eof or self._terbuka >= self.mentah_bytes
        return self._ada and (cukup or self.mentah_bytes > MENTAH_MAKS_BYTES)

    def feed(self, isi: Isi, awal: int, akhir: int) -> bool:
        """False when the data are no data."""
        self._ada = True
        if self.mentah_bytes > MENTAH_MAKS_BYTES:
            return True
        try:
            for mulai in range(awal, akhir, _PIECE_BYTES):
                sisa = isi[mulai : min(mulai + _PIECE_BYTES, akhir)]
                while sisa and self._terbuka < self.mentah_bytes and not self._inflate.eof:
                    self._terbuka += len(self._inflate.decompress(sisa, _PIECE_BYTES))
                    sisa = self._inflate.unconsumed_tail
        except zlib.error:
            return False
        return True


def _mentah_bytes(lebar: int, tinggi: int, kepala: bytes) -> int:
    """Of all rows, each with its filter byte. An unknown colour type counts as the smallest."""
    bit = kepala[8] * _SALURAN.get(kepala[9], 1)
    lewat = _ADAM7 if kepala[12] == 1 else ((0, 0, 1, 1),)
    jumlah = 0
    for x, y, langkah_x, langkah_y in lewat:
        kolom, baris = -(-(lebar - x) // langkah_x), -(-(tinggi - y) // langkah_y)
        if kolom > 0 and baris > 0:
            jumlah += baris * (1 + -(-kolom * bit // 8))
    return jumlah


def _terlalu_luas(lebar: int, tinggi: int) -> str:
    if 0 < lebar * tinggi <= TITIK_MAKS:
        return ""
    return f"gambar {lebar} x {tinggi} titik; paling banyak {TITIK_MAKS // 1_000_000} juta titik"
