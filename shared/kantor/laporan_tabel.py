"""The report of a month as people read it on a page or on paper: the same figures as its files, in
a few tables for each SOP."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.kantor.laporan_kata import NOTHING, length, longest, middle, most, percent
from shared.laporan.model import (
    BarisKeseluruhan,
    BarisLangkah,
    Laporan,
    MasihTerbuka,
    Selesai,
)
from shared.words import SEBUTAN_TINGKAT, short

Nama = Callable[[str], str]
"""What people call a role."""

LEWAT_MAKS = 200
"""Limits that were not kept, one by one; the files have all of them."""


class Tabel(NamedTuple):
    """The first `kata` columns are words, the others figures."""

    judul: str
    kepala: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]
    kata: int = 2


class Bagian(NamedTuple):
    """An SOP, or what is told of all of them. Tables without a line are left out."""

    judul: str
    ringkas: str
    tabel: tuple[Tabel, ...]


SELESAI = ("Selesai", "Tepat", "Terlambat", "Kepatuhan", "Median", "P90")
TERBUKA = ("Terbuka", "Tertunda", "Mendekati", "Lewat", "Terlama")


def bagian(laporan: Laporan, nama: Nama) -> tuple[Bagian, ...]:
    sop = [_sop(laporan, satu, nama) for satu in laporan.keseluruhan]
    return (*sop, Bagian("Seluruh kantor", "", tuple(_berisi(_kantor(laporan, nama)))))


def _sop(laporan: Laporan, satu: BarisKeseluruhan, nama: Nama) -> Bagian:
    ditarik = f"; ditarik pemohon {satu.ditarik}" if satu.ditarik else ""
    ringkas = (
        f"Bawaan {satu.bawaan}, masuk {satu.masuk}; selesai {satu.selesai.jumlah}:"
        f" {satu.sk} SK, {satu.ditolak} ditolak; sekali benar {satu.sekali_benar}"
        f" ({percent(satu.sekali_benar_persen)}); masih terbuka {satu.terbuka.jumlah}{ditarik}."
    )
    tabel = tuple(_berisi(_tabel_sop(laporan, satu, nama)))
    return Bagian(f"{satu.izin}, batas {satu.batas}", ringkas, tabel)


def _tabel_sop(laporan: Laporan, satu: BarisKeseluruhan, nama: Nama) -> Iterator[Tabel]:
    langkah = [b for b in laporan.langkah if b.sop == satu.sop]
    yield Tabel(
        "Selesai pada bulan ini",
        ("Langkah", "Batas", *SELESAI),
        (
            *((*_letak(b, nama), *_selesai(b.selesai, b.kepatuhan_persen)) for b in langkah),
            ("Seluruhnya", satu.batas, *_selesai(satu.selesai, satu.kepatuhan_persen)),
        ),
    )
    terbuka = [b for b in langkah if b.terbuka.jumlah]
    yield Tabel(
        "Masih terbuka",
        ("Langkah", "Batas", *TERBUKA),
        (
            *((*_letak(b, nama), *_terbuka(b.terbuka)) for b in terbuka),
            *([("Seluruhnya", satu.batas, *_terbuka(satu.terbuka))] if satu.terbuka.jumlah else []),
        ),
    )
    yield Tabel(
        "Alasan kembali ke pemohon",
        ("Persyaratan", "Kali", "Permohonan", "Sekali benar"),
        tuple(
            (b.nama, str(b.kali), str(b.permohonan), percent(b.sekali_benar_persen))
            for b in laporan.alasan
            if b.sop == satu.sop and b.kali
        ),
        1,
    )
    yield Tabel(
        "Pengembalian dan penolakan",
        ("Langkah", "Ke pemohon", "Ke meja lain", "Ditolak"),
        tuple(
            (f"{b.langkah}. {nama(b.pelaksana)}", *map(str, jumlah))
            for b in laporan.pengembalian
            if b.sop == satu.sop and any(jumlah := (b.ke_pemohon, b.ke_meja, b.ditolak))
        ),
        1,
    )
    yield Tabel(
        "Waktu milik siapa",
        ("Pemilik", "Jenis", "Permohonan", "Menurut jam", "Jam kantor", "Bagian"),
        tuple(
            (
                nama(b.pemilik),
                b.jenis,
                str(b.permohonan),
                length(b.menit),
                length(b.menit_kantor),
                percent(b.persen),
            )
            for b in laporan.waktu
            if b.sop == satu.sop
        ),
    )


def _kantor(laporan: Laporan, nama: Nama) -> Iterator[Tabel]:
    yield Tabel(
        "Tiap meja, semua SOP",
        ("Meja", *SELESAI, "Lewat"),
        tuple(
            (
                nama(b.pelaksana),
                *_selesai(b.selesai, b.kepatuhan_persen),
                str(b.terbuka.lewat),
            )
            for b in laporan.pelaksana
        ),
        1,
    )
    yield Tabel(
        "Peringatan",
        ("Peringatan", "Di mana", "Jumlah", "Tercatat"),
        tuple(
            (
                SEBUTAN_TINGKAT[b.tingkat],
                f"{b.langkah}. {nama(b.pelaksana or '')}" if b.langkah else "seluruh permohonan",
                str(b.jumlah),
                str(b.tercatat),
            )
            for b in laporan.peringatan
        ),
    )
    zona = ZoneInfo(laporan.tentang.zona)
    yield Tabel(
        "Batas yang terlewati",
        ("Nomor", "Di mana", "Jatuh tempo", "Selesai", "Kelebihan"),
        tuple(
            (
                b.nomor,
                f"{b.langkah}. {nama(b.pelaksana or '')}" if b.langkah else "seluruh permohonan",
                short(b.jatuh_tempo, zona) if b.jatuh_tempo else NOTHING,
                short(b.selesai, zona) if b.selesai else "terbuka",
                length(b.menit_kelebihan),
            )
            for b in laporan.lewat[:LEWAT_MAKS]
        ),
    )


def _letak(satu: BarisLangkah, nama: Nama) -> tuple[str, str]:
    return f"{satu.langkah}. {nama(satu.pelaksana)}", satu.batas


def _selesai(satu: Selesai, kepatuhan: float | None) -> Sequence[str]:
    jumlah = map(str, (satu.jumlah, satu.tepat, satu.terlambat))
    return (*jumlah, percent(kepatuhan), middle(satu.lama), most(satu.lama))


def _terbuka(satu: MasihTerbuka) -> Sequence[str]:
    jumlah = map(str, (satu.jumlah, satu.tertunda, satu.mendekati, satu.lewat))
    return (*jumlah, longest(satu.lama))


def _berisi(semua: Iterable[Tabel]) -> Iterator[Tabel]:
    return (satu for satu in semua if satu.baris)
