"""The figures of scale, for people and as a document."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

from bench.kecepatan.figures import Hasil, milik, sebaran
from bench.kecepatan.summary import nama_peserta, satu_jalan
from bench.kecepatan.table import angka, rentang
from bench.skala.large_file import BerkasBesar
from bench.skala.long_history import Riwayat


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
    tabel = Table(title=judul, title_justify="left")
    tabel.add_column("")
    for kepala in (
        "permohonan/detik",
        "CPU pekerja dan penyimpanan\nms/permohonan",
        "terhadap yang pertama",
    ):
        tabel.add_column(kepala, justify="right")
    nama = nama_peserta(hasil)
    for satu in nama:
        tabel.add_row(
            satu,
            rentang(sebaran(h.per_detik for h in milik(hasil, satu))),
            angka(biaya(hasil, satu)),
            angka(biaya(hasil, satu) / biaya(hasil, nama[0]), 2),
        )
    return tabel


def tabel_skala(skala: Skala) -> list[Table]:
    riwayat, berkas = skala.riwayat, skala.berkas
    lain = Table(title="Satu permohonan", title_justify="left", show_header=False)
    lain.add_row(
        f"{riwayat.putaran} putaran",
        f"putusan sampai jawaban {angka(riwayat.awal_ms)} ms di awal,"
        f" {angka(riwayat.akhir_ms)} ms di akhir; dokumen {angka(riwayat.dokumen_byte, 0)} byte",
    )
    lain.add_row(
        f"berkas {angka(berkas.byte, 0)} byte",
        f"diterima dalam {angka(berkas.besar_detik, 2)} detik (tanpa berkas itu"
        f" {angka(berkas.kecil_detik, 2)}); memori puncak {angka(berkas.puncak_sebelum_mib)} MiB"
        f" menjadi {angka(berkas.puncak_sesudah_mib)} MiB",
    )
    return [
        tabel_biaya("Dengan sekian permohonan terbuka", skala.terbuka),
        tabel_biaya("Dengan sekian proses", skala.proses),
        lain,
    ]
