"""Files to and from the document store, as a portal and an officers' tool move them."""

import hashlib
from collections.abc import AsyncIterator

from izin.demo.errors import DemoGagal
from izin.demo.material.paper import BerkasJadi
from shared.contracts import Dokumen
from shared.store.port import DokumenStore

_POTONGAN_BYTES = 64 * 1024


class IsiBerubah(DemoGagal):
    """What came out of the store is not what the message named."""


async def unggah(store: DokumenStore, berkas: BerkasJadi, batas_bytes: int) -> Dokumen:
    return await store.put(berkas.nama_berkas, _potong(berkas.isi), batas_bytes)


async def unduh(store: DokumenStore, dokumen: Dokumen) -> bytes:
    """Raises IsiBerubah."""
    isi = b"".join([potongan async for potongan in store.read(dokumen.berkas_id)])
    if hashlib.sha256(isi).hexdigest() != dokumen.sha256:
        raise IsiBerubah(f"berkas {dokumen.berkas_id} berubah di penyimpanan")
    return isi


async def _potong(isi: bytes) -> AsyncIterator[bytes]:
    for mulai in range(0, len(isi), _POTONGAN_BYTES):
        yield isi[mulai : mulai + _POTONGAN_BYTES]
