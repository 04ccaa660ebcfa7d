"""The figures of scale, for people and as a document."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

from bench.kecepatan.hasil import Hasil, milik, sebaran
from bench.kecepatan.ringkasan import nama_peserta, satu_jalan
from bench.kecepatan.tabel import angka, rentang, tabel_baru
from bench.skala.berkas_besar import BerkasBesar
from bench.skala.riwayat import Riwayat

KOLOM_RIWAYAT = ("ms di awal", "ms di akhir", "byte dokumen")
KOLOM_BERKAS = ("detik", "tanpa berkas itu", "MiB sebelum", "MiB puncak")


@dataclass(frozen=True)
class Skala:
    terbuka: Sequence[Hasil]
    proses: Sequence[Hasil]
    riwayat: Riwayat
    berkas: BerkasBesar


def biaya(hasil: Sequence[Hasil], nama: str) -> float:
    """CPU milliseconds of an application, workers and store together; the median run."""
    return sebaran(h.cpu_ms("pekerja") + h.cpu_ms("penyimpanan") for h in milik(hasil, nama)).median


def dokumen_skala(skala: Skala) -> dict[str, Any]:
    return {
        "terbuka": _dokumen(skala.terbuka),
        "proses": _dokumen(skala.proses),
        "riwayat": asdict(skala.riwayat),
        "berkas": asdict(skala.berkas),
    }


def _dokumen(hasil: Sequence[Hasil]) -> dict[str, Any]:
    nama = nama_peserta(hasil)
    return {
        "cpu_ms_per_permohonan": {satu: round(biaya(hasil, satu), 2) for satu in nama},
        "rasio_biaya": {
            satu: round(biaya(hasil, satu) / biaya(hasil, nama[0]), 3) for satu in nama
        },
        "jalan": [satu_jalan(satu) for satu in hasil],
    }


def tabel_biaya(judul: str, hasil: Sequence[Hasil]) -> Table:
    kolom = ("CPU, ms", "terhadap yang pertama", "permohonan/detik")
    tabel = tabel_baru(f"{judul}: CPU pekerja dan penyimpanan", ["banyaknya"], *kolom)
    nama = nama_peserta(hasil)
    for satu in nama:
        tabel.add_row(
            satu,
            angka(biaya(hasil, satu)),
            angka(biaya(hasil, satu) / biaya(hasil, nama[0]), 2),
            rentang(sebaran(h.per_detik for h in milik(hasil, satu))),
        )
    return tabel


def tabel_skala(skala: Skala) -> list[Table]:
    riwayat, berkas = skala.riwayat, skala.berkas
    lama = tabel_baru("Satu permohonan, bolak-balik", ["putaran"], *KOLOM_RIWAYAT)
    lama.add_row(
        str(riwayat.putaran),
        angka(riwayat.awal_ms),
        angka(riwayat.akhir_ms),
        angka(riwayat.dokumen_byte, 0),
    )
    besar = tabel_baru("Satu permohonan dengan berkas besar", ["byte"], *KOLOM_BERKAS)
    besar.add_row(
        angka(berkas.byte, 0),
        angka(berkas.besar_detik, 2),
        angka(berkas.kecil_detik, 2),
        angka(berkas.puncak_sebelum_mib),
        angka(berkas.puncak_sesudah_mib),
    )
    return [
        tabel_biaya("Sekian permohonan terbuka", skala.terbuka),
        tabel_biaya("Sekian proses", skala.proses),
        lama,
        besar,
    ]
