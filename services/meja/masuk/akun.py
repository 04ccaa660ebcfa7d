"""Routes of one's own account: the password, and where one is signed in."""

from starlette.responses import Response

from services.meja.masuk.masuk import REFUSED, asal, lanjut, masuk_sudah
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.akun.model import Tahap
from shared.kantor.masuk import MasukDitolak, ganti_sandi, keluar_di_mana_pun

SANDI = ("lama", "baru", "ulang")


async def lihat_akun(permintaan: Permintaan) -> Response:
    saya = permintaan.saya
    sesi = await permintaan.ruang.akun.sessions_of(saya.akun.nama)
    dicabut = "dicabut" in permintaan.request.query_params
    return permintaan.halaman("masuk/akun.html", sesi=sesi, dicabut=dicabut)


async def lihat_sandi(permintaan: Permintaan) -> Response:
    return permintaan.halaman("masuk/sandi.html", galat="", lanjut=lanjut(permintaan))


async def sandi(permintaan: Permintaan) -> Response:
    saya = permintaan.saya
    lama, baru = permintaan.kata("lama"), permintaan.kata("baru")
    try:
        if saya.sesi.tahap not in {Tahap.GANTI, Tahap.PENUH}:
            raise MasukDitolak("Masukkan dahulu kode dua langkah")
        if baru != permintaan.kata("ulang"):
            raise MasukDitolak("Kedua kata sandi yang baru tidak sama")
        hasil = await ganti_sandi(permintaan.ruang, saya, lama, baru, asal(permintaan))
    except MasukDitolak as error:
        isi = {"galat": error.pesan, "lanjut": lanjut(permintaan)}
        return permintaan.halaman("masuk/sandi.html", REFUSED, **isi)
    return masuk_sudah(permintaan, hasil)


async def cabut(permintaan: Permintaan) -> Response:
    await keluar_di_mana_pun(permintaan.ruang, permintaan.saya)
    return permintaan.ke("/akun?dicabut=ya")


RUTE = (
    Rute("/akun", "akun", Untuk.MASUK, baca=lihat_akun),
    Rute("/akun/sandi", "sandi", Untuk.SETENGAH, lihat_sandi, sandi, rahasia=SANDI),
    Rute("/akun/cabut-sesi", "cabut-sesi", Untuk.MASUK, tulis=cabut),
)
