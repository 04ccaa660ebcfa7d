"""Registers of officers for tests: one officer a role, as the builders name them, and mandates."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from izin.registry import discover_desks
from shared.petugas.loader import baca
from shared.petugas.model import DaftarPetugas
from shared.topology import PELAKSANA_PEMOHON
from tests.builders import petugas

WITA = ZoneInfo("Asia/Makassar")
PERAN = tuple(sorted(set(discover_desks()) - {PELAKSANA_PEMOHON}))
DASAR = "Surat Perintah Nomor 800/12/DPMPTSP/2026 tanggal 2 Januari 2026"


def teks_petugas(
    petugas_id: str, nama: str, peran: Iterable[str] = (), masa: str = "sejak = 2020-01-01"
) -> str:
    daftar = ", ".join(satu if satu.startswith("{") else f'"{satu}"' for satu in peran)
    return f'[[petugas]]\nid = "{petugas_id}"\nnama = "{nama}"\nperan = [{daftar}]\n{masa}\n'


def teks_mandat(
    petugas_id: str, sebagai: str, masa: str, jenis: str = "plh", lain: str = ""
) -> str:
    return (
        f'[[mandat]]\npetugas = "{petugas_id}"\njenis = "{jenis}"\nsebagai = "{sebagai}"\n'
        f'{masa}\ndasar = "{DASAR}"\n{lain}\n'
    )


def teks_semua(*lagi: str, kecuali: str = "") -> str:
    """Every role with the officer that the builders give it, and what else there is."""
    orang = (
        teks_petugas(petugas(satu).id, petugas(satu).nama, [satu])
        for satu in PERAN
        if satu != kecuali
    )
    return "\n".join((*orang, *lagi))


def daftar(*bagian: str, tunggal: str = "[]") -> DaftarPetugas:
    """Raises `DaftarPetugasTidakSah`."""
    return baca("\n".join((f"tunggal = {tunggal}", *bagian)), "petugas.toml", WITA, PERAN)
