"""The accounts of `izin web`: one a role, one that leads others, one that looks after the system.

All have the same password, which is printed, and none owes a second factor: whoever reads the
screen may try everybody. So there are such accounts in an office of `izin web` and nowhere else.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from izin.demo.dunia import petugas_demo
from shared.akun.model import Akun, Hak
from shared.clock import system_clock
from shared.kantor.kantor import open_store_client
from shared.sandi import Sandi, sandi_sementara
from shared.settings import Settings
from shared.store.mongo_akun import MongoAkunStore
from shared.whole_file import OWNER_ONLY, write_file

KELOMPOK = 2
"""Of four letters: quickly typed, on a page that only this machine can open."""


class Orang(NamedTuple):
    """`peran` is empty where they have a right instead."""

    akun: str
    nama: str
    nip: str
    peran: str = ""
    hak: tuple[Hak, ...] = ()


def orang_contoh(pelaksana: Iterable[str], benih: int) -> tuple[Orang, ...]:
    """The demo's officers, and two beside them."""
    hak: Sequence[Hak] = ("penyelia", "pengelola")
    return (
        *(_orang(nama, benih, peran=nama) for nama in pelaksana),
        *(_orang(satu, benih, hak=(satu,)) for satu in hak),
    )


def _orang(nama: str, benih: int, *, peran: str = "", hak: tuple[Hak, ...] = ()) -> Orang:
    petugas = petugas_demo(benih, nama)
    return Orang(nama, petugas.nama, petugas.id, peran, hak)


def sandi_contoh(berkas: Path, *, baru: bool) -> str:
    """The password of this office: as it is kept for the next start, or a new one. Raises
    `BerkasTidakTertulis`."""
    if not baru and (sandi := _tersimpan(berkas)):
        return sandi
    sandi = "-".join(sandi_sementara().split("-")[:KELOMPOK])
    write_file(berkas, json.dumps({"sandi": sandi}), mode=OWNER_ONLY)
    return sandi


def _tersimpan(berkas: Path) -> str:
    try:
        return str(json.loads(berkas.read_text())["sandi"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


async def buat_akun(settings: Settings, semua: Collection[Orang], sandi: str) -> None:
    """Those that are not there yet."""
    async with open_store_client(settings) as client:
        store = MongoAkunStore(client, settings.basis_data)
        await store.prepare()
        tersandi = await Sandi().hash(sandi)
        for satu in semua:
            await store.add(
                Akun(
                    nama=satu.akun,
                    petugas={"id": satu.nip, "nama": satu.nama},
                    peran=(satu.peran,) if satu.peran else (),
                    hak=satu.hak,
                    sandi=tersandi,
                    dibuat_pada=system_clock(),
                )
            )
