"""The command behind `make bench`."""

import argparse
import io
import json
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.kecepatan import gambar
from bench.kecepatan import mesin as mesin_module
from bench.kecepatan.ingatan import dokumen_ingatan, tabel_ingatan, ukur_ingatan
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.laju import ukur_sebisanya
from bench.kecepatan.latensi import dokumen_latensi, tabel_latensi, ukur_latensi
from bench.kecepatan.pekerja import PengukuranGagal
from bench.kecepatan.peserta import LANTAI, SENDIRI, UTAMA, semua_peserta
from bench.kecepatan.pilihan import baca_pilihan
from bench.kecepatan.ringkasan import dokumen
from bench.kecepatan.tabel import semua_tabel
from bench.kecepatan.tempat import Tempat
from bench.mulai.tabel import dokumen_mulai, tabel_mulai
from bench.mulai.ukur import ukur_mulai
from bench.pesanan import Pesanan
from bench.pola.rekam import rekam
from bench.skala.berkas_besar import ukur_berkas
from bench.skala.proses import ukur_proses
from bench.skala.riwayat import ukur_riwayat
from bench.skala.tabel import Skala, dokumen_skala, tabel_skala
from bench.skala.terbuka import ukur_terbuka
from shared.embedded import EmbeddedError, embedded_servers
from shared.whole_file import BerkasTidakTertulis, write_files

TERBUKA = (1_000, 10_000, 100_000)
TERBANYAK_TERBUKA = 300_000
PROSES = (1, 2, 4)
LEBAR = 80
"""Of the tables as they are kept, whatever terminal it was."""


@dataclass(frozen=True)
class Pengukuran:
    """What was asked for, over servers that run."""

    jalan: Jalan
    pilihan: argparse.Namespace
    console: Console
    gagal: list[PengukuranGagal] = field(default_factory=list)

    @property
    def pesanan(self) -> Pesanan:
        pilihan = self.pilihan
        return Pesanan(pilihan.permohonan, pilihan.pemanasan, batas_detik=pilihan.batas_detik)

    @property
    def keluaran(self) -> Path:
        keluaran: Path = self.pilihan.keluaran
        return keluaran

    @property
    def bentuk(self) -> str:
        """In which form AlurIzin is measured where it is measured in one."""
        return next((nama for nama in self.pilihan.peserta if nama in SENDIRI), UTAMA)

    def semua(self) -> None:
        pilihan = self.pilihan
        bagian = (
            (Pengukuran.mulai, pilihan.mulai),
            (Pengukuran.latensi, pilihan.latensi),
            (Pengukuran.skala, pilihan.skala),
            (Pengukuran.ingatan, pilihan.ingatan),
        )
        for ukur in [satu for satu, diminta in bagian if diminta] or BAWAAN:
            ukur(self)

    def laju(self) -> None:
        semua = semua_peserta(self.jalan.pola)
        peserta = {nama: semua[nama] for nama in self.pilihan.peserta}
        mesin = mesin_module.keterangan()
        siapa = (peserta, self.pilihan.putaran)
        hasil = ukur_sebisanya(self.jalan, siapa, self.pesanan, self.kabar, self.catat_gagal)
        mesin["beban_akhir"] = os.getloadavg()[0]
        self.simpan("laju", dokumen(hasil, mesin), semua_tabel(hasil))
        if hasil:
            gambar.gambar_laju(hasil, self.keluaran / "laju.png")

    def mulai(self) -> None:
        mesin = mesin_module.keterangan()
        hasil = ukur_mulai(self.jalan, self.kabar)
        isi = {"mesin": mesin, "mulai": dokumen_mulai(hasil)}
        self.simpan("mulai", isi, [tabel_mulai(hasil)])

    def latensi(self) -> None:
        semua = semua_peserta(self.jalan.pola)
        peserta = {nama: semua[nama] for nama in (self.bentuk, LANTAI)}
        mesin = mesin_module.keterangan()
        hasil = ukur_latensi(self.jalan, peserta, self.pilihan.putaran, self.pesanan, self.kabar)
        isi = {"mesin": mesin, **dokumen_latensi(hasil)}
        self.simpan("latensi", isi, [tabel_latensi(hasil)])

    def skala(self) -> None:
        banyak = (*TERBUKA, TERBANYAK_TERBUKA) if self.pilihan.tigaratus_ribu else TERBUKA
        mesin, putaran = mesin_module.keterangan(), self.pilihan.putaran
        skala = Skala(
            terbuka=ukur_terbuka(self.jalan, banyak, putaran, self.pesanan, self.kabar),
            proses=ukur_proses(self.jalan, PROSES, putaran, self.pesanan, self.kabar),
            riwayat=ukur_riwayat(self.jalan),
            berkas=ukur_berkas(self.jalan),
        )
        self.simpan("skala", {"mesin": mesin, **dokumen_skala(skala)}, tabel_skala(skala))

    def ingatan(self) -> None:
        peserta = semua_peserta(self.jalan.pola)[self.bentuk]
        mesin = mesin_module.keterangan()
        pesanan = replace(self.pesanan, laju=self.pilihan.laju)
        catatan = ukur_ingatan(self.jalan, peserta, self.pilihan.ingatan, pesanan)
        isi = {"mesin": mesin, "pekerja": dokumen_ingatan(catatan)}
        self.simpan("ingatan", isi, [tabel_ingatan(catatan)])
        garis = {
            nama: [(detik / 60, satu.rss) for detik, satu in titik]
            for nama, titik in catatan.titik.items()
        }
        gambar.gambar_garis(garis, ("menit", "MiB (RSS)"), self.keluaran / "ingatan.png")

    def catat_gagal(self, galat: PengukuranGagal) -> None:
        self.gagal.append(galat)
        self.console.print(f"Pengukuran gagal: {galat}", markup=False)

    def simpan(self, nama: str, isi: dict[str, Any], tabel: Sequence[Table]) -> None:
        """The tables, as they are shown, are kept too: they are Markdown."""
        tulisan = io.StringIO()
        for layar in (self.console, Console(file=tulisan, width=LEBAR)):
            for satu in tabel:
                layar.print(satu)
        teks = json.dumps(isi, indent=2, ensure_ascii=False) + "\n"
        berkas = self.keluaran / nama
        write_files(
            {berkas.with_suffix(".json"): teks, berkas.with_suffix(".md"): tulisan.getvalue()}
        )
        self.console.print(f"Tersimpan di {self.keluaran}")
        if mesin_module.ramai(isi["mesin"]["beban_awal"]):
            self.console.print(
                "Mesin ini sedang sibuk dengan hal lain ketika pengukuran dimulai;"
                " angka di atas tidak mewakilinya."
            )

    def kabar(self, pesan: str) -> None:
        self.console.print(pesan, highlight=False)


BAWAAN = (Pengukuran.laju, Pengukuran.mulai)
"""What is measured where nothing is asked for."""


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: everything is put away
    console, pola = Console(), rekam()
    pilihan = baca_pilihan(sys.argv[1:], list(semua_peserta(pola)))
    pilihan.keluaran.mkdir(parents=True, exist_ok=True)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            embedded_servers(Path(folder), env={}) as servers,
        ):
            jalan = Jalan(Tempat(servers.urls, pilihan.keluaran / "log"), pola)
            pengukuran = Pengukuran(jalan, pilihan, console)
            pengukuran.semua()
    except (PengukuranGagal, EmbeddedError, BerkasTidakTertulis) as galat:
        console.print(f"Pengukuran gagal: {galat}", markup=False)
        return 1
    except KeyboardInterrupt:
        console.print("Dihentikan.")
        return 130
    return 1 if pengukuran.gagal else 0


if __name__ == "__main__":
    sys.exit(main())
