"""What the pages of a PDF show to whoever looks at them: QR codes and text, in order to tell which
SK a file that nobody issued wants to be.

Read in a process of its own (`shared.apart`): such a file comes from anybody. The libraries are
optional (`pip install alurizin[qr]`): no verdict rests on this.
"""

import json
import mmap
import tempfile
from importlib.util import find_spec
from typing import NamedTuple

from shared.apart import FailedApart, Limits, run_apart

BATAS = Limits(memory_bytes=1 << 30, cpu_seconds=20, wait_seconds=60.0, copies=4)
HALAMAN_MAKS = 20
SISI_MAKS = 2400
"""Pixels of a page's longer side: three for each module of a QR that is two centimetres wide."""
TEKS_MAKS = 200_000

_PUSTAKA = ("pypdfium2", "zxingcpp")


class IsiHalaman(NamedTuple):
    """`kode`: what its QR codes say."""

    kode: tuple[str, ...]
    teks: str


def dapat_membaca() -> bool:
    """Whether the libraries are installed."""
    return all(find_spec(nama) for nama in _PUSTAKA)


def baca_halaman(pdf: bytes) -> IsiHalaman | None:
    """Takes up to a second or two; to be called beside the event loop. None where the libraries are
    not installed, or the file cannot be read."""
    if not dapat_membaca():
        return None
    with tempfile.TemporaryFile() as berkas:
        berkas.write(pdf)
        try:
            hasil = json.loads(run_apart(baca, berkas, BATAS))
        except (FailedApart, ChildProcessError):
            return None
    return IsiHalaman(tuple(hasil["kode"]), hasil["teks"])


def baca(isi: mmap.mmap) -> bytes:
    return json.dumps(_baca(isi[:])._asdict()).encode()


def _baca(pdf: bytes) -> IsiHalaman:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - not installed everywhere
    import zxingcpp  # noqa: PLC0415

    dokumen = pypdfium2.PdfDocument(pdf)
    kode: list[str] = []
    teks: list[str] = []
    for ke in range(min(len(dokumen), HALAMAN_MAKS)):
        halaman = dokumen[ke]
        skala = SISI_MAKS / max(*halaman.get_size(), 1.0)
        gambar = halaman.render(scale=skala, grayscale=True).to_pil()
        kode += [satu.text for satu in zxingcpp.read_barcodes(gambar)]
        teks.append(halaman.get_textpage().get_text_bounded())
    return IsiHalaman(tuple(dict.fromkeys(kode)), "\n".join(teks)[:TEKS_MAKS])
