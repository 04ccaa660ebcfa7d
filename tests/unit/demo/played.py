"""A demo that has been played without servers, and what its summary would look at."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from izin.demo.bad_input import MasukanBuruk
from izin.demo.checks.wire import Karantina
from izin.demo.filing import unduh
from izin.demo.verify import Bukti, Harapan, baca_fakta, kabar_semestinya
from shared.contracts import Dokumen
from shared.permohonan import Permohonan
from shared.sop.model import SopTermuat
from tests.builders import BATAS_BYTES, katalog
from tests.unit.demo.play import Sandiwara, mainkan_semua, skenario_demo


@dataclass(frozen=True)
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
    """Played once for all tests."""
    return mainkan(40, katalog())


def mainkan(jumlah: int, termuat: Mapping[str, SopTermuat]) -> Selesai:
    return asyncio.run(_mainkan(jumlah, termuat))


async def _mainkan(jumlah: int, termuat: Mapping[str, SopTermuat]) -> Selesai:
    skenario = skenario_demo(jumlah, {kode: satu.sop for kode, satu in termuat.items()})
    sandiwara, semua = await mainkan_semua(skenario, termuat)
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
    )
    return Selesai(tuple(sandiwara), harapan, bukti)
