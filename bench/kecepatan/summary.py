"""The runs of a measurement as one JSON document: each run, and what they come to."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.kecepatan.figures import Hasil, Sebaran, milik, rasio, sebaran

UTAMA = "alurizin"
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
        "permohonan_per_detik": _bulatkan(sebaran(satu.per_detik for satu in hasil)),
        "langkah_per_detik": _bulatkan(sebaran(satu.langkah_per_detik for satu in hasil)),
        "cpu_ms_per_permohonan": {
            nama: round(sebaran(satu.cpu_ms(nama) for satu in hasil).median, 2) for nama in KELOMPOK
        },
        "proses": max(len(satu.memori) for satu in hasil),
        "rss_mib_terbesar": round(max(rss, default=0.0), 1),
        "pss_mib_semua": round(sebaran(pss).median, 1),
    }


def semua_rasio(hasil: Sequence[Hasil]) -> dict[str, Sebaran]:
    """AlurIzin's decided steps a second against everyone else's."""
    lain = [nama for nama in nama_peserta(hasil) if nama != UTAMA]
    ditemukan = {nama: rasio(hasil, UTAMA, nama) for nama in lain}
    return {nama: satu for nama, satu in ditemukan.items() if satu is not None}


def dokumen(hasil: Sequence[Hasil], mesin: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "mesin": dict(mesin),
        "ringkasan": ringkasan(hasil),
        "rasio": {nama: _bulatkan(satu) for nama, satu in semua_rasio(hasil).items()},
        "jalan": [satu_jalan(satu) for satu in hasil],
    }


def satu_jalan(hasil: Hasil) -> dict[str, Any]:
    return {
        "peserta": hasil.peserta,
        "putaran": hasil.putaran,
        "permohonan": hasil.permohonan,
        "langkah": hasil.langkah,
        "detik": round(hasil.detik, 3),
        "cpu_detik": {nama: round(nilai, 2) for nama, nilai in hasil.cpu.items()},
        "dicuri_persen": round(100 * hasil.dicuri, 1),
        "memori_mib": [[round(m.rss, 1), round(m.pss, 1)] for m in hasil.memori],
    }


def _bulatkan(satu: Sebaran) -> dict[str, float]:
    return {nama: round(nilai, 3) for nama, nilai in satu._asdict().items()}
