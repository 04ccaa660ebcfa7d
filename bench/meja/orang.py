"""Two hundred people at their pages: each opens pages, keeps a live inbox, and some decide."""

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from bench.meja.kantor import Duduk

JEDA_DETIK = (4.0, 10.0)
"""Between two pages of one person."""
SEGAR_DETIK = 0.25
"""As `kotak/daftar.html` waits after an event."""
BATAS_DETIK = 30.0


@dataclass
class Catatan:
    """Seconds of each answer, by kind; what was answered otherwise than it should be."""

    detik: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    keliru: list[str] = field(default_factory=list)
    kabar: int = 0
    mencatat: bool = False

    def catat(self, jenis: str, detik: float) -> None:
        if self.mencatat:
            self.detik[jenis].append(detik)


class Orang:
    """One person with a browser: a cookie, a few connections, one stream of events."""

    def __init__(self, alamat: str, duduk: Duduk, catatan: Catatan) -> None:
        self.duduk, self._catatan = duduk, catatan
        self._browser = httpx.AsyncClient(
            base_url=alamat, cookies={"sesi": duduk.token}, timeout=BATAS_DETIK
        )
        self._rng = random.Random(duduk.akun)  # noqa: S311 - no secret
        self._csrf = ""
        self._terlihat: list[str] = []
        self._sejak = ""
        self._menyegarkan: asyncio.Task[None] | None = None

    @property
    def kotak(self) -> str:
        return f"/kotak/{self.duduk.pelaksana}"

    async def masuk(self) -> None:
        page = await self._ambil("kotak", self.kotak)
        self._csrf = _satu(r'name="csrf" value="([0-9a-f]+)"', page.text)

    async def tutup(self) -> None:
        if self._menyegarkan is not None:
            self._menyegarkan.cancel()
        await self._browser.aclose()

    async def bekerja(self) -> None:
        """For ever."""
        await asyncio.sleep(self._rng.uniform(0, JEDA_DETIK[1]))
        while True:
            await self._satu_halaman()
            await asyncio.sleep(self._rng.uniform(*JEDA_DETIK))

    async def _satu_halaman(self) -> None:
        pilihan = self._rng.random()
        if pilihan < 0.5 or not self._terlihat:
            await self._ambil("kotak", self.kotak)
            return
        perkara = f"/perkara/{self.duduk.pelaksana}/{self._rng.choice(self._terlihat)}"
        page = await self._ambil("perkara", perkara, ada=False)
        berkas = re.findall(r"/berkas/([0-9a-f]{24})/lihat", page.text)
        if pilihan > 0.85 and berkas:
            await self._ambil("berkas", f"{perkara}/berkas/{self._rng.choice(berkas)}/lihat")

    async def _ambil(
        self, jenis: str, jalan: str, headers: Mapping[str, str] | None = None, *, ada: bool = True
    ) -> httpx.Response:
        """`ada`: it must be there; a case may have gone on meanwhile."""
        mulai = time.perf_counter()
        answer = await self._browser.get(jalan, headers=headers)
        self._catatan.catat(jenis, time.perf_counter() - mulai)
        if answer.status_code != 200 and (ada or answer.status_code != 404):
            self._catatan.keliru.append(f"GET {jenis}: {answer.status_code}")
        if jenis == "kotak":
            self._terlihat = re.findall(r'class="nomor" href="[^"]*/([^/"]+)"', answer.text)
            self._sejak = _satu(r'sse-connect="/kabar\?sejak=([^"]*)"', answer.text) or self._sejak
        return answer

    async def mendengar(self) -> None:
        """For ever: as the page does, which asks again when it is told."""
        while True:
            with suppress(httpx.HTTPError):
                jalan = f"/kabar?sejak={self._sejak}"
                async with self._browser.stream("GET", jalan, timeout=None) as answer:
                    async for baris in answer.aiter_lines():
                        if baris == f"event: kotak-{self.duduk.pelaksana}":
                            self._catatan.kabar += 1
                            self._segarkan()
            await asyncio.sleep(2.0)

    def _segarkan(self) -> None:
        if self._menyegarkan is None or self._menyegarkan.done():
            self._menyegarkan = asyncio.create_task(self._nanti())

    async def _nanti(self) -> None:
        """The list, which brings the navigation's counts along."""
        await asyncio.sleep(SEGAR_DETIK)
        await self._ambil("segar", self.kotak, {"hx-request": "true", "hx-target": "daftar"})

    async def putuskan(self, nomor: str) -> None:
        """Taken, looked at, judged, confirmed, sent; the last is timed from click to answer."""
        perkara = f"/perkara/{self.duduk.pelaksana}/{nomor}"
        await self._kirim(f"{self.kotak}/{nomor}/ambil", {})
        page = await self._ambil("perkara", perkara)
        verdik = dict.fromkeys(re.findall(r'name="(verdik\.[^"]+)"', page.text), "terima")
        await self._kirim(f"{perkara}/periksa", {"putusan": "terima", **verdik})
        page = await self._ambil("konfirmasi", f"{perkara}/putuskan")
        rupa = _satu(r'name="rupa" value="([^"]+)"', page.text)
        mulai = time.perf_counter()
        answer = await self._kirim(f"{perkara}/putuskan", {"rupa": rupa})
        hasil = await self._browser.get(answer.headers.get("location", "/"))
        self._catatan.catat("putusan", time.perf_counter() - mulai)
        if "Putusan Anda diterapkan" not in hasil.text:
            self._catatan.keliru.append(f"putusan: {answer.status_code}, {hasil.status_code}")

    async def _kirim(self, jalan: str, isi: dict[str, str]) -> httpx.Response:
        answer = await self._browser.post(jalan, data={"csrf": self._csrf, **isi})
        if answer.status_code != 303:
            self._catatan.keliru.append(f"POST {jalan.rpartition('/')[2]}: {answer.status_code}")
        return answer


def _satu(pola: str, teks: str) -> str:
    found = re.search(pola, teks)
    return found[1] if found else ""


async def ramai(
    semua: Sequence[Orang], nomor: Sequence[str], laju: float, detik: float, catatan: Catatan
) -> int:
    """All of them at their pages for so long, `laju` decisions a second among them; how many."""
    pemutus = [satu for satu in semua if satu.duduk.pelaksana == semua[0].duduk.pelaksana]
    for satu in semua:
        await satu.masuk()
    latar = [asyncio.create_task(satu.mendengar()) for satu in semua]
    latar += [asyncio.create_task(satu.bekerja()) for satu in semua]
    await asyncio.sleep(JEDA_DETIK[1])
    catatan.mencatat = True
    berjalan = []
    sampai, ke = time.monotonic() + detik, 0
    while time.monotonic() < sampai and ke < len(nomor):
        berjalan.append(asyncio.create_task(pemutus[ke % len(pemutus)].putuskan(nomor[ke])))
        ke += 1
        await asyncio.sleep(1 / laju)
    await asyncio.gather(*berjalan)
    catatan.mencatat = False
    for tugas in latar:
        tugas.cancel()
    await asyncio.gather(*latar, return_exceptions=True)
    for satu in semua:
        await satu.tutup()
    return ke
