"""Recorded alerts beside those that the unchanged rules derive: they are the same, or it is said
what differs."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from shared.contracts import Pelanggaran
from shared.contracts.base import teks_saat
from shared.mutu_baku.kejadian import Kejadian, susun_pelanggaran
from shared.permohonan import Permohonan

JenisBeda = Literal[
    "tidak_tercatat",
    "tidak_diturunkan",
    "berbeda",
    "belum_diumumkan",
    "riwayat_rusak",
    "tidak_dapat_dihitung",
    "permohonan_tidak_ada",
    "catatan_rusak",
    "dokumen_rusak",
]

ARTI_BEDA: Mapping[JenisBeda, str] = {
    "tidak_tercatat": "seharusnya ada, tetapi tidak tercatat",
    "tidak_diturunkan": "tercatat, tetapi tidak mengikuti dari riwayat",
    "berbeda": "tercatat lain dari yang seharusnya",
    "belum_diumumkan": "diklaim, tetapi belum diumumkan",
    "riwayat_rusak": "riwayat tidak utuh",
    "tidak_dapat_dihitung": "tidak dapat dihitung",
    "permohonan_tidak_ada": "tercatat, tetapi permohonannya tidak ada lagi",
    "catatan_rusak": "catatan tidak terbaca",
    "dokumen_rusak": "dokumen permohonan tidak terbaca",
}
"""As people read them."""

DETEKSI = frozenset({"terdeteksi_pada", "terlambat_terdeteksi_detik"})
"""Of a record, when it was seen: no history can say that."""

_MODULO = 1 << 128


class Bidang(NamedTuple):
    """A field that is not what it should be."""

    nama: str
    tercatat: str
    seharusnya: str


@dataclass(frozen=True)
class Beda:
    """One difference. `nomor` is that of the record where the application itself is gone, and
    empty where nobody can tell."""

    nomor: str
    jenis: JenisBeda
    kunci: str = ""
    bidang: tuple[Bidang, ...] = ()
    alasan: str = ""


def bandingkan(
    permohonan: Permohonan, terjadi: Iterable[Kejadian], tercatat: Mapping[str, Pelanggaran]
) -> Iterator[Beda]:
    """`tercatat`: the records of this application by their keys, `terjadi`: what it derives."""
    menurut_kunci = {k.kunci(permohonan.id): k for k in terjadi}
    for kunci, kejadian in menurut_kunci.items():
        if kunci not in tercatat:
            yield Beda(permohonan.nomor, "tidak_tercatat", kunci)
        elif bidang := tuple(_bidang(permohonan, kejadian, tercatat[kunci])):
            yield Beda(permohonan.nomor, "berbeda", kunci, bidang)
    for kunci in tercatat:
        if kunci not in menurut_kunci:
            yield Beda(permohonan.nomor, "tidak_diturunkan", kunci)


def _bidang(permohonan: Permohonan, kejadian: Kejadian, catatan: Pelanggaran) -> Iterator[Bidang]:
    seharusnya = susun_pelanggaran(permohonan, kejadian, catatan.terdeteksi_pada)
    for nama in Pelanggaran.model_fields:
        satu, lain = getattr(catatan, nama), getattr(seharusnya, nama)
        if satu != lain:
            yield Bidang(nama, _teks(satu), _teks(lain))


def _teks(isi: object) -> str:
    return teks_saat(isi) if isinstance(isi, datetime) else str(isi)


def sidik_tercatat(tercatat: Iterable[tuple[str, Pelanggaran]]) -> int:
    """One number for a set of records, in whatever order: equal sets have equal numbers, and
    numbers of parts can be added up (see `jumlah`)."""
    return jumlah(_sidik(kunci, isi) for kunci, isi in tercatat)


def sidik_terjadi(permohonan: Permohonan, terjadi: Iterable[Kejadian]) -> int:
    """The number that the records of these events have."""
    return jumlah(
        _sidik(k.kunci(permohonan.id), susun_pelanggaran(permohonan, k, k.terjadi)) for k in terjadi
    )


def jumlah(sidik: Iterable[int]) -> int:
    return sum(sidik) % _MODULO


def deteksi_janggal(catatan: Pelanggaran) -> bool:
    """Whether a record contradicts itself about how late it was seen."""
    lewat = (catatan.terdeteksi_pada - catatan.terjadi_pada).total_seconds()
    return catatan.terlambat_terdeteksi_detik != max(int(lewat), 0)


def _sidik(kunci: str, isi: Pelanggaran) -> int:
    data = f"{kunci}\n{isi.model_dump_json(exclude=set(DETEKSI))}".encode()
    return int.from_bytes(hashlib.sha256(data).digest()[:16], "big")
