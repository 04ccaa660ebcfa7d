"""Routes of one case's files: looked at in place, opened by themselves, saved.

A browser gets a file as what it was measured to be, and no other way: a picture, or a PDF, of which
pages are drawn here (docs/decisions/0074-files-in-a-browser.md).
"""

from collections.abc import AsyncIterator
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from services.meja.kata import ukuran
from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.contracts import Dokumen
from shared.kantor.kotak import TugasTidakAda
from shared.kantor.perkara import BerkasHilang, Dosir, baca_berkas, dosir, isi_berkas
from shared.kantor.salinan_draf import TanpaSalinan, salinan_draf
from shared.kantor.unduh import BerkasPermohonan
from shared.log import get_logger
from shared.web.headers import policy

log = get_logger()

PDF = "application/pdf"
PICTURES = frozenset({"image/jpeg", "image/png"})
TURNS = ("0", "90", "180", "270")
SIZES = ("100", "150", "200", "300")
IN_A_FRAME = {
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": policy(frame_ancestors="'self'"),
}
NO_ACTION = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Of a file by itself. A PDF is left to the browser's own viewer, which a sandbox would stop."""


async def perkara_dari(permintaan: Permintaan) -> Dosir:
    """The case that the address names; that they looked at it is noted. Raises `HTTPException`, the
    same for one that is not there and one that is not theirs."""
    perkara = await _perkara(permintaan)
    await _catat(permintaan, perkara)
    return perkara


async def _catat(
    permintaan: Permintaan, perkara: Dosir, berkas: BerkasPermohonan | None = None
) -> None:
    """Before anything is shown: without it nothing is."""
    pelaksana, nomor = permintaan.jalur("pelaksana"), perkara.permohonan.nomor
    await permintaan.situs.jejak.note(permintaan.saya, pelaksana, nomor, berkas)


async def _perkara(permintaan: Permintaan) -> Dosir:
    pelaksana, nomor = permintaan.jalur("pelaksana"), permintaan.jalur("nomor")
    try:
        return await dosir(permintaan.situs.kotak, permintaan.saya, pelaksana, nomor)
    except TugasTidakAda as error:
        log.warning("bukan_perkaranya", meja=pelaksana, akun=permintaan.saya.akun.nama)
        raise HTTPException(404) from error


async def satu_berkas(permintaan: Permintaan) -> tuple[Dosir, BerkasPermohonan]:
    """Raises as `perkara_dari`, also for a file of another case."""
    perkara = await _perkara(permintaan)
    try:
        satu = perkara.pilih(permintaan.jalur("berkas_id"))
    except TugasTidakAda as error:
        raise HTTPException(404) from error
    await _catat(permintaan, perkara, satu)
    return perkara, satu


async def buka(permintaan: Permintaan) -> Response:
    """The file itself; with `?simpan=1` to be saved under a name of ours."""
    perkara, satu = await satu_berkas(permintaan)
    dikenal = satu.berkas.media_type in {PDF, *PICTURES}
    simpan = bool(permintaan.request.query_params.get("simpan")) or not dikenal
    nama = satu.nama_berkas(perkara.permohonan.nomor)
    headers = _headers(nama, satu.berkas.media_type if dikenal else "", simpan=simpan)
    headers["Content-Length"] = str(satu.berkas.ukuran_bytes)
    isi = await _begun(isi_berkas(permintaan.situs.kotak, satu.berkas))
    return StreamingResponse(isi, headers=headers)


def _headers(nama: str, media: str, *, simpan: bool) -> dict[str, str]:
    return {
        "Content-Type": media or "application/octet-stream",
        "Content-Disposition": f'{"attachment" if simpan else "inline"}; filename="{nama}"',
        "Content-Security-Policy": NO_ACTION if media == PDF else f"{NO_ACTION}; sandbox",
    }


def pdf_response(nama: str, isi: bytes) -> Response:
    """One that was made for this answer."""
    return Response(isi, headers=_headers(nama, PDF, simpan=False))


async def _begun(isi: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """With the first part read: a file that is not there is a page, not half an answer."""
    try:
        first = await anext(isi, b"")
    except BerkasHilang as error:
        raise HTTPException(404) from error

    async def parts() -> AsyncIterator[bytes]:
        yield first
        async for part in isi:
            yield part

    return parts()


async def lihat(permintaan: Permintaan) -> Response:
    """The viewer, in a frame of the case's page or by itself."""
    _, satu = await satu_berkas(permintaan)
    jalur = permintaan.request.path_params
    pdf = satu.berkas.media_type == PDF
    ukur = f"{satu.berkas.nama_berkas}, {ukuran(satu.berkas.ukuran_bytes)}"
    return penampil(
        permintaan,
        f"/perkara/{jalur['pelaksana']}/{jalur['nomor']}/berkas/{jalur['berkas_id']}",
        judul=satu.nama,
        keterangan=ukur if satu.berlaku else f"Versi lama, putaran {satu.putaran}: {ukur}",
        gambar=satu.berkas.media_type in PICTURES,
        lembar=await penggambaran(permintaan, satu.berkas, 1) if pdf else None,
    )


def penampil(permintaan: Permintaan, pangkal: str, **isi: Any) -> Response:
    """`lembar`: the first page of a PDF; `gambar`: it is a picture; `kurang`: what a letter still
    lacks. What lies at `pangkal` is the file itself."""
    asked = permintaan.request.query_params
    putar, besar = asked.get("putar", "0"), asked.get("besar", "100")
    shown: dict[str, Any] = {
        "pangkal": pangkal,
        "putar": putar if putar in TURNS else "0",
        "besar": besar if besar in SIZES else "100",
        "putar_lagi": TURNS[(TURNS.index(putar) + 1) % 4] if putar in TURNS else "90",
        "ukuran_lain": _sizes(besar),
        "gambar": False,
        "kurang": (),
        **isi,
    }
    answer = permintaan.halaman("perkara/penampil.html", **shown)
    answer.headers.update(IN_A_FRAME)
    return answer


def _sizes(besar: str) -> tuple[str, str]:
    """The next smaller and the next larger; the same at either end."""
    at = SIZES.index(besar) if besar in SIZES else 0
    return SIZES[max(at - 1, 0)], SIZES[min(at + 1, len(SIZES) - 1)]


async def penggambaran(permintaan: Permintaan, berkas: Dokumen, ke: int) -> Any:
    """None where it cannot be drawn."""

    async def baca() -> bytes:
        return await baca_berkas(permintaan.situs.kotak, berkas)

    try:
        return await permintaan.situs.penggambar.lembar(berkas.sha256, ke, baca)
    except BerkasHilang:
        return None


async def lembar(permintaan: Permintaan) -> Response:
    """One page as a picture."""
    _, satu = await satu_berkas(permintaan)
    ke = permintaan.jalur("ke")
    if satu.berkas.media_type != PDF or not ke.isdecimal() or not 0 < int(ke[:5]) < 10_000:
        raise HTTPException(404)
    drawn = await penggambaran(permintaan, satu.berkas, int(ke[:5]))
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn.gambar, media_type="image/jpeg")


async def salinan(permintaan: Permintaan) -> Response:
    """The officers' copy of the draft, with everybody's paraf."""
    perkara = await perkara_dari(permintaan)
    try:
        draf = await salinan_draf(permintaan.situs.kantor, perkara.permohonan)
    except TanpaSalinan as error:
        raise HTTPException(404) from error
    return pdf_response(f"{perkara.permohonan.nomor}-{draf.kode}-paraf.pdf", draf.isi)


_SATU = "/perkara/{pelaksana}/{nomor}"
RUTE = (
    Rute(f"{_SATU}/berkas/{{berkas_id}}", "berkas", Untuk.MASUK, baca=buka),
    Rute(f"{_SATU}/berkas/{{berkas_id}}/lihat", "lihat_berkas", Untuk.MASUK, baca=lihat),
    Rute(f"{_SATU}/berkas/{{berkas_id}}/lembar/{{ke}}", "lembar", Untuk.MASUK, baca=lembar),
    Rute(f"{_SATU}/salinan", "salinan_draf", Untuk.MASUK, baca=salinan),
)
