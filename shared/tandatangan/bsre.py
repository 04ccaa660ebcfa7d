"""Signing by the national service (BSrE), with the officer's NIK and the passphrase of the moment.

Shapes as public client libraries of cities use them (its own documentation is not public). Nothing
is tried again by itself: a request that was sent may have signed, and a wrong passphrase counts
towards a lock. Passphrase and NIK are in the request alone: no error, log or repr has them.
"""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import SecretStr

from shared.http_library import httpx, known_authorities
from shared.tandatangan import bsre_pesan
from shared.tandatangan.bentuk import Kotak
from shared.tandatangan.errors import (
    HasilLayananDitolak,
    HasilTidakPasti,
    LayananTandaTangan,
    LayananTidakTerjangkau,
)
from shared.tandatangan.pemilik import pastikan_penanda
from shared.tandatangan.periksa import Kepercayaan, periksa_tanda_tangan

logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs addresses, and one has a NIK in it

_TIDAK_TERKIRIM = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)
_JAWABAN_LEBIH_BYTES = 20 * 1024 * 1024
"""By how much an answer may be larger than twice the naskah."""


@dataclass(frozen=True)
class LayananBsre:
    """Where the service is, and the office's account there; `batas_detik` for a whole answer; `tls`
    where no public authority vouches for its certificate."""

    alamat: str
    pengguna: str
    sandi: SecretStr
    versi: Literal[1, 2] = 1
    batas_detik: float = 30.0
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True)
class Pejabat:
    """Who signs: `id` and `nama` as the register of officers has them, and what the service wants
    to know, for one call."""

    id: str
    nama: str
    nik: SecretStr
    frasa: SecretStr


class PenandatanganBsre:
    """Signs invisibly, or in `kotak`. What comes back is judged as anybody's file: it has to be the
    naskah with this officer's signature, or it is refused."""

    def __init__(self, layanan: LayananBsre, kepercayaan: Kepercayaan) -> None:
        self._layanan = layanan
        self._kepercayaan = kepercayaan

    async def tanda_tangani(
        self,
        naskah: bytes,
        pejabat: Pejabat,
        pada: datetime,
        *,
        kotak: Kotak | None = None,
        alasan: str = "",
        tempat: str = "",
    ) -> bytes:
        """`pada`: now, by the office's clock. Raises `LayananTandaTangan`."""
        minta = bsre_pesan.Permintaan(naskah, pejabat.nik, pejabat.frasa, kotak, alasan, tempat)
        status, isi = await self._kirim(minta)
        bertanda = bsre_pesan.berkas_dari(status, isi)
        hasil = await asyncio.to_thread(
            periksa_tanda_tangan, bertanda, self._kepercayaan, pada, naskah, kotak=kotak
        )
        hasil = pastikan_penanda(hasil, pejabat.id, pejabat.nama)
        if not hasil.sah:
            raise HasilLayananDitolak([str(satu) for satu in hasil.temuan])
        return bertanda

    async def tanda_tangani_banyak(
        self, naskah: Sequence[bytes], pejabat: Pejabat, pada: datetime
    ) -> list[bytes | LayananTandaTangan]:
        """One after another, in order. After an error that the next letter would meet as well
        (passphrase, account, certificate, service away) nothing more is sent: the rest has the same
        error."""
        hasil: list[bytes | LayananTandaTangan] = []
        for satu in naskah:
            try:
                hasil.append(await self.tanda_tangani(satu, pejabat, pada))
            except HasilLayananDitolak as galat:
                hasil.append(galat)
            except LayananTandaTangan as galat:
                return [*hasil, *[galat] * (len(naskah) - len(hasil))]
        return hasil

    async def _kirim(self, minta: bsre_pesan.Permintaan) -> tuple[int, bytes]:
        """Status and body. The errors of the library hold the request, with the passphrase: none of
        them is the cause or the context of ours."""
        galat: LayananTandaTangan
        try:
            async with asyncio.timeout(self._layanan.batas_detik), self._klien() as klien:
                return await self._tukar(klien, minta)
        except _TIDAK_TERKIRIM:
            galat = LayananTidakTerjangkau()
        except (httpx.HTTPError, TimeoutError):
            galat = HasilTidakPasti()
        raise galat

    async def _tukar(
        self, klien: httpx.AsyncClient, minta: bsre_pesan.Permintaan
    ) -> tuple[int, bytes]:
        jalur, bentuk = bsre_pesan.susun(minta, self._layanan.versi)
        batas = 2 * len(minta.naskah) + _JAWABAN_LEBIH_BYTES
        async with klien.stream("POST", jalur, **bentuk) as jawaban:
            isi = bytearray()
            async for bagian in jawaban.aiter_bytes():
                isi += bagian
                if len(isi) > batas:
                    return jawaban.status_code, b""
            return jawaban.status_code, bytes(isi)

    @asynccontextmanager
    async def _klien(self) -> AsyncIterator[httpx.AsyncClient]:
        layanan = self._layanan
        async with httpx.AsyncClient(
            base_url=layanan.alamat,
            auth=(layanan.pengguna, layanan.sandi.get_secret_value()),
            timeout=layanan.batas_detik,
            follow_redirects=False,
            trust_env=False,
            verify=layanan.tls or known_authorities(trust_env=False),
        ) as klien:
            yield klien
