"""A desk at an instant over doubles, with a case that moves through the pure flow."""

from datetime import timedelta
from typing import Any

import httpx

from services.meja.situs import Situs
from shared.akun.model import Akun
from shared.contracts import Dokumen
from shared.kantor.tugas import meja
from shared.permohonan import Permohonan
from shared.store.memory import MemoryDokumenStore, MemoryPermohonanStore
from tests.builders import PAGI, Perjalanan
from tests.pegawai import akun_uji
from tests.unit.meja.situs import masuk_sebagai, peramban, settings, situs_uji


class KantorUji:
    """The same as an office, with its store and people."""

    def __init__(self, **ruang: Any) -> None:
        self.kini = PAGI + timedelta(minutes=3)
        self.store, self.dokumen = MemoryPermohonanStore(), MemoryDokumenStore()
        self.situs: Situs = situs_uji(
            permohonan=self.store,
            dokumen=self.dokumen,
            clock=lambda: self.kini,
            settings=settings(faktor_kedua="tidak", laju_meja=100_000),
            **ruang,
        )
        self.ruang, self.kotak = self.situs.ruang, self.situs.kotak

    async def simpan(self, permohonan: Permohonan) -> None:
        """As a worker would have written it."""
        self.store._isi[permohonan.id] = permohonan

    async def masukkan(self, perjalanan: Perjalanan) -> str:
        """Its task comes by the queue; the nomor."""
        permohonan = perjalanan.permohonan
        await self.simpan(permohonan)
        assert permohonan.langkah is not None
        tugas = await meja(self.ruang.kantor, permohonan.langkah.pelaksana).task(permohonan)
        assert tugas is not None
        assert await self.kotak.receive(tugas)
        return permohonan.nomor

    def taruh(self, berkas: Dokumen, isi: bytes) -> None:
        """The bytes of a file that a case refers to."""
        self.dokumen._isi[berkas.berkas_id] = isi

    async def petugas(self, nama: str, *peran: str, **ubah: Any) -> Akun:
        return await akun_uji(self.ruang, nama, *peran, **ubah)

    async def peramban(self, akun: Akun) -> httpx.AsyncClient:
        """Signed in."""
        browser = peramban(self.situs)
        await masuk_sebagai(browser, self.ruang, akun)
        return browser
