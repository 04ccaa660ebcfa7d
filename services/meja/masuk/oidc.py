"""Routes of the office's own sign-in: there and back."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.masuk.masuk import REFUSED, asal, lanjut, lihat_masuk_lagi, masuk_sudah
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kantor.masuk import MasukDitolak
from shared.kantor.masuk_oidc import KEMBALI, alamat_masuk, kembali
from shared.oidc.penerbit import Penerbit
from shared.oidc.permintaan import dibuka, permintaan_baru, tersegel

COOKIE = "oidc"
TEN_MINUTES = 600


def _penerbit(permintaan: Permintaan) -> Penerbit:
    if permintaan.situs.penerbit is None:
        raise HTTPException(404)
    return permintaan.situs.penerbit


async def pergi(permintaan: Permintaan) -> Response:
    penerbit, baru = _penerbit(permintaan), permintaan_baru(lanjut(permintaan))
    try:
        answer = permintaan.ke(await alamat_masuk(permintaan.ruang, penerbit, baru))
    except MasukDitolak as error:
        return lihat_masuk_lagi(permintaan, REFUSED, galat=error.pesan)
    sealed = tersegel(permintaan.ruang.kunci, baru)
    return permintaan.with_cookie(answer, COOKIE, sealed, seconds=TEN_MINUTES)


async def pulang(permintaan: Permintaan) -> Response:
    """Whatever comes of it, what was sealed for it is used up."""
    penerbit = _penerbit(permintaan)
    semula = dibuka(permintaan.ruang.kunci, permintaan.cookie(COOKIE))
    isi = permintaan.request.query_params
    try:
        masuk = await kembali(permintaan.ruang, penerbit, semula, isi, asal(permintaan))
        answer = masuk_sudah(permintaan, masuk, semula.lanjut if semula else "/")
    except MasukDitolak as error:
        answer = lihat_masuk_lagi(permintaan, REFUSED, galat=error.pesan)
    return permintaan.with_cookie(answer, COOKIE, "", seconds=0)


RUTE = (
    Rute("/masuk/oidc", "oidc", Untuk.SIAPA_PUN, baca=pergi),
    Rute(KEMBALI, "oidc-kembali", Untuk.SIAPA_PUN, baca=pulang),
)
