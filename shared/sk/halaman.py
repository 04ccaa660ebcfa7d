"""What the pages of a PDF show to whoever looks at them: QR codes and text, in order to tell which
SK a file that nobody issued wants to be.

Read in a process of its own, with bounded memory and time: such a file comes from anybody. The
libraries are optional (`pip install alurizin[qr]`): no verdict rests on this.
"""

import json
import mmap
import resource
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from typing import NamedTuple

MEMORI_MAKS_BYTES = 1 << 30
"""Of addresses, beside the file."""
DETIK_MAKS = 20
"""Of a processor."""
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
        berkas.seek(0)
        selesai = subprocess.run(  # noqa: S603 - this very file
            [sys.executable, "-P", "-m", __name__],
            stdin=berkas,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=False,
        )
    if selesai.returncode != 0:
        return None
    hasil = json.loads(selesai.stdout)
    return IsiHalaman(tuple(hasil["kode"]), hasil["teks"])


def main() -> None:
    with mmap.mmap(sys.stdin.fileno(), 0, access=mmap.ACCESS_READ) as isi:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORI_MAKS_BYTES + 4 * len(isi),) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (DETIK_MAKS, DETIK_MAKS + 1))
        sys.stdout.write(json.dumps(_baca(isi[:])._asdict()))


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


if __name__ == "__main__":
    main()
