"""What stands before a page: signing in, and the steps that are still owed.

A form that was sent when the session had ended is kept: the page that asks to sign in carries its
fields along, and after that it can be sent again."""

from collections.abc import Container, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from starlette.responses import Response

from services.meja.permintaan import Permintaan, jalan_di_sini
from shared.akun.model import Tahap
from shared.kantor.orang import Orang
from shared.web import csrf
from shared.web.headers import policy

TAHAP: dict[Tahap, str] = {
    Tahap.FAKTOR: "/masuk/kode",
    Tahap.PASANG: "/masuk/pasang",
    Tahap.GANTI: "/akun/sandi",
    Tahap.PENUH: "/",
}
TITIPAN = "titipan."
TERTINGGAL = "tertinggal"
TITIPAN_BYTES = 4 * 1024 * 1024
"""Of a sign-in page that carries the longest form along, without its files."""
UNAUTHORIZED = 401
IN_A_FRAME = {
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": policy(frame_ancestors="'self'"),
}


class Titipan(NamedTuple):
    nama: str
    isi: str


def masuk_dahulu(
    permintaan: Permintaan, rahasia: Container[str] = (), tampung: str = ""
) -> Response:
    """`rahasia`: fields that are not carried along; `tampung` as in `Rute`."""
    if permintaan.request.headers.get("sec-fetch-dest") == "iframe":
        return _dalam_bingkai(permintaan)
    if permintaan.request.method == "GET" and not permintaan.htmx:
        return permintaan.ke(f"/masuk?lanjut={quote(permintaan.alamat)}")
    return permintaan.halaman(
        "masuk/masuk.html",
        UNAUTHORIZED,
        lanjut=permintaan.alamat,
        titipan=list(_fields(permintaan, rahasia)),
        tertinggal=list(_files(permintaan)),
        tampung=tampung,
        kirim=permintaan.request.method == "POST",
        galat="",
        nama_masuk="",
        berakhir=True,
        tunggu=0,
    )


def _dalam_bingkai(permintaan: Permintaan) -> Response:
    """In a frame of a page that is still there, with what was written in it."""
    answer = permintaan.halaman("masuk/bingkai.html", UNAUTHORIZED)
    answer.headers.update(IN_A_FRAME)
    return answer


def tahap_dahulu(permintaan: Permintaan, orang: Orang) -> Response:
    """A form is not carried there: it is left in the browser, one page back."""
    ke = permintaan.alamat if permintaan.request.method == "GET" else "/"
    return permintaan.ke(f"{TAHAP[orang.sesi.tahap]}?lanjut={quote(ke)}")


def bawaan(permintaan: Permintaan) -> dict[str, Any]:
    """What an earlier page carried along, to be carried on until somebody is in."""
    isian = permintaan.isian.multi_items()
    return {
        "titipan": [
            Titipan(nama.removeprefix(TITIPAN), isi)
            for nama, isi in isian
            if nama.startswith(TITIPAN) and isinstance(isi, str)
        ],
        "tertinggal": [i for nama, i in isian if nama == TERTINGGAL and isinstance(i, str)],
        "tampung": jalan_di_sini(permintaan.kata("tampung")) if permintaan.kata("tampung") else "",
        "kirim": bool(permintaan.kata("kirim")),
    }


def _fields(permintaan: Permintaan, rahasia: Container[str]) -> Iterator[Titipan]:
    for nama, isi in permintaan.isian.multi_items():
        if isinstance(isi, str) and nama != csrf.BIDANG and nama not in rahasia:
            yield Titipan(nama, isi)


def _files(permintaan: Permintaan) -> Iterator[str]:
    """Their names: files cannot be carried along, and nobody who is not in leaves one here."""
    for _, isi in permintaan.isian.multi_items():
        if not isinstance(isi, str) and isi.filename:
            yield isi.filename
