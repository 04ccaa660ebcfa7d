"""A demo that has been played without servers, and what its summary would look at."""

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from izin.demo.bukti import Bukti, BuktiWaktu, Harapan, baca_fakta, kabar_semestinya
from izin.demo.masukan_buruk import MasukanBuruk
from izin.demo.orang import unduh
from izin.demo.pemeriksaan import Karantina, Pengumuman
from izin.demo.sk import BuktiSk, LemariSk
from izin.demo.skenario import Skenario
from shared.contracts import Dokumen
from shared.mutu_baku.kejadian import susun_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.permohonan import Permohonan
from shared.sop.model import SopTermuat
from shared.store.watch_port import Klaim
from tests.builders import BATAS_BYTES, katalog
from tests.unit.demo.play import (
    BERLAKU,
    TANGGAL,
    MejaSurat,
    Sandiwara,
    mainkan_semua,
    meja_surat,
    skenario_demo,
)

SEDETIK = timedelta(seconds=1)


@dataclass(frozen=True, repr=False)
class Selesai:
    sandiwara: tuple[Sandiwara, ...]
    harapan: Harapan
    bukti: Bukti

    @property
    def semua(self) -> tuple[Permohonan, ...]:
        return self.bukti.semua

    def isi(self, berkas: Dokumen) -> bytes:
        return asyncio.run(unduh(self.sandiwara[0].dunia.dokumen, berkas))


def berkas_hasil(permohonan: Permohonan, kode: str) -> list[Dokumen]:
    """The files that were made for this output, in the order of the riwayat."""
    hasil = (satu for entri in permohonan.riwayat for satu in entri.hasil)
    return [satu.berkas for satu in hasil if satu.kode == kode and satu.berkas]


@cache
def empat_puluh() -> Selesai:
    """Played once for all tests, with real papers; the officers bring files."""
    return mainkan(skenario_demo(40), katalog())


@cache
def bersurat() -> Selesai:
    """The same with few applications, their letters made and their SKs signed."""
    folder = Path(tempfile.mkdtemp(prefix="uji-kunci-"))
    return mainkan(skenario_demo(10), katalog(), meja=meja_surat(folder))


def mainkan(
    skenario: Sequence[Skenario],
    termuat: Mapping[str, SopTermuat],
    tanggal: date = TANGGAL,
    *,
    tergesa: bool = False,
    meja: MejaSurat | None = None,
) -> Selesai:
    return asyncio.run(_mainkan(skenario, termuat, tanggal, tergesa=tergesa, meja=meja))


async def _mainkan(
    skenario: Sequence[Skenario],
    termuat: Mapping[str, SopTermuat],
    tanggal: date,
    *,
    tergesa: bool,
    meja: MejaSurat | None,
) -> Selesai:
    sandiwara, semua = await mainkan_semua(skenario, termuat, tanggal, tergesa=tergesa, meja=meja)
    buruk = MasukanBuruk("uji", skenario[-1])
    harapan = Harapan(
        skenario={satu.permohonan_id: satu for satu in skenario},
        sop={satu.versi: satu for satu in termuat.values()},
        karantina=buruk.di_karantina,
        kabar_lain=buruk.kabar,
    )
    bukti = Bukti(
        semua=tuple(semua),
        fakta=await baca_fakta(sandiwara[0].dunia.dokumen, semua, BATAS_BYTES),
        kabar=kabar_semestinya(semua, harapan),
        karantina=tuple(Karantina(*satu) for satu in buruk.di_karantina.items()),
        antrean={"frontoffice.berkas": 0},
        waktu=bukti_waktu(semua, termuat, sandiwara),
        sk=await bukti_sk(semua, harapan, sandiwara[0]),
    )
    return Selesai(tuple(sandiwara), harapan, bukti)


async def bukti_sk(semua: list[Permohonan], harapan: Harapan, satu: Sandiwara) -> BuktiSk:
    meja = satu.meja
    if meja is None:
        return BuktiSk()
    lemari = LemariSk(meja.sk, meja.surat, satu.dunia.dokumen, meja.buku)
    return await lemari.bukti(semua, harapan.sop, meja.tanda_tangan.kepercayaan)


def bukti_waktu(
    semua: list[Permohonan], termuat: Mapping[str, SopTermuat], sandiwara: list[Sandiwara]
) -> BuktiWaktu:
    """As if a watchdog had seen everything a second after it came about."""
    kini = max(p.riwayat[-1].ditutup_pada for p in semua) + timedelta(minutes=1)
    klaim = [
        Klaim(satu.kunci(p.id), pelanggaran, "uji", pelanggaran.terdeteksi_pada, kini)
        for p in semua
        for satu in kejadian(p, termuat[p.sop].sop, BERLAKU, kini)
        for pelanggaran in [susun_pelanggaran(p, satu, satu.terjadi + SEDETIK)]
    ]
    return BuktiWaktu(
        mulai=sandiwara[0].dunia.mulai,
        kini=kini,
        berlaku=BERLAKU,
        gangguan=(),
        klaim=tuple(klaim),
        pengumuman=tuple(Pengumuman(satu.kunci, satu.pelanggaran) for satu in klaim),
        sapuan=kini,
    )
