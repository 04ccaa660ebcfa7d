"""One run: workers, driver, warm-up, the measured part, and the proof that it was done."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace

from bench.kecepatan.bukti import buktikan, buktikan_surat, selesai
from bench.kecepatan.hasil import Hasil, Memori
from bench.kecepatan.pekerja import Pekerja, Penggerak, pekerja, penggerak
from bench.kecepatan.peserta import Peserta
from bench.kecepatan.procstat import (
    bagian_dicuri,
    cpu_detik,
    keturunan,
    memori,
    mesin_kini,
    semua_stat,
)
from bench.kecepatan.tempat import Ruang, Tempat, ruang, siapkan_antrean, siapkan_penyimpanan
from bench.pesanan import Pesanan
from bench.pola.rekam import Pola


@dataclass(frozen=True)
class Jalan:
    """Runs contestants one after another over the same servers. `basis_data` names a database
    that stays from run to run; without it each run has one of its own. `sambil` surrounds the
    measured part."""

    tempat: Tempat
    pola: Pola
    basis_data: str | None = None
    sambil: Callable[[Pekerja], AbstractContextManager[object]] = lambda _: nullcontext()

    def __call__(self, peserta: Peserta, putaran: int, pesanan: Pesanan) -> Hasil:
        """Raises `PengukuranGagal`."""
        with self.berdiri(peserta) as ukur:
            return ukur(putaran, pesanan)

    @contextmanager
    def berdiri(self, peserta: Peserta) -> Iterator["Berdiri"]:
        """Its workers, up for as many orders as one likes. Raises `PengukuranGagal` at the end when
        the store does not hold what they should have done."""
        with ruang(self.tempat, peserta.nama, self.basis_data) as tempat:
            sebelum = self._siapkan(peserta, tempat)
            with pekerja(peserta, tempat) as semua:
                satu = Berdiri(self, peserta, tempat, semua, sebelum)
                yield satu
            buktikan(tempat, satu.selesai, len(self.pola.tapak))
            if peserta.surat:
                buktikan_surat(tempat, self.pola.surat)

    def _siapkan(self, peserta: Peserta, tempat: Ruang) -> int:
        """How many finished applications the database had before."""
        siapkan_penyimpanan(tempat)
        sebelum = len(selesai(tempat)) if self.basis_data else 0
        if peserta.di_kabel:
            siapkan_antrean(tempat)
            self.pola.lemari.unggah(tempat.mongodb_url, tempat.basis_data)
        return sebelum

    def ukur(self, peserta: Peserta, putaran: int, siapa: tuple[Pekerja, Penggerak]) -> Hasil:
        semua, satu = siapa
        satu.jawab()
        awal, mesin = self._cpu(semua, satu), mesin_kini()
        with self.sambil(semua):
            satu.mulai()
            jawaban = satu.jawab()
        dicuri = bagian_dicuri(mesin, mesin_kini())
        akhir = self._cpu(semua, satu)
        permohonan = int(jawaban["permohonan"])
        return Hasil(
            peserta=peserta.nama,
            putaran=putaran,
            permohonan=permohonan,
            langkah=permohonan * len(self.pola.tapak),
            detik=float(jawaban["detik"]),
            cpu={nama: akhir[nama] - awal[nama] for nama in akhir},
            memori=memori_pekerja(semua),
            latensi=tuple(jawaban["latensi"]),
            dicuri=dicuri,
        )

    def _cpu(self, semua: Pekerja, satu: Penggerak) -> Mapping[str, float]:
        stat = semua_stat()
        kelompok = {
            "pekerja": semua.pid,
            "petugas": [satu.pid],
            "broker": self.tempat.broker_pid,
            "penyimpanan": self.tempat.penyimpanan_pid,
        }
        return {nama: cpu_detik(pid, stat) for nama, pid in kelompok.items()}


@dataclass
class Berdiri:
    """Workers that are up; made by `Jalan.berdiri`. Each call is another driver with its order.
    `selesai`: how many finished applications the database should hold."""

    jalan: Jalan
    peserta: Peserta
    tempat: Ruang
    semua: Pekerja
    selesai: int

    def __call__(self, putaran: int, pesanan: Pesanan) -> Hasil:
        """Raises `PengukuranGagal`."""
        pesanan = replace(pesanan, surat=self.peserta.surat)
        with penggerak(self.peserta.penggerak, pesanan, self.tempat) as satu:
            hasil = self.jalan.ukur(self.peserta, putaran, (self.semua, satu))
            self.semua.pastikan_hidup()
        self.selesai += pesanan.pemanasan + hasil.permohonan
        return hasil


def memori_pekerja(semua: Pekerja) -> tuple[Memori, ...]:
    """Of every process that works, the helpers of a task queue's own among them."""
    return tuple(memori(pid) for pid in sorted(keturunan(semua.pid, semua_stat())))
