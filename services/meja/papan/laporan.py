"""Routes of the report of a month: the page, and the same as files."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.meja.permintaan import Permintaan
from services.meja.rute import Rute
from services.meja.untuk import Untuk
from shared.kalender.berkas import NAMA_BULAN
from shared.kantor.laporan_catatan import alerts, first_report, period
from shared.kantor.laporan_tabel import bagian
from shared.laporan.bulan import Bulan, BulanBelumMulai, BulanTidakTerbaca
from shared.laporan.model import Laporan


class Bentuk(NamedTuple):
    media: str
    isi: Callable[[Permintaan, Laporan], bytes]


def _xlsx(_: Permintaan, laporan: Laporan) -> bytes:
    from shared.kantor.laporan_berkas import xlsx_file  # noqa: PLC0415 - slow to import

    return xlsx_file(laporan)


def _pdf(permintaan: Permintaan, laporan: Laporan) -> bytes:
    from shared.kantor.laporan_pdf import pdf_laporan  # noqa: PLC0415 - slow to import

    kantor = permintaan.situs.kantor
    kop = kantor.surat.kantor.kepala[""]
    return pdf_laporan(laporan, f"{kop.nama}, {kop.pemerintah}", kantor.nama)


BENTUK: Mapping[str, Bentuk] = {
    "xlsx": Bentuk("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "pdf": Bentuk("application/pdf", _pdf),
}


async def lihat_laporan(permintaan: Permintaan) -> Response:
    situs, (bulan, sop) = permintaan.situs, _diminta(permintaan)
    laporan = await _laporan(permintaan, bulan, sop)
    isi: dict[str, Any] = {
        "laporan": laporan,
        "bagian": bagian(laporan, situs.kantor.nama),
        "bulan": bulan,
        "sop": sop or "",
        "semua_bulan": situs.laporan.bulan(),
        "katalog": {kode: t.sop for kode, t in situs.kantor.sop.katalog.items()},
        "sebutan": sebutan,
        "masa": period(laporan.tentang),
        "pertama": first_report(laporan),
        "peringatan": alerts(laporan.pencocokan),
        "bentuk": tuple(BENTUK),
    }
    return permintaan.halaman("papan/laporan.html", **isi)


async def unduh_laporan(permintaan: Permintaan) -> Response:
    bulan, sop = _diminta(permintaan)
    akhiran = permintaan.request.query_params.get("bentuk", "")
    bentuk = BENTUK.get(akhiran)
    if bentuk is None:
        raise HTTPException(404)
    laporan = await _laporan(permintaan, bulan, sop)
    isi = await asyncio.to_thread(bentuk.isi, permintaan, laporan)
    nama = f"laporan-{bulan}{f'-{sop}' if sop else ''}.{akhiran}"
    kepala = {"Content-Disposition": f'attachment; filename="{nama}"'}
    return Response(isi, media_type=bentuk.media, headers=kepala)


def _diminta(permintaan: Permintaan) -> tuple[Bulan, str | None]:
    """The running month and all SOPs unless the address says otherwise."""
    given, situs = permintaan.request.query_params, permintaan.situs
    sop = given.get("sop", "")
    try:
        bulan = Bulan.baca(given["bulan"]) if given.get("bulan") else situs.laporan.bulan()[0]
    except BulanTidakTerbaca as error:
        raise HTTPException(404) from error
    return bulan, sop if situs.kantor.sop.current(sop) else None


async def _laporan(permintaan: Permintaan, bulan: Bulan, sop: str | None) -> Laporan:
    try:
        return await permintaan.situs.laporan.lihat(bulan, sop)
    except BulanBelumMulai as error:
        raise HTTPException(404) from error


def sebutan(bulan: Bulan) -> str:
    """ "Januari 2026"."""
    return f"{NAMA_BULAN[bulan.bulan - 1]} {bulan.tahun}"


RUTE = (
    Rute("/papan/laporan", "papan_laporan", Untuk.PIMPINAN, baca=lihat_laporan),
    Rute("/papan/laporan/berkas", "papan_laporan_berkas", Untuk.PIMPINAN, baca=unduh_laporan),
)
