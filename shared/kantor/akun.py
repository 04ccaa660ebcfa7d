"""Accounts of officers: made, reset, locked, looked at. The first password is shown once."""

import re
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import NamedTuple

from shared.akun.model import POLA_NAMA_MASUK, Akun, Hak
from shared.clock import Clock, system_clock
from shared.contracts.parts import Petugas
from shared.desk import Desk
from shared.kantor.errors import MasukanKeliru, TidakBerlaku, TidakDitemukan
from shared.kantor.kantor import open_store_client
from shared.sandi import Sandi, sandi_sementara
from shared.settings import Settings
from shared.store.akun_port import MasukStore
from shared.store.mongo_akun import MongoAkunStore
from shared.topology import PELAKSANA_PEMOHON


class AkunTidakDikenal(TidakDitemukan):
    def __init__(self, nama: str) -> None:
        super().__init__(f"Akun {nama} tidak dikenal")


class Baru(NamedTuple):
    """`sandi` is shown to whoever made it, once, and is nowhere else."""

    akun: Akun
    sandi: str


@dataclass(frozen=True)
class Pembukuan:
    """The accounts of an office, for who looks after them."""

    store: MasukStore
    sandi: Sandi
    wall: Clock
    pelaksana: Collection[str]

    async def add(
        self,
        nama: str,
        petugas: Petugas,
        peran: Collection[str] = (),
        hak: Collection[Hak] = (),
        *,
        bersandi: bool = True,
    ) -> Baru:
        """Without a password (`bersandi`) its owner signs in by the office's own sign-in; `Baru`
        has none then. Raises `MasukanKeliru` for a role that there is not, `TidakBerlaku` where
        there is such an account."""
        if not re.fullmatch(POLA_NAMA_MASUK, nama):
            raise MasukanKeliru(
                f"'{nama}' bukan nama masuk",
                anjuran="Pakai 3 sampai 32 huruf kecil, angka, titik, garis; misalnya budi.santoso",
            )
        if asing := [satu for satu in peran if satu not in self.pelaksana]:
            raise MasukanKeliru(
                f"Peran '{asing[0]}' tidak dikenal",
                anjuran=f"Yang ada: {', '.join(self.pelaksana)}",
            )
        sandi = sandi_sementara() if bersandi else ""
        akun = Akun(
            nama=nama,
            petugas=petugas,
            peran=tuple(dict.fromkeys(peran)),
            hak=tuple(dict.fromkeys(hak)),
            sandi=await self.sandi.hash(sandi) if sandi else None,
            harus_ganti=bersandi,
            dibuat_pada=self.wall(),
        )
        if not await self.store.add(akun):
            raise TidakBerlaku(
                f"Sudah ada akun bernama {nama}, atau akun untuk petugas {petugas.id}",
                anjuran="Satu petugas memakai satu akun; lihat yang ada: izin akun daftar",
            )
        return Baru(akun, sandi)

    async def reset(self, nama: str, *, faktor: bool) -> Baru:
        """A new first password; with `faktor`, the second factor is forgotten too. Whoever is
        signed in is signed out. Raises `AkunTidakDikenal`."""
        sandi = sandi_sementara()
        ubah: dict[str, object] = {
            "sandi": await self.sandi.hash(sandi),
            "harus_ganti": True,
            "terkunci": "",
        }
        akun = await self._change(nama, ubah | ({"faktor": None} if faktor else {}))
        await self._forgive(nama)
        await self.store.end_all(nama)
        return Baru(akun, sandi)

    async def lock(self, nama: str, sebab: str) -> int:
        """How many sessions ended. Raises `AkunTidakDikenal`, and `MasukanKeliru` without a
        reason."""
        if not sebab.strip():
            raise MasukanKeliru("Akun dikunci dengan alasan")
        await self._change(nama, {"terkunci": sebab.strip()})
        return await self.store.end_all(nama)

    async def unlock(self, nama: str) -> None:
        """Failures in a row are forgotten too. Raises `AkunTidakDikenal`."""
        await self._change(nama, {"terkunci": ""})
        await self._forgive(nama)

    async def end_sessions(self, nama: str) -> int:
        """Raises `AkunTidakDikenal`."""
        if await self.store.find(nama) is None:
            raise AkunTidakDikenal(nama)
        return await self.store.end_all(nama)

    async def _forgive(self, nama: str) -> None:
        for kunci in (kunci_akun(nama), kunci_kode(nama)):
            await self.store.forgive(kunci)

    async def _change(self, nama: str, ubah: dict[str, object]) -> Akun:
        """Whoever was quicker meanwhile: what they wrote stays beside this."""
        while True:
            lama = await self.store.find(nama)
            if lama is None:
                raise AkunTidakDikenal(nama)
            baru = lama.model_copy(update=ubah)
            if await self.store.change(baru, lama):
                return baru


def kunci_akun(nama: str) -> str:
    """Under which wrong passwords of an account are counted."""
    return f"akun:{nama}"


def kunci_kode(nama: str) -> str:
    """And wrong codes: a password that fits does not take these back."""
    return f"kode:{nama}"


@asynccontextmanager
async def open_pembukuan(settings: Settings, desks: Mapping[str, Desk]) -> AsyncIterator[Pembukuan]:
    """Raises as `open_stores`."""
    async with open_store_client(settings) as client:
        store = MongoAkunStore(client, settings.basis_data)
        await store.prepare()
        pelaksana = [nama for nama in desks if nama != PELAKSANA_PEMOHON]
        yield Pembukuan(store, Sandi(), system_clock, pelaksana)
