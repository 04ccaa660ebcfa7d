"""Whether a PDF is whole: its own end, and what qpdf (through pikepdf) can open of it.

A reader that repairs opens half of a file that was cut, and says nothing. So the end of the file is
looked at first, and behind it nothing of a later revision may begin; then every page that the file
names must be there.
"""

import mmap
import re
from functools import cache
from io import BytesIO
from types import ModuleType
from typing import Any

RUSAK = "isinya terpotong atau rusak; unggah ulang berkas yang utuh"
TERKUNCI = (
    "PDF ini terkunci kata sandi dan tidak dapat dibuka petugas;"
    " simpan ulang tanpa kata sandi, lalu unggah lagi"
)

_AKHIR = b"%%EOF"
_REVISI = re.compile(
    rb"(?:(?<=%%EOF)|[\r\n])[ \t\x00]*(?:\d+\s+\d+\s+obj\b|xref\s+\d|trailer\s*<<|startxref\s+\d)"
)
_PANJANG_LINEAR = re.compile(rb"/Linearized\b[^>]{0,300}?/L\s+(\d+)")
_KEPALA_BYTES = 2048
_TOLERANSI_BYTES = 16
"""What programs that pass a file on cut off its end or add to it: ends of lines."""

TERURAI_MAKS_BYTES = 32 * 1024 * 1024
"""Of one object stream or table of objects, which hold some hundred objects each."""

WADAH_MAKS = 100_000
OBJEK_MAKS = 100_000
"""So many objects are looked at."""


def cacat_pdf(isi: bytes | mmap.mmap) -> str:
    """What is wrong with it, in words for its sender; empty when it is whole."""
    akhir = isi.rfind(_AKHIR)
    if akhir < 0 or _REVISI.search(isi, akhir + len(_AKHIR)):
        return RUSAK
    panjang = akhir + len(_AKHIR)
    return RUSAK if _lebih_pendek(isi, panjang) else _baca(isi, panjang)


def _lebih_pendek(isi: bytes | mmap.mmap, panjang: int) -> bool:
    """A file written to be shown while it loads says in front how long it is."""
    mulai = max(isi.find(b"%PDF-", 0, _KEPALA_BYTES), 0)
    disebut = _PANJANG_LINEAR.search(isi, mulai, mulai + _KEPALA_BYTES)
    return disebut is not None and int(disebut[1]) > panjang - mulai + _TOLERANSI_BYTES


def _baca(isi: bytes | mmap.mmap, panjang: int) -> str:
    pikepdf = _pikepdf()
    try:
        with pikepdf.open(BytesIO(isi[:panjang]), inherit_page_attributes=False) as pdf:
            return "" if _semua_ada(pikepdf, pdf) else RUSAK
    except pikepdf.PasswordError:
        return TERKUNCI
    except pikepdf.PdfError as galat:
        if "encrypt" in str(galat).lower():
            return TERKUNCI
        return "" if _tanpa_halaman(isi) else RUSAK
    except (AttributeError, KeyError, OverflowError, RuntimeError, TypeError, ValueError):
        return RUSAK


def _tanpa_halaman(isi: bytes | mmap.mmap) -> bool:
    """A file that names no page has lost none: whether an empty paper will do is the officer's."""
    return isi.find(b"trailer") >= 0 and isi.find(b"/Page") < 0 and isi.find(b"/ObjStm") < 0


def _semua_ada(pikepdf: ModuleType, pdf: Any) -> bool:
    """Sloppy writers are forgiven (a table of objects that points nowhere, a length that is wrong)
    as long as all pages are there. Where qpdf had to look for the objects itself, nothing that a
    page shows may be missing, and no stream may end in the middle."""
    disebut = _banyak_halaman(pikepdf, pdf)
    for ke, _ in enumerate(pdf.objects):
        if ke >= OBJEK_MAKS:
            break
    halaman = list(pdf.pages)
    peringatan = " ".join(pdf.get_warnings())
    if "reconstruct" not in peringatan:
        return True
    if len(halaman) < disebut or "expected endstream" in peringatan:
        return False
    return all(_ada(pikepdf, satu.obj) for satu in halaman)


def _banyak_halaman(pikepdf: ModuleType, pdf: Any) -> int:
    """As the file itself counts them; 0 where it does not."""
    pohon = pdf.Root.get("/Pages")
    banyak = pohon.get("/Count") if isinstance(pohon, pikepdf.Dictionary) else None
    return banyak if isinstance(banyak, int) else 0


def _ada(pikepdf: ModuleType, halaman: Any) -> bool:
    """What the page shows: its contents, and the pictures and forms that they name."""
    isi = halaman.get("/Contents")
    if "/Contents" in halaman and not isinstance(isi, pikepdf.Stream | pikepdf.Array):
        return False
    if isinstance(isi, pikepdf.Array) and not all(isinstance(s, pikepdf.Stream) for s in isi):
        return False
    sumber = halaman.get("/Resources")
    gambar = sumber.get("/XObject") if isinstance(sumber, pikepdf.Dictionary) else None
    if not isinstance(gambar, pikepdf.Dictionary):
        return True
    return all(isinstance(satu, pikepdf.Stream) for satu in gambar.values())


@cache
def _pikepdf() -> ModuleType:
    """Loaded when the first PDF comes: it takes 18 MiB. Its limits hold for the whole process."""
    import pikepdf  # noqa: PLC0415
    import pikepdf.settings  # noqa: PLC0415

    pikepdf.settings.set_qpdf_limits(
        parser_max_container_size=WADAH_MAKS,
        flate_max_memory=TERURAI_MAKS_BYTES,
        run_length_max_memory=TERURAI_MAKS_BYTES,
        png_max_memory=TERURAI_MAKS_BYTES,
        tiff_max_memory=TERURAI_MAKS_BYTES,
        max_stream_filters=4,
    )
    return pikepdf
