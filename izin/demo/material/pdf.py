"""Papers as PDF files, by Typst. The same paper always gives the same bytes."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from izin.demo.material.paper import Keputusan, Surat

_FOLDER = Path(__file__).parent / "typ"
# A compiler keeps the parsed template between papers; it must not be used by two threads at once.
_SATU_PER_SATU = Lock()


@cache
def _compiler(templat: str) -> typst.Compiler:
    return typst.Compiler(_FOLDER / templat, root=_FOLDER, ignore_system_fonts=True)


def cetak_pdf(kertas: Surat | Keputusan) -> bytes:
    templat = "surat.typ" if isinstance(kertas, Surat) else "keputusan.typ"
    data = {"data": json.dumps(asdict(kertas), ensure_ascii=False)}
    with _SATU_PER_SATU:
        # The fixed timestamp keeps the wall clock out of the file.
        hasil = _compiler(templat).compile(
            format="pdf", sys_inputs=data, timestamp=0, pdf_tags=False
        )
    if not isinstance(hasil, bytes):
        raise TypeError(f"{templat}: Typst returned no single PDF file")
    return hasil
