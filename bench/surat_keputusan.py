"""What one SK costs: setting its text, signing it, judging the signature; and whether memory grows.

    make bench-sk

Without broker and store, for what those cost is told by `make bench`. A thousand SKs of the
sample case by default, each with a number of its own, signed with a key of a trial authority: some
minutes.
The first ones are not counted: fonts, templates and libraries are loaded with them.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import SecretStr

from bench.kecepatan.procstat import memori
from izin.cli.catalogue import load_catalogue
from shared.settings import Settings
from shared.surat.cetak import Pencetak
from shared.surat.contoh import bahan_contoh
from shared.surat.data import data_surat
from shared.surat.isi import baca_isi
from shared.surat.loader import KatalogSurat, muat_surat
from shared.tandatangan.bentuk import KunciPkcs12
from shared.tandatangan.folder_uji_coba import Pejabat, siapkan
from shared.tandatangan.lokal import PenandatanganLokal
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan

T = TypeVar("T")
BANYAK, PEMANASAN, KELOMPOK = 1000, 20, 100
BATAS_MS = 100.0
PEJABAT = Pejabat("197502102000031002", "Drs. H. Contoh Penanda Tangan, M.Si.")


@dataclass
class Ukuran:
    """CPU in milliseconds, one entry an SK; RSS in MiB, one entry a group of them."""

    susun: list[float] = field(default_factory=list)
    bubuhkan: list[float] = field(default_factory=list)
    periksa: list[float] = field(default_factory=list)
    rss: list[float] = field(default_factory=list)

    def jumlah(self) -> list[float]:
        return [sum(satu) for satu in zip(self.susun, self.bubuhkan, self.periksa, strict=True)]


def cpu(ke: list[float], kerja: Callable[[], T]) -> T:
    """Of all threads of this process: signing and setting use some of their own."""
    awal = time.process_time_ns()
    hasil = kerja()
    ke.append((time.process_time_ns() - awal) / 1e6)
    return hasil


def bahan(katalog: KatalogSurat) -> Iterator[tuple[str, dict[str, Any], datetime]]:
    """Kind, data and instant of SKs of every SOP in turn, without end."""
    jenis = next(satu for satu in katalog.jenis.values() if satu.bernomor)
    sop = [termuat.sop for termuat in load_catalogue(Settings()).values()]
    urutan = 0
    while True:
        for satu in sop:
            urutan += 1
            contoh = bahan_contoh(katalog, jenis, satu, panjang=False)
            assert contoh.terbit is not None
            terbit = replace(contoh.terbit, nomor=f"{urutan:04d}/{contoh.terbit.nomor}")
            bidang = katalog.bidang(jenis.kode, satu.kode)
            isi = baca_isi(bidang, katalog.contoh(jenis.kode, satu.kode)).isi
            data = data_surat(replace(contoh, terbit=terbit), katalog.kantor, bidang, isi)
            yield jenis.kode, data, contoh.pada


def ukur(banyak: int, folder: Path) -> Ukuran:
    """Raises `AssertionError` where an SK was not found good: its cost would mean nothing."""
    uji_coba = siapkan(folder, [PEJABAT])
    kunci = uji_coba.kunci[0]
    penandatangan = PenandatanganLokal(KunciPkcs12(kunci.berkas, SecretStr(kunci.frasa())))
    percaya = Kepercayaan([uji_coba.ca.read_bytes()])
    katalog = muat_surat(Settings().folder_surat)
    ukuran = Ukuran()
    with Pencetak(katalog) as pencetak:
        for ke, (kode, data, pada) in enumerate(bahan(katalog)):
            if ke == PEMANASAN:
                ukuran = Ukuran(rss=[rss_mib()])
            if ke == PEMANASAN + banyak:
                break
            kini = datetime.now(UTC)
            naskah = cpu(ukuran.susun, partial(pencetak.cetak, kode, data, pada))
            sk = cpu(ukuran.bubuhkan, partial(penandatangan.tanda_tangani, naskah, kini))
            hasil = cpu(ukuran.periksa, partial(periksa_tanda_tangan, sk, percaya, kini, naskah))
            assert not hasil.temuan, hasil.temuan
            if (ke - PEMANASAN + 1) % KELOMPOK == 0:
                ukuran.rss.append(rss_mib())
    return ukuran


def rss_mib() -> float:
    return memori(os.getpid()).rss


def tampilkan(ukuran: Ukuran) -> bool:
    """True where the target is met."""
    print(f"CPU satu SK, milidetik, {len(ukuran.susun)} SK: median (p95)")
    for nama, satu in (
        ("menyusun naskahnya", ukuran.susun),
        ("menandatangani", ukuran.bubuhkan),
        ("memeriksa tanda tangan", ukuran.periksa),
        ("seluruhnya", ukuran.jumlah()),
    ):
        print(f"  {nama:<24}{statistics.median(satu):7.1f} ({_p95(satu):.1f})")
    tercapai = statistics.fmean(ukuran.jumlah()) < BATAS_MS
    print(f"  rata-rata {statistics.fmean(ukuran.jumlah()):.1f}, sasaran di bawah {BATAS_MS:.0f}")
    print(f"Memori (RSS, MiB) tiap {KELOMPOK} SK: {' '.join(f'{r:.0f}' for r in ukuran.rss)}")
    return tercapai


def _p95(nilai: list[float]) -> float:
    return sorted(nilai)[int(len(nilai) * 0.95)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--banyak", type=int, default=BANYAK)
    pilihan = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 0 if tampilkan(ukur(pilihan.banyak, Path(folder) / "kunci")) else 1


if __name__ == "__main__":
    raise SystemExit(main())
