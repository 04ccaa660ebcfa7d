"""The runs of a measurement as one JSON document: each run, and what they come to."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.kecepatan.hasil import (
    Hasil,
    Nilai,
    Sebaran,
    cpu_pekerja,
    cpu_semua,
    langkah_per_detik,
    milik,
    rasio,
    sebaran,
    tenang,
)
from bench.kecepatan.peserta import BENTUK, LANTAI, SENDIRI
from bench.kecepatan.sasaran import dokumen_sasaran

KELOMPOK = ("pekerja", "petugas", "broker", "penyimpanan")


def nama_peserta(hasil: Sequence[Hasil]) -> list[str]:
    """In the order in which they were first measured."""
    return list(dict.fromkeys(satu.peserta for satu in hasil))


def ringkasan(hasil: Sequence[Hasil]) -> dict[str, Any]:
    return {nama: _satu(milik(hasil, nama)) for nama in nama_peserta(hasil)}


def _satu(hasil: Sequence[Hasil]) -> dict[str, Any]:
    rss = [proses.rss for satu in hasil for proses in satu.memori]
    pss = [sum(proses.pss for proses in satu.memori) for satu in hasil]
    return {
        "cpu_pekerja_ms_per_permohonan": _bulatkan(sebaran(map(cpu_pekerja, hasil))),
        "cpu_semua_ms_per_permohonan": _bulatkan(sebaran(map(cpu_semua, hasil))),
        "cpu_ms_per_permohonan": {
            nama: round(sebaran(satu.cpu_ms(nama) for satu in hasil).median, 2) for nama in KELOMPOK
        },
        "permohonan_per_detik": _bulatkan(sebaran(satu.per_detik for satu in hasil)),
        "langkah_per_detik": _bulatkan(sebaran(map(langkah_per_detik, hasil))),
        "proses": max(len(satu.memori) for satu in hasil),
        "rss_mib_terbesar": round(max(rss, default=0.0), 1),
        "rss_mib_semua": round(sebaran(satu.rss_semua for satu in hasil).median, 1),
        "pss_mib_semua": round(sebaran(pss).median, 1),
    }


def terhadap_lantai(hasil: Sequence[Hasil], nilai: Nilai) -> dict[str, Sebaran]:
    """Everyone's value against the plain floor's."""
    lain = [nama for nama in nama_peserta(hasil) if nama != LANTAI]
    ditemukan = {nama: rasio(hasil, nama, LANTAI, nilai) for nama in lain}
    return {nama: satu for nama, satu in ditemukan.items() if satu is not None}


def semua_rasio(hasil: Sequence[Hasil], bentuk: str) -> dict[str, Sebaran]:
    """Decided steps a second of AlurIzin in this form against everyone else's."""
    lain = [nama for nama in nama_peserta(hasil) if nama not in SENDIRI]
    ditemukan = {nama: rasio(hasil, bentuk, nama) for nama in lain}
    return {nama: satu for nama, satu in ditemukan.items() if satu is not None}


def dokumen(hasil: Sequence[Hasil], mesin: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "mesin": dict(mesin),
        "sasaran": dokumen_sasaran(hasil),
        "ringkasan": ringkasan(hasil),
        "cpu_pekerja_terhadap_lantai": _semua(terhadap_lantai(hasil, cpu_pekerja)),
        "cpu_pekerja_terhadap_lantai_tenang": _semua(terhadap_lantai(tenang(hasil), cpu_pekerja)),
        "cpu_semua_terhadap_lantai": _semua(terhadap_lantai(hasil, cpu_semua)),
        "langkah_per_detik_terhadap": {
            bentuk: _semua(semua_rasio(hasil, bentuk)) for bentuk in BENTUK
        },
        "jalan": [satu_jalan(satu) for satu in hasil],
    }


def satu_jalan(hasil: Hasil) -> dict[str, Any]:
    return {
        "peserta": hasil.peserta,
        "putaran": hasil.putaran,
        "permohonan": hasil.permohonan,
        "langkah": hasil.langkah,
        "cpu_detik": {nama: round(nilai, 2) for nama, nilai in hasil.cpu.items()},
        "detik": round(hasil.detik, 3),
        "dicuri_persen": round(100 * hasil.dicuri, 1),
        "memori_mib": [[round(m.rss, 1), round(m.pss, 1)] for m in hasil.memori],
    }


def _semua(rasio: Mapping[str, Sebaran]) -> dict[str, dict[str, float]]:
    return {nama: _bulatkan(satu) for nama, satu in rasio.items()}


def _bulatkan(satu: Sebaran) -> dict[str, float]:
    return {nama: round(nilai, 3) for nama, nilai in satu._asdict().items()}
