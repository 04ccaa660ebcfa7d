"""The person behind a request: their session, their account, and the roles they have right now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from shared.akun.aturan import berutang_faktor, tahap_berikut
from shared.akun.model import Akun, Sesi, Tahap
from shared.akun.peran import PeranKini, peran_kini
from shared.contracts.parts import Petugas
from shared.kantor.ruang import Ruang
from shared.sandi import digest

SEEN_SECONDS = 60.0
"""Not every request is written down."""


@dataclass(frozen=True)
class Orang:
    akun: Akun
    sesi: Sesi
    jabatan: tuple[PeranKini, ...]

    @property
    def petugas(self) -> Petugas:
        """Who decides."""
        return self.akun.petugas

    @cached_property
    def peran(self) -> Mapping[str, PeranKini]:
        return {satu.pelaksana: satu for satu in self.jabatan}

    @property
    def penuh(self) -> bool:
        return self.sesi.tahap is Tahap.PENUH

    def punya(self, hak: str) -> bool:
        return hak in self.akun.hak

    @property
    def penyelia(self) -> bool:
        return self.punya("penyelia")

    @property
    def pengelola(self) -> bool:
        return self.punya("pengelola")


async def kenali(ruang: Ruang, token: str) -> Orang | None:
    """Whose session this is, as things stand now; None where it is nobody's any more. A session is
    never further than its owner may go: a mandate that began meanwhile may ask for a second factor
    first."""
    if not token:
        return None
    kini = ruang.wall()
    sesi = await ruang.akun.session(digest(token))
    if sesi is None or kini >= sesi.sampai:
        return None
    akun = await ruang.akun.find(sesi.akun)
    if akun is None or akun.terkunci:
        return None
    if not _masih(ruang, akun, sesi, kini):
        return None
    if (kini - sesi.terlihat_pada).total_seconds() >= SEEN_SECONDS:
        await ruang.akun.seen(sesi.id, kini)
    return _orang(ruang, akun, sesi)


def _masih(ruang: Ruang, akun: Akun, sesi: Sesi, kini: datetime) -> bool:
    """A session that began as a screen's is a person's as soon as the account is more than that."""
    if layar_saja(akun, [satu.pelaksana for satu in jabatan_kini(ruang, akun)]):
        return True
    lama = timedelta(hours=ruang.kantor.settings.sesi_jam)
    return kini < sesi.mulai_pada + lama and sesi.berlaku(kini, ruang.diam_detik)


def layar_saja(akun: Akun, peran: Collection[str]) -> bool:
    """Whether it is a screen on the wall and nothing else."""
    return akun.hak == ("layar",) and not peran


def _orang(ruang: Ruang, akun: Akun, sesi: Sesi) -> Orang:
    jabatan = jabatan_kini(ruang, akun)
    tahap = tahap_kini(ruang, akun, [satu.pelaksana for satu in jabatan], sesi.dua_langkah)
    return Orang(akun, sesi.model_copy(update={"tahap": tahap}), jabatan)


def jabatan_kini(ruang: Ruang, akun: Akun) -> tuple[PeranKini, ...]:
    daftar = ruang.petugas.berlaku() if ruang.petugas else None
    return peran_kini(daftar, akun, ruang.meja, ruang.kantor.clock())


def tahap_kini(ruang: Ruang, akun: Akun, peran: Collection[str], dua_langkah: bool) -> Tahap:
    berutang = berutang_faktor(ruang.wajib_faktor, peran, akun.hak, dua_langkah)
    return tahap_berikut(akun, dua_langkah, berutang)
