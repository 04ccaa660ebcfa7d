"""Routes of signing at the national service: the text shown, then signed with the NIK and the
passphrase of the moment.

These two are in the form that is sent and in memory until the service has answered, and nowhere
else: no page shows them again, and a sign-in page does not carry them along (`RAHASIA`). Nothing is
tried again by itself. A button that is pressed again meanwhile waits for the answer to the first.
"""

from collections.abc import Coroutine
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.perkara.berkas import pdf_response, penampil, penggambaran
from services.meja.perkara.konfirmasi import (
    TAK_TERKIRIM,
    UNAVAILABLE,
    UNPROCESSABLE,
    dijawab,
    formulir,
    halaman_konfirmasi,
)
from services.meja.perkara.meja import (
    CONFLICT,
    Meja,
    bila_didahului,
    di_meja,
    milik_sendiri,
    timbang,
)
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.contracts import Dokumen, Jawaban
from shared.errors import BrokerTidakTerjangkau
from shared.kantor.errors import MasukanKeliru, TidakTerlaksana
from shared.kantor.perkara import BerkasHilang, baca_berkas
from shared.kantor.putusan import Timbangan
from shared.kantor.putusan_layanan import LewatLayanan
from shared.kantor.tanda_tangan import BelumDitandatangani, kredensial
from shared.kotak.konsep import NaskahSk
from shared.rabbit.errors import ClientError
from shared.tandatangan.errors import HasilTidakPasti, LayananTidakTerjangkau

Hasil = Jawaban | NaskahSk | None

NIK, FRASA = "nik-penanda-tangan", "frasa-sandi"
RAHASIA = (NIK, FRASA)

NASKAH_DIMINTA = (
    "Belum ada jawaban dari sistem: nomor mungkin sudah diambil. Tekan tombolnya sekali lagi;"
    " satu permohonan hanya mendapat satu nomor."
)
NASKAH_BERGANTI = (
    "Naskah dibuat ulang, misalnya karena tanggalnya berganti; nomornya tetap. Baca sekali lagi,"
    " lalu tanda tangani. Belum ada yang ditandatangani."
)
BERTANDA = (
    "SK sudah ditandatangani, tetapi belum ada jawaban dari sistem. Tekan Kirim putusan: frasa"
    " sandi tidak diperlukan lagi, dan putusan tidak diterapkan dua kali."
)


def _lewat(permintaan: Permintaan, meja: Meja, timbangan: Timbangan) -> LewatLayanan:
    """Raises `BrokerTidakTerjangkau`."""
    situs = permintaan.situs
    client = situs.wires.client(meja.tugas.pelaksana)
    return LewatLayanan(situs.pemutus, client, permintaan.saya, meja.masuk, timbangan)


@bila_didahului
async def ambil_naskah(permintaan: Permintaan) -> Response:
    """The number, and the text that bears it."""
    meja = await milik_sendiri(permintaan)
    timbangan = await timbang(permintaan, meja)
    if timbangan.cacat:
        return await formulir(permintaan, meja, timbangan.cacat, timbangan.kode)
    if not timbangan.layanan:
        return permintaan.ke(f"{meja.pangkal}/putuskan")
    try:
        hasil = await _lewat(permintaan, meja, timbangan).ambil_naskah()
    except (ClientError, BrokerTidakTerjangkau):
        return halaman_konfirmasi(permintaan, meja, timbangan, NASKAH_DIMINTA, UNAVAILABLE)
    except TidakTerlaksana as error:
        return halaman_konfirmasi(permintaan, meja, timbangan, _kalimat(error), UNAVAILABLE)
    if isinstance(hasil, Jawaban):
        return await dijawab(permintaan, meja, hasil, "")
    return permintaan.ke(f"{meja.pangkal}/putuskan")


async def lewat_layanan(permintaan: Permintaan, meja: Meja, timbangan: Timbangan) -> Response:
    """Signed, and decided."""
    naskah = meja.konsep.naskah
    if naskah is None or permintaan.kata("naskah") != naskah.berkas.sha256:
        return halaman_konfirmasi(permintaan, meja, timbangan, NASKAH_BERGANTI, CONFLICT)
    try:
        lewat = _lewat(permintaan, meja, timbangan)
        if naskah.bertanda is None:
            rahasia = kredensial(permintaan.kata(NIK), permintaan.kata(FRASA))
            kerja: Coroutine[Any, Any, Hasil] = lewat.tandatangani(naskah.berkas.sha256, rahasia)
        else:
            kerja = lewat.kirim_bertanda()
        hasil: Hasil = await permintaan.situs.berjalan.sekali(meja.konsep.kunci, kerja)
    except MasukanKeliru as error:
        return halaman_konfirmasi(permintaan, meja, timbangan, f"{error.pesan}.", UNPROCESSABLE)
    except TidakTerlaksana as error:
        return halaman_konfirmasi(permintaan, meja, timbangan, _kalimat(error), _status(error))
    except (ClientError, BrokerTidakTerjangkau):
        return await _tak_dijawab(permintaan, timbangan)
    return await _hasil(permintaan, timbangan, hasil)


async def _hasil(permintaan: Permintaan, timbangan: Timbangan, hasil: Hasil) -> Response:
    if isinstance(hasil, Jawaban) and hasil.diterapkan:
        permintaan.situs.kabar.tell(permintaan.jalur("pelaksana"))
        jalur = permintaan.request.path_params
        pangkal = f"/perkara/{jalur['pelaksana']}/{jalur['nomor']}"
        return permintaan.ke(f"{pangkal}/putusan/{hasil.menjawab}")
    meja = await di_meja(permintaan)
    if isinstance(hasil, Jawaban):
        return await dijawab(permintaan, meja, hasil, hasil.menjawab)
    return halaman_konfirmasi(permintaan, meja, timbangan, NASKAH_BERGANTI, CONFLICT)


async def _tak_dijawab(permintaan: Permintaan, timbangan: Timbangan) -> Response:
    meja = await di_meja(permintaan)
    naskah = meja.konsep.naskah
    pesan = BERTANDA if naskah is not None and naskah.bertanda is not None else TAK_TERKIRIM
    return halaman_konfirmasi(permintaan, meja, timbangan, pesan, UNAVAILABLE)


def _kalimat(error: TidakTerlaksana) -> str:
    kata = (error.pesan, error.anjuran)
    return " ".join(f"{satu.rstrip('.')}." for satu in kata if satu)


def _status(error: TidakTerlaksana) -> int:
    jauh = HasilTidakPasti | LayananTidakTerjangkau
    if isinstance(error, BelumDitandatangani) and not isinstance(error.galat, jauh):
        return UNPROCESSABLE
    return UNAVAILABLE


# The text itself, for who is about to sign it.
async def _berkas(permintaan: Permintaan) -> tuple[Meja, NaskahSk]:
    meja = await di_meja(permintaan)
    if meja.konsep.naskah is None:
        raise HTTPException(404)
    return meja, meja.konsep.naskah


async def buka_naskah(permintaan: Permintaan) -> Response:
    meja, naskah = await _berkas(permintaan)
    isi = await _isi(permintaan, naskah.berkas)
    return pdf_response(f"{meja.masuk.baris.nomor}-naskah-sk.pdf", isi)


async def _isi(permintaan: Permintaan, berkas: Dokumen) -> bytes:
    try:
        return await baca_berkas(permintaan.situs.kotak, berkas)
    except BerkasHilang as error:
        raise HTTPException(404) from error


async def lihat_naskah(permintaan: Permintaan) -> Response:
    meja, naskah = await _berkas(permintaan)
    return penampil(
        permintaan,
        f"{meja.pangkal}/naskah",
        judul=f"Naskah SK nomor {naskah.nomor}",
        keterangan="Belum ditandatangani",
        lembar=await penggambaran(permintaan, naskah.berkas, 1),
    )


async def lembar_naskah(permintaan: Permintaan) -> Response:
    _, naskah = await _berkas(permintaan)
    ke = permintaan.jalur("ke")
    drawn = None
    if ke.isdecimal() and 0 < int(ke[:5]) < 10_000:
        drawn = await penggambaran(permintaan, naskah.berkas, int(ke[:5]))
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn.gambar, media_type="image/jpeg")


_NASKAH = "/perkara/{pelaksana}/{nomor}/naskah"
RUTE = (
    Rute(_NASKAH, "naskah", Untuk.PETUGAS, baca=buka_naskah, tulis=ambil_naskah),
    Rute(f"{_NASKAH}/lihat", "lihat_naskah", Untuk.PETUGAS, baca=lihat_naskah),
    Rute(f"{_NASKAH}/lembar/{{ke}}", "lembar_naskah", Untuk.PETUGAS, baca=lembar_naskah),
)
