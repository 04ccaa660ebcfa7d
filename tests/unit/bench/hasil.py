"""Runs that were never run, with only what a test is about spelled out."""

from dataclasses import replace

from bench.kecepatan.hasil import Hasil, Memori

LANGKAH = 9
CPU = {"pekerja": 1.0, "petugas": 0.5, "broker": 0.25, "penyimpanan": 2.0}


def jalan(peserta: str, putaran: int, detik: float, permohonan: int = 100) -> Hasil:
    return Hasil(
        peserta=peserta,
        putaran=putaran,
        permohonan=permohonan,
        langkah=permohonan * LANGKAH,
        detik=detik,
        cpu=CPU,
        memori=(Memori(80.0, 50.0), Memori(90.0, 60.0)),
    )


def berbiaya(peserta: str, putaran: int, cpu_pekerja: float, dicuri: float = 0.0) -> Hasil:
    """An application of this one cost its workers so many milliseconds."""
    satu = jalan(peserta, putaran, 10.0)
    cpu = {**CPU, "pekerja": cpu_pekerja * satu.permohonan / 1000}
    return replace(satu, cpu=cpu, dicuri=dicuri)
