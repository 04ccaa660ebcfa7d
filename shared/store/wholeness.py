"""Whether a file of a known type is whole, judged by its own format; and what a picture would need
to be shown.

Not whether it is harmless: a PDF may hold scripts, and a picture may show anything. That is for
the program that opens it and the officer who looks at it (docs/decisions/0059).
"""

import mmap
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import IO

from shared.store.pdf import cacat_pdf
from shared.store.pdf_apart import cacat_pdf_terpisah
from shared.store.picture import Isi, cacat_jpeg, cacat_png

_PDF = "application/pdf"
_PERIKSA: Mapping[str, Callable[[Isi], str]] = {
    _PDF: cacat_pdf,
    "image/jpeg": cacat_jpeg,
    "image/png": cacat_png,
}


def cacat_isi(media_type: str, berkas: IO[bytes]) -> str:
    """What is wrong with the content; empty when nothing is, or the type is another one. `berkas`
    is all of it: a small one in memory, a large one on disk, where it is mapped and not read."""
    periksa = _PERIKSA.get(media_type)
    if periksa is None:
        return ""
    if isinstance(berkas, BytesIO):
        return periksa(berkas.getvalue())
    berkas.flush()
    if media_type == _PDF:
        return cacat_pdf_terpisah(berkas)
    with mmap.mmap(berkas.fileno(), 0, access=mmap.ACCESS_READ) as isi:
        return periksa(isi)
