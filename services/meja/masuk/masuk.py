"""Routes of signing in and out."""

from typing import Any
from urllib.parse import quote

import segno
from starlette.responses import Response

from services.meja.masuk.pintu import TAHAP, TITIPAN_BYTES, bawaan
from services.meja.permintaan import Permintaan, jalan_di_sini
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.akun.model import Tahap
from shared.kantor.masuk import (
    Asal,
    Masuk,
    MasukDitolak,
    Pemasangan,
    dengan_kode,
    dengan_sandi,
    keluar,
    mulai_pasang,
    pasang,
    pasang_ulang,
)
from shared.web.limits import address_of

REFUSED = 422
PASANG = ("kode", "titipan")


def asal(permintaan: Permintaan) -> Asal:
    return Asal(
        address_of(permintaan.request.scope), permintaan.request.headers.get("user-agent", "")
    )


def lanjut(permintaan: Permintaan) -> str:
    sent = permintaan.kata("lanjut") or permintaan.request.query_params.get("lanjut", "/")
    return jalan_di_sini(sent)


def masuk_sudah(permintaan: Permintaan, masuk: Masuk, ke: str = "") -> Response:
    """On to what is still owed, or to where they wanted to go (`ke`, or as the form says); what was
    carried along is offered to be sent again."""
    ke = ke or lanjut(permintaan)
    if permintaan.kata("kirim") and masuk.sesi.tahap is Tahap.PENUH:
        answer = permintaan.halaman("masuk/titipan.html", lanjut=ke, **bawaan(permintaan))
    elif permintaan.kata("kirim") and masuk.sesi.tahap is Tahap.FAKTOR:
        answer = _kode(permintaan)  # not by an address: what is carried along has no place in one
    elif masuk.sesi.tahap is Tahap.PENUH:
        answer = permintaan.ke(ke)
    else:
        answer = permintaan.ke(f"{TAHAP[masuk.sesi.tahap]}?lanjut={quote(ke)}")
    return permintaan.with_cookie(answer, "sesi", masuk.token)


async def lihat_masuk(permintaan: Permintaan) -> Response:
    if permintaan.orang is not None and permintaan.orang.penuh:
        return permintaan.ke(lanjut(permintaan))
    return lihat_masuk_lagi(permintaan)


async def masuk(permintaan: Permintaan) -> Response:
    nama, sandi = permintaan.kata("nama"), permintaan.kata("sandi")
    try:
        hasil = await dengan_sandi(permintaan.ruang, nama, sandi, asal(permintaan))
    except MasukDitolak as error:
        return lihat_masuk_lagi(permintaan, REFUSED, galat=error.pesan, tunggu=error.tunggu_detik)
    if permintaan.orang is not None:
        await keluar(permintaan.ruang, permintaan.orang)
    return masuk_sudah(permintaan, hasil)


def lihat_masuk_lagi(permintaan: Permintaan, status: int = 200, **isi: Any) -> Response:
    usual = {"galat": "", "tunggu": 0, "berakhir": False, "nama_masuk": permintaan.kata("nama")}
    return permintaan.halaman("masuk/masuk.html", status, **{**usual, **_bawaan(permintaan), **isi})


async def lihat_kode(permintaan: Permintaan) -> Response:
    if permintaan.saya.sesi.tahap is not Tahap.FAKTOR:
        return permintaan.ke(TAHAP[permintaan.saya.sesi.tahap])
    return _kode(permintaan)


def _kode(permintaan: Permintaan, status: int = 200, galat: str = "") -> Response:
    return permintaan.halaman("masuk/kode.html", status, galat=galat, **_bawaan(permintaan))


def _bawaan(permintaan: Permintaan) -> dict[str, Any]:
    return {"lanjut": lanjut(permintaan), **bawaan(permintaan)}


async def kode(permintaan: Permintaan) -> Response:
    try:
        hasil = await dengan_kode(
            permintaan.ruang, permintaan.saya, permintaan.kata("kode"), asal(permintaan)
        )
    except MasukDitolak as error:
        return _kode(permintaan, REFUSED, error.pesan)
    return masuk_sudah(permintaan, hasil)


async def lihat_pasang(permintaan: Permintaan) -> Response:
    if permintaan.saya.sesi.tahap not in {Tahap.PASANG, Tahap.PENUH}:
        return permintaan.ke(TAHAP[permintaan.saya.sesi.tahap])
    return _pasang(permintaan, mulai_pasang(permintaan.ruang, permintaan.saya))


async def pasang_faktor(permintaan: Permintaan) -> Response:
    saya, titipan = permintaan.saya, permintaan.kata("titipan")
    try:
        hasil = await pasang(
            permintaan.ruang, saya, titipan, permintaan.kata("kode"), asal(permintaan)
        )
    except MasukDitolak as error:
        lagi = pasang_ulang(permintaan.ruang, saya, titipan) or mulai_pasang(permintaan.ruang, saya)
        return _pasang(permintaan, lagi, REFUSED, error.pesan)
    ke = lanjut(permintaan)
    if hasil.masuk.sesi.tahap is not Tahap.PENUH:
        ke = f"{TAHAP[hasil.masuk.sesi.tahap]}?lanjut={quote(ke)}"
    page = permintaan.halaman("masuk/pemulihan.html", kode=hasil.pemulihan, lanjut=ke)
    return permintaan.with_cookie(page, "sesi", hasil.masuk.token)


def _pasang(
    permintaan: Permintaan, pemasangan: Pemasangan, status: int = 200, galat: str = ""
) -> Response:
    gambar = segno.make(pemasangan.alamat, error="m").svg_data_uri(scale=5, border=2, light="#fff")
    return permintaan.halaman(
        "masuk/pasang.html",
        status,
        pemasangan=pemasangan,
        gambar=gambar,
        galat=galat,
        lanjut=lanjut(permintaan),
    )


async def keluarkan(permintaan: Permintaan) -> Response:
    await keluar(permintaan.ruang, permintaan.saya)
    return permintaan.with_cookie(permintaan.ke("/masuk"), "sesi", "", seconds=0)


RUTE = (
    Rute("/masuk", "masuk", Untuk.SIAPA_PUN, lihat_masuk, masuk, TITIPAN_BYTES),
    Rute("/masuk/kode", "kode", Untuk.SETENGAH, lihat_kode, kode, TITIPAN_BYTES, ("kode",)),
    Rute("/masuk/pasang", "pasang", Untuk.SETENGAH, lihat_pasang, pasang_faktor, rahasia=PASANG),
    Rute("/keluar", "keluar", Untuk.SETENGAH, tulis=keluarkan),
)
