"""A page of a PDF as a picture, for whoever looks at it in a browser: a telephone shows no PDF
within a page, and what a stranger wrote into one is not handed to the officer's browser.

Drawn in a process of its own (`shared.apart`).
"""

import asyncio
import json
import mmap
import tempfile
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from shared.apart import FailedApart, Limits, run_apart

BATAS = Limits(memory_bytes=1 << 30, cpu_seconds=10, wait_seconds=30.0, copies=4)
LEBAR_TITIK = 1400
"""A page on a screen, and twice as large as most show it."""
TINGGI_MAKS_TITIK = 6000
SEKALIGUS = 2
"""Drawn at once: the desk has other things to do."""
INGAT_BYTES = 64 * 1024 * 1024


class Lembar(NamedTuple):
    """`jumlah`: pages that the file has; `gambar`: a JPEG of one, so many pixels wide and high."""

    jumlah: int
    lebar: int
    tinggi: int
    gambar: bytes


def gambar_lembar(pdf: bytes, ke: int) -> Lembar | None:
    """Page `ke`, from 1; takes up to seconds, to be called beside the event loop. None where there
    is no such page, or the file cannot be drawn. Raises `ChildProcessError` as `run_apart` does."""
    with tempfile.TemporaryFile() as berkas:
        berkas.write(pdf)
        try:
            kepala, _, gambar = run_apart(gambar_terpisah, berkas, BATAS, str(ke)).partition(b"\n")
        except FailedApart:
            return None
    jumlah, lebar, tinggi = json.loads(kepala)
    return Lembar(jumlah, lebar, tinggi, gambar)


@dataclass
class Penggambar:
    """Draws few pages at once, and remembers the last ones by what their file is."""

    _ingat: OrderedDict[tuple[str, int], Lembar | None] = field(default_factory=OrderedDict)
    _giliran: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SEKALIGUS))

    async def lembar(
        self, sha256: str, ke: int, baca: Callable[[], Awaitable[bytes]]
    ) -> Lembar | None:
        """`baca` brings the file, whose digest is `sha256`. None where there is nothing to see, or
        the machine had no time to draw it: that is not remembered."""
        kunci = (sha256, ke)
        if kunci not in self._ingat:
            async with self._giliran:
                if kunci not in self._ingat:
                    isi = await baca()
                    try:
                        self._ingat[kunci] = await asyncio.to_thread(gambar_lembar, isi, ke)
                    except ChildProcessError:
                        return None
        self._ingat.move_to_end(kunci)
        while self._besar() > INGAT_BYTES:
            self._ingat.popitem(last=False)
        return self._ingat.get(kunci)

    def _besar(self) -> int:
        return sum(len(satu.gambar) if satu else 1024 for satu in self._ingat.values())


def gambar_terpisah(isi: mmap.mmap, ke: str) -> bytes:
    satu = _gambar(isi[:], int(ke))
    kepala = json.dumps((satu.jumlah, satu.lebar, satu.tinggi)).encode()
    return kepala + b"\n" + satu.gambar


def _gambar(pdf: bytes, ke: int) -> Lembar:
    import io  # noqa: PLC0415 - the desk itself draws nothing

    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415

    dokumen = pypdfium2.PdfDocument(pdf)
    dokumen.init_forms()
    halaman = dokumen[ke - 1]
    lebar, tinggi = halaman.get_size()
    skala = min(LEBAR_TITIK / max(lebar, 1.0), TINGGI_MAKS_TITIK / max(tinggi, 1.0))
    gambar = halaman.render(scale=skala).to_pil().convert("RGB")
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", quality=88)
    return Lembar(len(dokumen), gambar.width, gambar.height, keluar.getvalue())
