"""The rules of signing in: what a password has to be, how long to wait after failures, who owes a
second factor."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from shared.akun.model import Akun, Hak, Percobaan, Tahap
from shared.akun.sandi_lazim import LAZIM
from shared.sop.model import Sop
from shared.tindakan import Tindakan

PANJANG_SANDI = 12
PANJANG_SANDI_MAKS = 128
"""ASVS 5.0, 6.2: long ones are allowed, and nobody can keep the machine busy with one."""
_HURUF_BERBEDA = 5

GRATIS_AKUN = 5
GRATIS_ALAMAT = 30
"""Failures without a wait. A whole office may come from one address."""
TUNDA_AWAL = timedelta(seconds=30)
TUNDA_MAKS = timedelta(minutes=15)
LUPA = timedelta(hours=24)
"""Failures this old do not count any more."""

PENANDA_TANGAN = "penanda_tangan"
SEMUA = "semua"
TIDAK = "tidak"


def masalah_sandi(sandi: str, akun: Akun) -> str | None:
    """Why this is no good as a password of this account, for its owner; None where it is."""
    if len(sandi) < PANJANG_SANDI:
        return f"Paling sedikit {PANJANG_SANDI} huruf; kalimat pendek mudah diingat"
    if len(sandi) > PANJANG_SANDI_MAKS:
        return f"Paling banyak {PANJANG_SANDI_MAKS} huruf"
    kecil = sandi.casefold()
    if len(set(kecil)) < _HURUF_BERBEDA:
        return "Terlalu sedikit huruf yang berbeda"
    if kecil in LAZIM or any(kecil.startswith(lazim * 2) for lazim in LAZIM if lazim):
        return "Kata sandi ini terlalu sering dipakai orang"
    kata = (akun.nama, akun.petugas.id, *akun.petugas.nama.split())
    milik = [satu.casefold() for satu in kata if len(satu) > 3]
    sisa = kecil
    for satu in milik:
        sisa = sisa.replace(satu, "")
    if len(sisa) < PANJANG_SANDI // 2:
        return "Jangan memakai nama atau NIP sendiri sebagai kata sandi"
    return None


def boleh_lagi(percobaan: Percobaan | None, gratis: int) -> datetime | None:
    """From when on another attempt is looked at; None for at once."""
    if percobaan is None or percobaan.kali < gratis:
        return None
    pangkat = min(percobaan.kali - gratis, 10)
    return percobaan.pada + min(TUNDA_AWAL * int(2**pangkat), TUNDA_MAKS)


def masih_dihitung(percobaan: Percobaan, saat: datetime) -> bool:
    return saat - percobaan.pada < LUPA


def wajib_faktor(kebijakan: str, sop: Iterable[Sop], dikenal: Collection[str]) -> frozenset[str]:
    """The roles, and the rights beside them, for which a second factor is owed. Raises `ValueError`
    for a policy that names something else."""
    if kebijakan == TIDAK:
        return frozenset()
    if kebijakan == SEMUA:
        return frozenset(dikenal)
    wajib: set[str] = set()
    for kata in filter(None, (bagian.strip() for bagian in kebijakan.split(","))):
        if kata == PENANDA_TANGAN:
            wajib |= penanda_tangan(sop)
        elif kata in dikenal:
            wajib.add(kata)
        else:
            raise ValueError(kata)
    return frozenset(wajib)


def penanda_tangan(sop: Iterable[Sop]) -> set[str]:
    """Whoever signs in any SOP."""
    return {
        langkah.pelaksana
        for satu in sop
        for langkah in satu.langkah
        if langkah.tindakan is Tindakan.TANDA_TANGANI
    }


def berutang_faktor(
    wajib: Collection[str], peran: Collection[str], hak: Collection[Hak], dua_langkah: bool
) -> bool:
    """Whether one who holds these may do nothing before a second factor was shown."""
    return not dua_langkah and bool(set(wajib) & {*peran, *hak})


def tahap_berikut(akun: Akun, dua_langkah: bool, berutang: bool) -> Tahap:
    """What is still to be done before a session is whole. A factor that is there is always asked
    for."""
    if akun.faktor is not None and not dua_langkah:
        return Tahap.FAKTOR
    if berutang and akun.faktor is None:
        return Tahap.PASANG
    return Tahap.GANTI if akun.harus_ganti else Tahap.PENUH
