"""Numbers that are passed over: given to letters that the register, put back from an older copy,
does not know of."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.contracts import Petugas
from shared.kantor.errors import MasukanKeliru, TidakBerlaku
from shared.kantor.kantor import Kantor
from shared.kantor.sk import hari_kantor
from shared.sk.model import URUT_MAKS, NomorSk
from shared.store.sk_port import Buat

_KODE_BYTES = 16
"""Nobody will ever ask for it; every entry has one."""

SEKALI_MAKS = 500
"""At once: nobody passes over thousands by a slip of the hand."""


@dataclass(frozen=True)
class Lewati:
    """Up to and with `sampai`."""

    seri: str
    tahun: int
    sampai: int
    alasan: str
    oleh: Petugas


async def lewati(kantor: Kantor, minta: Lewati) -> Sequence[NomorSk]:
    """The entries made, each void with the reason. To be done before the workers draw again.
    Raises `MasukanKeliru`, and `TidakBerlaku` where there is nothing to pass over."""
    _periksa(kantor, minta)
    terakhir = await _terakhir(kantor, minta)
    if minta.sampai <= terakhir:
        raise TidakBerlaku(
            f"Seri {minta.seri} tahun {minta.tahun} sudah sampai urutan {terakhir}",
            anjuran="Tidak ada yang perlu dilewati",
        )
    if minta.sampai - terakhir > SEKALI_MAKS:
        raise MasukanKeliru(
            f"Dari urutan {terakhir} sampai {minta.sampai} lebih dari {SEKALI_MAKS} nomor",
            anjuran="Periksa angkanya; bila benar, lewati sebagian demi sebagian",
        )
    dibuat: list[NomorSk] = []
    while await _terakhir(kantor, minta) < minta.sampai:
        dibuat.append(await kantor.sk.draw(minta.seri, minta.tahun, None, _pembuat(kantor, minta)))
    return dibuat


def _periksa(kantor: Kantor, minta: Lewati) -> None:
    seri = sorted({satu.seri for satu in kantor.surat.kantor.keputusan})
    if minta.seri not in seri:
        raise MasukanKeliru(
            f"Seri '{minta.seri}' tidak dikenal", anjuran=f"Yang ada: {', '.join(seri)}"
        )
    if not 2000 <= minta.tahun <= hari_kantor(kantor).year:
        raise MasukanKeliru(f"Tahun {minta.tahun} belum mulai, atau terlalu lama berlalu")
    if not 1 <= minta.sampai <= URUT_MAKS:
        raise MasukanKeliru(f"Urutan {minta.sampai} tidak mungkin")
    if not minta.alasan.strip():
        raise MasukanKeliru("Nomor hanya dilewati dengan alasan", anjuran="Sebut --alasan TEKS")


async def _terakhir(kantor: Kantor, minta: Lewati) -> int:
    return max([s.urut async for s in kantor.sk.scan(minta.seri, minta.tahun)], default=0)


def _pembuat(kantor: Kantor, minta: Lewati) -> Buat:
    kini, hari = kantor.clock(), hari_kantor(kantor)
    tanggal = hari if hari.year == minta.tahun else date(minta.tahun, 12, 31)
    alasan = f"{minta.alasan.strip()} (dicatat {minta.oleh.nama}, {minta.oleh.id})"

    def buat(urut: int) -> NomorSk:
        return NomorSk(
            seri=minta.seri,
            tahun=minta.tahun,
            urut=urut,
            nomor=f"{urut:03d}/{minta.seri}/{minta.tahun} (dilewati)",
            tanggal=tanggal,
            permohonan_id=None,
            kode=secrets.token_urlsafe(_KODE_BYTES),
            status="batal",
            diambil_pada=kini,
            naskah_pada=kini,
            alasan=alasan,
        )

    return buat
