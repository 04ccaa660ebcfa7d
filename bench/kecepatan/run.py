"""One run: workers, driver, warm-up, the measured part, and the proof that it was done."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from bench.kecepatan.contestants import Peserta
from bench.kecepatan.figures import Hasil, Memori
from bench.kecepatan.place import Ruang, Tempat, ruang, siapkan_antrean, siapkan_penyimpanan
from bench.kecepatan.processes import Pekerja, Penggerak, pekerja, penggerak
from bench.kecepatan.procstat import (
    bagian_dicuri,
    cpu_detik,
    keturunan,
    memori,
    mesin_kini,
    semua_stat,
)
from bench.kecepatan.proof import buktikan, selesai
from bench.pesanan import Pesanan
from bench.pola.record import Pola


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
        with ruang(self.tempat, peserta.nama, self.basis_data) as tempat:
            sebelum = self._siapkan(peserta, tempat)
            with (
                pekerja(peserta, tempat) as semua,
                penggerak(peserta.penggerak, pesanan, tempat) as satu,
            ):
                hasil = self._ukur(peserta, putaran, (semua, satu))
                semua.pastikan_hidup()
            seharusnya = sebelum + pesanan.pemanasan + hasil.permohonan
            buktikan(tempat, seharusnya, len(self.pola.tapak))
        return hasil

    def _siapkan(self, peserta: Peserta, tempat: Ruang) -> int:
        """How many finished applications the database had before."""
        siapkan_penyimpanan(tempat)
        sebelum = len(selesai(tempat)) if self.basis_data else 0
        if peserta.di_kabel:
            siapkan_antrean(tempat)
            self.pola.lemari.unggah(tempat.mongodb_url, tempat.basis_data)
        return sebelum

    def _ukur(self, peserta: Peserta, putaran: int, siapa: tuple[Pekerja, Penggerak]) -> Hasil:
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
            "broker": [self.tempat.broker_pid],
            "penyimpanan": [self.tempat.penyimpanan_pid],
        }
        return {nama: cpu_detik(pid, stat) for nama, pid in kelompok.items()}


def memori_pekerja(semua: Pekerja) -> tuple[Memori, ...]:
    """Of every process that works, the helpers of a task queue's own among them."""
    return tuple(memori(pid) for pid in sorted(keturunan(semua.pid, semua_stat())))
