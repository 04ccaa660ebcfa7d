"""Papers as PDF files, by Typst. The same paper always gives the same bytes."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import typst

# What is written on a paper, before it becomes a file.
Pasangan = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Pejabat:
    """Who signs. `cap` is what the round stamp says."""

    jabatan: str
    nama: str
    nip: str = ""
    cap: str = ""


@dataclass(frozen=True)
class Surat:
    """A letter, list or plan. The last line of `kop` is the address; `tabel` begins with its
    header row; `bagian` are (heading, text)."""

    judul: str
    lembaga: str
    kop: tuple[str, ...]
    pembuka: str
    penutup: str
    tempat_tanggal: str
    pejabat: Pejabat
    nomor: str = ""
    identitas: Pasangan = ()
    tabel: tuple[tuple[str, ...], ...] = ()
    bagian: Pasangan = ()


@dataclass(frozen=True)
class Kartu:
    """A card, photographed. `buram`: out of focus, not to be read; `foto_ke` counts the tries."""

    judul: str
    lembaga: str
    baris: Pasangan
    foto_ke: int = 1
    buram: bool = False


@dataclass(frozen=True)
class BerkasJadi:
    """A finished file, ready to be uploaded."""

    nama_berkas: str
    media_type: str
    isi: bytes


_FOLDER = Path(__file__).parent / "typ"
_TEMPLAT = "surat.typ"
# A compiler keeps the parsed template between papers; it must not be used by two threads at once.
_SATU_PER_SATU = Lock()


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(_FOLDER / _TEMPLAT, root=_FOLDER, ignore_system_fonts=True)


def cetak_pdf(kertas: Surat) -> bytes:
    data = {"data": json.dumps(asdict(kertas), ensure_ascii=False)}
    with _SATU_PER_SATU:
        # The fixed timestamp keeps the wall clock out of the file.
        hasil = _compiler().compile(format="pdf", sys_inputs=data, timestamp=0, pdf_tags=False)
    if not isinstance(hasil, bytes):
        raise TypeError(f"{_TEMPLAT}: Typst returned no single PDF file")
    return hasil
