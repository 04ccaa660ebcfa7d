"""Signing in: name and password, then what is owed besides, step by step, until a session is whole.

Every step has a token of its own: one that was seen before a step is worth nothing after it.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import pyotp

from shared.akun.aturan import (
    GRATIS_AKUN,
    GRATIS_ALAMAT,
    boleh_lagi,
    masalah_sandi,
    masih_dihitung,
)
from shared.akun.kode import alamat_pasang, langkah_cocok
from shared.akun.model import Akun, Faktor, Sesi, Tahap
from shared.contracts.base import ke_milidetik
from shared.kantor.akun import kunci_akun, kunci_kode
from shared.kantor.errors import MasukanKeliru
from shared.kantor.orang import Orang, jabatan_kini, layar_saja, tahap_kini
from shared.kantor.ruang import Ruang
from shared.log import get_logger
from shared.sandi import digest, kode_pemulihan, new_token, polos
from shared.segel import SegelRusak, seal, unseal

log = get_logger()

PENERBIT = "AlurIzin"
_KELIRU = "Nama atau kata sandi keliru"
_KODE_KELIRU = "Kode itu tidak cocok atau sudah dipakai; tunggu kode berikutnya"


class MasukDitolak(MasukanKeliru):
    """`tunggu_detik`: how long nothing is looked at; 0 when the next attempt may come at once."""

    def __init__(self, kalimat: str, tunggu_detik: int = 0) -> None:
        super().__init__(kalimat)
        self.tunggu_detik = tunggu_detik


class Masuk(NamedTuple):
    """`token` is for the browser."""

    token: str
    sesi: Sesi


@dataclass(frozen=True)
class Asal:
    """Where an attempt comes from: a network address, and what the browser calls itself."""

    alamat: str
    peramban: str = ""

    @property
    def kunci(self) -> str:
        """Under which its failures are counted; the address itself is not kept."""
        return f"alamat:{digest(self.alamat)}"


async def dengan_sandi(ruang: Ruang, nama: str, sandi: str, asal: Asal) -> Masuk:
    """The same answer whatever is wrong. Raises `MasukDitolak`."""
    nama = nama.strip().casefold()
    kunci = kunci_akun(nama)
    await _counted(ruang, kunci, asal)
    akun = await ruang.akun.find(nama)
    if not await ruang.sandi.fits(akun.sandi if akun else None, sandi) or akun is None:
        log.warning("masuk_ditolak", sebab="sandi")
        raise MasukDitolak(_KELIRU)
    await _succeeded(ruang, kunci, asal)
    if akun.terkunci:
        log.warning("masuk_ditolak", sebab="terkunci", akun=akun.nama)
        raise MasukDitolak(f"Akun ini dikunci: {akun.terkunci}. Hubungi pengelola sistem")
    if akun.sandi and ruang.sandi.outdated(akun.sandi):
        akun = await _changed(ruang, akun, {"sandi": await ruang.sandi.hash(sandi)})
    return await begin(ruang, akun, asal)


async def begin(ruang: Ruang, akun: Akun, asal: Asal, *, dua_langkah: bool = False) -> Masuk:
    """A session of somebody who has shown who they are."""
    kini = ruang.wall()
    token = new_token()
    peran = [satu.pelaksana for satu in jabatan_kini(ruang, akun)]
    sesi = Sesi(
        id=token.sidik,
        akun=akun.nama,
        tahap=tahap_kini(ruang, akun, peran, dua_langkah),
        dua_langkah=dua_langkah,
        mulai_pada=kini,
        terlihat_pada=kini,
        sampai=ke_milidetik(kini + _lama(ruang, akun, peran)),
        peramban=asal.peramban[:120],
    )
    await ruang.akun.begin(sesi)
    if sesi.tahap is Tahap.PENUH:
        log.info("masuk", akun=akun.nama, dua_langkah=dua_langkah)
    return Masuk(token.isi, sesi)


def _lama(ruang: Ruang, akun: Akun, peran: Collection[str]) -> timedelta:
    settings = ruang.kantor.settings
    if layar_saja(akun, peran):
        return timedelta(days=settings.sesi_layar_hari)
    return timedelta(hours=settings.sesi_jam)


async def dengan_kode(ruang: Ruang, orang: Orang, kode: str, asal: Asal) -> Masuk:
    """The second factor, or one of the codes for a lost telephone. Raises `MasukDitolak`."""
    kunci = kunci_kode(orang.akun.nama)
    await _counted(ruang, kunci, asal)
    faktor = orang.akun.faktor
    if faktor is None or not await _uses(ruang, orang.akun, faktor, kode):
        log.warning("masuk_ditolak", sebab="kode", akun=orang.akun.nama)
        raise MasukDitolak(_KODE_KELIRU)
    await _succeeded(ruang, kunci, asal)
    return await _further(ruang, orang, asal, dua_langkah=True)


class Pemasangan(NamedTuple):
    """A second factor on its way: `titipan` comes back with the first code."""

    rahasia: str
    alamat: str
    titipan: str


def mulai_pasang(ruang: Ruang, orang: Orang) -> Pemasangan:
    rahasia = pyotp.random_base32()
    alamat = alamat_pasang(rahasia, orang.akun.nama, PENERBIT)
    return Pemasangan(rahasia, alamat, seal(ruang.kunci, _untuk_titipan(orang), rahasia))


def pasang_ulang(ruang: Ruang, orang: Orang, titipan: str) -> Pemasangan | None:
    """The same once more, after a code that did not fit; None where it is not of this session."""
    try:
        rahasia = _titipan(ruang, orang, titipan)
    except MasukDitolak:
        return None
    return Pemasangan(rahasia, alamat_pasang(rahasia, orang.akun.nama, PENERBIT), titipan)


class Terpasang(NamedTuple):
    masuk: Masuk
    pemulihan: tuple[str, ...]
    """Shown once."""


async def pasang(ruang: Ruang, orang: Orang, titipan: str, kode: str, asal: Asal) -> Terpasang:
    """Raises `MasukDitolak`; an account that has a factor already keeps it."""
    if orang.akun.faktor is not None and not orang.sesi.dua_langkah:
        raise MasukDitolak("Akun ini sudah punya kode dua langkah")
    await _counted(ruang, kunci_kode(orang.akun.nama), asal)
    rahasia = _titipan(ruang, orang, titipan)
    langkah = langkah_cocok(rahasia, kode, ruang.wall(), 0)
    if langkah is None:
        raise MasukDitolak(_KODE_KELIRU)
    await _succeeded(ruang, kunci_kode(orang.akun.nama), asal)
    pemulihan = kode_pemulihan()
    faktor = Faktor(
        rahasia=seal(ruang.kunci, _untuk_faktor(orang.akun), rahasia),
        terakhir=langkah,
        pemulihan=tuple(digest(polos(satu)) for satu in pemulihan),
    )
    akun = await _changed(ruang, orang.akun, {"faktor": faktor})
    log.info("faktor_dipasang", akun=akun.nama)
    masuk = await _further(ruang, Orang(akun, orang.sesi, orang.jabatan), asal, dua_langkah=True)
    return Terpasang(masuk, pemulihan)


async def ganti_sandi(ruang: Ruang, orang: Orang, lama: str, baru: str, asal: Asal) -> Masuk:
    """Every other session of theirs ends. Raises `MasukDitolak`."""
    await _counted(ruang, kunci_akun(orang.akun.nama), asal)
    if not await ruang.sandi.fits(orang.akun.sandi, lama):
        raise MasukDitolak("Kata sandi yang sekarang keliru")
    await _succeeded(ruang, kunci_akun(orang.akun.nama), asal)
    if sebab := masalah_sandi(baru, orang.akun):
        raise MasukDitolak(sebab)
    if baru == lama:
        raise MasukDitolak("Kata sandi yang baru sama dengan yang lama")
    ubah = {
        "sandi": await ruang.sandi.hash(baru),
        "sandi_pada": ruang.wall(),
        "harus_ganti": False,
    }
    akun = await _changed(ruang, orang.akun, ubah)
    log.info("sandi_diganti", akun=akun.nama)
    masuk = await _further(
        ruang, Orang(akun, orang.sesi, orang.jabatan), asal, dua_langkah=orang.sesi.dua_langkah
    )
    await ruang.akun.end_all(akun.nama, but=masuk.sesi.id)
    return masuk


async def keluar(ruang: Ruang, orang: Orang) -> None:
    await ruang.akun.end(orang.sesi.id)


async def keluar_di_mana_pun(ruang: Ruang, orang: Orang) -> int:
    """All sessions but this one; how many ended."""
    return await ruang.akun.end_all(orang.akun.nama, but=orang.sesi.id)


async def _further(ruang: Ruang, orang: Orang, asal: Asal, *, dua_langkah: bool) -> Masuk:
    """A step further: the token of before is worth nothing any more."""
    masuk = await begin(ruang, orang.akun, asal, dua_langkah=dua_langkah)
    await ruang.akun.end(orang.sesi.id)
    return masuk


async def _uses(ruang: Ruang, akun: Akun, faktor: Faktor, kode: str) -> bool:
    """True, and the code is used up: of two that bring the same one at once, one is let in."""
    sidik = digest(polos(kode))
    if sidik in faktor.pemulihan:
        sisa = tuple(satu for satu in faktor.pemulihan if satu != sidik)
        baru = faktor.model_copy(update={"pemulihan": sisa})
        log.warning("kode_pemulihan_dipakai", akun=akun.nama, sisa=len(sisa))
    else:
        try:
            rahasia = unseal(ruang.kunci, _untuk_faktor(akun), faktor.rahasia)
        except SegelRusak:
            log.error("faktor_tidak_terbaca", akun=akun.nama)
            return False
        langkah = langkah_cocok(rahasia, kode, ruang.wall(), faktor.terakhir)
        if langkah is None:
            return False
        baru = faktor.model_copy(update={"terakhir": langkah})
    return await ruang.akun.change(akun.model_copy(update={"faktor": baru}), akun)


async def _counted(ruang: Ruang, kunci: str, asal: Asal) -> None:
    """Counts an attempt before it is looked at. Raises `MasukDitolak` where it has to wait."""
    kini = ruang.wall()
    for satu, gratis in ((kunci, GRATIS_AKUN), (asal.kunci, GRATIS_ALAMAT)):
        percobaan = await ruang.akun.attempts(satu)
        if percobaan and not masih_dihitung(percobaan, kini):
            await ruang.akun.forgive(satu)
            percobaan = None
        mulai = boleh_lagi(percobaan, gratis)
        if mulai is not None and kini < mulai:
            log.warning("masuk_ditunda", sebab="terlalu sering gagal")
            raise MasukDitolak(*_tunggu(mulai, kini))
    for satu in (kunci, asal.kunci):
        await ruang.akun.attempt(satu, kini)


def _tunggu(mulai: datetime, kini: datetime) -> tuple[str, int]:
    detik = math.ceil((mulai - kini).total_seconds())
    lama = f"{detik} detik" if detik < 60 else f"{math.ceil(detik / 60)} menit"
    return f"Terlalu sering gagal. Coba lagi {lama} lagi", detik


async def _succeeded(ruang: Ruang, kunci: str, asal: Asal) -> None:
    await ruang.akun.forgive(kunci)
    await ruang.akun.forgive(asal.kunci, 1)


async def _changed(ruang: Ruang, akun: Akun, ubah: dict[str, object]) -> Akun:
    """Raises `MasukDitolak` when the account was changed meanwhile, by its owner or by who looks
    after it."""
    baru = akun.model_copy(update=ubah)
    if not await ruang.akun.change(baru, akun):
        raise MasukDitolak("Akun ini baru saja diubah dari tempat lain; masuk lagi")
    return baru.model_copy(update={"urutan": akun.urutan + 1})


def _untuk_faktor(akun: Akun) -> str:
    return f"faktor/{akun.nama}"


def _untuk_titipan(orang: Orang) -> str:
    return f"pasang/{orang.sesi.id}"


def _titipan(ruang: Ruang, orang: Orang, titipan: str) -> str:
    try:
        return unseal(ruang.kunci, _untuk_titipan(orang), titipan)
    except SegelRusak as error:
        raise MasukDitolak("Pemasangan ini sudah kedaluwarsa; mulai lagi") from error
