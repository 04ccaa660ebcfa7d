"""What stands before a page: signing in, and the steps that are still owed.

A form that was sent when the session had ended is kept: the page that asks to sign in carries its
fields along, and after that it can be sent again."""

from collections.abc import Container, Iterator
from typing import NamedTuple
from urllib.parse import quote

from starlette.responses import Response

from services.meja.permintaan import Permintaan
from shared.akun.model import Tahap
from shared.kantor.orang import Orang
from shared.web import csrf

TAHAP: dict[Tahap, str] = {
    Tahap.FAKTOR: "/masuk/kode",
    Tahap.PASANG: "/masuk/pasang",
    Tahap.GANTI: "/akun/sandi",
    Tahap.PENUH: "/",
}
TITIPAN = "titipan."
UNAUTHORIZED = 401


class Titipan(NamedTuple):
    nama: str
    isi: str


def masuk_dahulu(permintaan: Permintaan, rahasia: Container[str] = ()) -> Response:
    """`rahasia`: fields that are not carried along."""
    if permintaan.request.method == "GET" and not permintaan.htmx:
        return permintaan.ke(f"/masuk?lanjut={quote(permintaan.alamat)}")
    return permintaan.halaman(
        "masuk/masuk.html",
        UNAUTHORIZED,
        lanjut=permintaan.alamat,
        titipan=list(_fields(permintaan, rahasia)),
        kirim=permintaan.request.method == "POST",
        galat="",
        nama_masuk="",
        berakhir=True,
        tunggu=0,
    )


def tahap_dahulu(permintaan: Permintaan, orang: Orang) -> Response:
    return permintaan.ke(f"{TAHAP[orang.sesi.tahap]}?lanjut={quote(permintaan.alamat)}")


def titipan_lanjut(permintaan: Permintaan) -> list[Titipan]:
    """What an earlier page carried along, to be carried on."""
    return [
        Titipan(nama.removeprefix(TITIPAN), isi)
        for nama, isi in permintaan.isian.multi_items()
        if nama.startswith(TITIPAN) and isinstance(isi, str)
    ]


def _fields(permintaan: Permintaan, rahasia: Container[str]) -> Iterator[Titipan]:
    """Files cannot be carried along."""
    for nama, isi in permintaan.isian.multi_items():
        if isinstance(isi, str) and nama != csrf.BIDANG and nama not in rahasia:
            yield Titipan(nama, isi)
