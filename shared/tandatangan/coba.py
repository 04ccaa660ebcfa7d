"""A key tried out: it signs a page that says nothing, and the signature is judged as anybody's."""

import io
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from shared.tandatangan.errors import TandaTanganError
from shared.tandatangan.hasil import Penanda
from shared.tandatangan.pemilik import pastikan_penanda
from shared.tandatangan.periksa import periksa_tanda_tangan
from shared.tandatangan.susunan import TandaTanganKantor

_A4 = (0, 0, 595, 842)


@dataclass(frozen=True)
class HasilCoba:
    """`masalah`: why nobody would accept what this key signs; empty where all is well. `penanda` is
    None where nothing was signed."""

    masalah: tuple[str, ...]
    penanda: Penanda | None = None


def coba_kunci(kantor: TandaTanganKantor, nip: str, nama: str, kini: datetime) -> HasilCoba:
    """For an officer whose name is not known, `nama` is empty: the certificate then has to bear the
    NIP. Asks the timestamp service where one is set."""
    try:
        pena = kantor.penandatangan(nip, nama or nip)
        bertanda = pena.tanda_tangani(_halaman(), kini, alasan="Percobaan")
    except TandaTanganError as galat:
        return HasilCoba((str(galat),))
    hasil = periksa_tanda_tangan(bertanda, kantor.kepercayaan, kini, _halaman())
    penanda = hasil.penanda[-1] if hasil.penanda else None
    dicari = nama or (penanda.nama if penanda else "")
    hasil = pastikan_penanda(hasil, nip, dicari)
    return HasilCoba(tuple(map(str, hasil.temuan)), penanda)


@cache
def _halaman() -> bytes:
    penulis: Any = PdfFileWriter()  # type: ignore[no-untyped-call]
    keluaran = io.BytesIO()
    isi = penulis.add_object(StreamObject(stream_data=b""))
    penulis.insert_page(PageObject(contents=isi, media_box=_A4))  # type: ignore[no-untyped-call]
    penulis.write(keluaran)
    return keluaran.getvalue()
