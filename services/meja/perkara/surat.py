"""Routes of letters that are not made yet: the very PDF, of the form as it stands."""

from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.perkara.berkas import pdf_response, penampil
from services.meja.perkara.meja import Meja, bila_didahului, di_meja
from services.meja.perkara.putusan import FORMULIR, terima
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kantor.perkara import BerkasHilang
from shared.kantor.putusan import Cetakan, TanpaCetakan
from shared.web.lembar import Lembar

PEMOHON = "pemohon"
"""In place of an output: the letter that the applicant gets."""


class Pratinjau(NamedTuple):
    kode: str
    nama: str
    cetakan: Cetakan


async def cetakan(permintaan: Permintaan) -> tuple[Meja, Pratinjau]:
    """Raises `HTTPException` where there is no such letter."""
    meja, kode = await di_meja(permintaan), permintaan.jalur("kode")
    pemutus, saya = permintaan.situs.pemutus, permintaan.saya
    try:
        if kode == PEMOHON:
            timbangan = await pemutus.timbang(saya, meja.perkara, meja.tugas, meja.konsep)
            if timbangan.jadi is None:
                raise HTTPException(404)
            jadi = await pemutus.cetak_pemohon(meja.perkara, timbangan.jadi)
            return meja, Pratinjau(kode, "Surat kepada pemohon", jadi)
        jadi = await pemutus.cetak(saya, meja.perkara, meja.tugas, meja.konsep, kode)
    except (TanpaCetakan, BerkasHilang) as error:
        raise HTTPException(404) from error
    nama = next(satu.nama for satu in meja.tugas.keluaran if satu.kode == kode)
    return meja, Pratinjau(kode, nama, jadi)


async def buka(permintaan: Permintaan) -> Response:
    meja, satu = await cetakan(permintaan)
    nama = f"{meja.masuk.baris.nomor}-{satu.kode}-pratinjau.pdf"
    return pdf_response(nama, satu.cetakan.isi)


async def _drawn(permintaan: Permintaan, meja: Meja, satu: Pratinjau, ke: int) -> Lembar | None:
    async def baca() -> bytes:
        return satu.cetakan.isi

    kunci = f"{meja.konsep.kunci}|{meja.konsep.diubah_pada.isoformat()}|{satu.kode}"
    return await permintaan.situs.penggambar.lembar(kunci, ke, baca)


async def lihat(permintaan: Permintaan) -> Response:
    """In the viewer; what is still missing is said above it."""
    meja, satu = await cetakan(permintaan)
    drawn = await _drawn(permintaan, meja, satu, 1)
    label = _label(meja, satu.kode)
    kurang = [_bernama(kata, label) for kata in satu.cetakan.cacat]
    return penampil(
        permintaan,
        f"{meja.pangkal}/surat/{satu.kode}",
        judul=satu.nama,
        keterangan="Pratinjau: belum diputuskan",
        lembar=drawn,
        kurang=kurang,
    )


def _label(meja: Meja, kode: str) -> dict[str, str]:
    surat = next((satu.surat for satu in meja.tugas.keluaran if satu.kode == kode), None)
    semua = surat.skema["properties"].items() if surat else ()
    return {nama: skema.get("title", nama) for nama, skema in semua}


def _bernama(kata: str, label: dict[str, str]) -> str:
    """A defect with the words of its field in place of its code."""
    kode, _, sisa = kata.partition(": ")
    return f"{label.get(kode, kode)}: {sisa}"


async def lembar(permintaan: Permintaan) -> Response:
    meja, satu = await cetakan(permintaan)
    ke = permintaan.jalur("ke")
    drawn = None
    if ke.isdecimal() and 0 < int(ke[:5]) < 10_000:
        drawn = await _drawn(permintaan, meja, satu, int(ke[:5]))
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn.gambar, media_type="image/jpeg")


@bila_didahului
async def pratinjau(permintaan: Permintaan) -> Response:
    """Of the form that is sent, into the viewer beside it."""
    meja, _ = await terima(permintaan)
    return permintaan.ke(f"{meja.pangkal}/surat/{permintaan.jalur('kode')}/lihat")


_SURAT = "/perkara/{pelaksana}/{nomor}/surat/{kode}"
RUTE = (
    Rute(_SURAT, "surat", baca=buka, tulis=pratinjau, **FORMULIR),
    Rute(f"{_SURAT}/lihat", "lihat_surat", Untuk.PETUGAS, lihat),
    Rute(f"{_SURAT}/lembar/{{ke}}", "lembar_surat", Untuk.PETUGAS, lembar),
)
