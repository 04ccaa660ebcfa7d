"""The report of a month, made from an office's stores."""

import asyncio
from datetime import datetime

from shared.books import VersiSopHilang
from shared.kalender.berlaku import AWAL
from shared.kantor.kantor import Kantor
from shared.laporan.baris import Catatan
from shared.laporan.bulan import Bulan, Jangka
from shared.laporan.laporan import Penyusun
from shared.laporan.model import Laporan
from shared.laporan.sejak import sejak_pertama, simpanan
from shared.laporan.tinjauan import Lingkup
from shared.permohonan import Permohonan
from shared.sop.errors import SopTidakDikenal, SopTidakSah
from shared.store.port import DokumenTidakTerbaca


# The report, made from an office's stores. Also for others than the command.
async def kumpulkan(
    kantor: Kantor, bulan: Bulan, kini: datetime, sop: str | None = None
) -> Laporan:
    """Of all SOPs, or of one. Applications are read one after the other and not kept; one that
    cannot be counted is named in the report. Raises `BulanBelumMulai` and `SopTidakDikenal`."""
    berlaku = await kantor.kalender.segarkan()
    jangka = bulan.sampai_kini(berlaku.terkini.zona, kini)
    gangguan = await kantor.ops.outages(AWAL, jangka.sampai)
    penyusun = Penyusun(Lingkup(jangka, berlaku, gangguan))
    for kode in kantor.sop.known():
        if sop in (None, kode) and (termuat := kantor.sop.current(kode)) is not None:
            penyusun.kenalkan(termuat.sop)
    await _applications(kantor, penyusun, sop)
    await _records(kantor, penyusun, jangka, sop)
    laporan = await _since_first(kantor, penyusun, penyusun.laporan(bulan, kini), sop)
    if sop is not None and not laporan.keseluruhan:
        raise SopTidakDikenal(sop, kantor.sop.known())
    return laporan


async def _since_first(
    kantor: Kantor, penyusun: Penyusun, laporan: Laporan, sop: str | None
) -> Laporan:
    """The first report of a month that is over is kept; a later one says how it differs."""
    if laporan.tentang.berjalan:
        return laporan
    dasar, kunci = penyusun.dasar, f"{laporan.tentang.bulan}/{sop or 'semua'}"
    pertama = await kantor.laporan.first(kunci)
    if pertama is None:
        await kantor.laporan.keep(kunci, simpanan(laporan, dasar))
        pertama = await kantor.laporan.first(kunci)
    return laporan if pertama is None else sejak_pertama(pertama, laporan, dasar)


async def _applications(kantor: Kantor, penyusun: Penyusun, sop: str | None) -> None:
    try:
        async for permohonan in kantor.permohonan.scan():
            await asyncio.sleep(0)  # others go on
            if sop in (None, permohonan.sop):
                await _application(kantor, penyusun, permohonan)
    except DokumenTidakTerbaca as error:
        for nomor in error.sebutan:
            penyusun.tak_terbaca(nomor, "dokumennya tidak terbaca")


async def _application(kantor: Kantor, penyusun: Penyusun, permohonan: Permohonan) -> None:
    try:
        termuat = await kantor.sop.version(permohonan.sop_versi)
    except (VersiSopHilang, SopTidakSah):
        alasan = f"versi SOP {permohonan.sop_versi[:12]} tidak tersimpan atau tidak terbaca"
        penyusun.tak_terbaca(permohonan.nomor, alasan)
        return
    penyusun.tambah(permohonan, termuat.sop)


async def _records(kantor: Kantor, penyusun: Penyusun, jangka: Jangka, sop: str | None) -> None:
    try:
        async for klaim in kantor.watch.records():
            isi = klaim.pelanggaran
            if jangka.memuat(isi.terjadi_pada) and sop in (None, isi.sop):
                penyusun.tambah_catatan(Catatan(klaim.kunci, klaim.diumumkan_pada is not None))
    except DokumenTidakTerbaca as error:
        for kunci in error.sebutan:
            penyusun.tak_terbaca(kunci, "catatan peringatannya tidak terbaca")
