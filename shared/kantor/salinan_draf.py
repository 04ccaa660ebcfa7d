"""The draft of an SK as officers pass it on: with the paraf of everyone who approved this very
draft. Made when it is asked for; the draft that is approved and signed stays as it is."""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple

from shared.kantor.errors import TidakDitemukan
from shared.kantor.kantor import Kantor
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from shared.surat.cetak import Pencetak
from shared.surat.data import Pengesahan, data_paraf
from shared.surat.loader import KatalogSurat, susun_katalog
from shared.tindakan import Tindakan
from shared.words import office_zone


class SalinanDraf(NamedTuple):
    """`kode`: of the output that is the draft."""

    kode: str
    isi: bytes


class TanpaSalinan(TidakDitemukan):
    """There is no draft yet, or it is a file that the system did not make."""


def paraf(permohonan: Permohonan, sidik: str) -> Iterator[Pengesahan]:
    """Of those whose approval of the draft with this SHA-256 stands: a return takes it back."""
    sah = {
        (hasil.langkah, hasil.putaran)
        for hasil in permohonan.hasil
        if hasil.jenis == "catatan" and hasil.atas == sidik
    }
    for entri in permohonan.riwayat:
        approves = entri.tindakan is Tindakan.SETUJUI and entri.putusan == "terima"
        if approves and entri.oleh and (entri.langkah, entri.putaran) in sah:
            pada = entri.diputuskan_pada
            yield Pengesahan(entri.pelaksana, entri.oleh, entri.wewenang, pada)


async def salinan_draf(kantor: Kantor, permohonan: Permohonan) -> SalinanDraf:
    """A PDF. Raises `TanpaSalinan`."""
    kode = _kode_draf((await kantor.sop.version(permohonan.sop_versi)).sop)
    hasil = permohonan.hasil_untuk(kode)
    berkas = hasil.berkas if hasil else None
    catatan = await kantor.letters.find(berkas.berkas_id) if berkas else None
    if berkas is None or catatan is None:
        sebab = "belum ada" if berkas is None else "dibawa sebagai berkas, dan tidak berparaf"
        raise TanpaSalinan(f"{permohonan.nomor}: {kode} {sebab}")
    katalog = await _katalog(kantor, catatan.versi)
    zona = office_zone(kantor.settings)
    semua = [data_paraf(satu, zona) for satu in paraf(permohonan, berkas.sha256)]
    data = {**catatan.data, "paraf": semua}

    def cetak() -> bytes:
        with Pencetak(katalog) as pencetak:
            return pencetak.cetak(catatan.jenis, data, catatan.pada)

    return SalinanDraf(kode, await asyncio.to_thread(cetak))


def _kode_draf(sop: Sop) -> str:
    """What the step that signs works on. Raises `TanpaSalinan`."""
    for langkah in sop.langkah:
        if langkah.tindakan is Tindakan.TANDA_TANGANI and langkah.atas:
            return langkah.atas
    raise TanpaSalinan(f"{sop.izin}: tidak ada langkah yang menandatangani draf")


async def _katalog(kantor: Kantor, versi: str) -> KatalogSurat:
    if versi == kantor.surat.versi:
        return kantor.surat
    berkas = await kantor.letters.load_katalog(versi)
    if berkas is None:
        raise TanpaSalinan(f"templat surat versi {versi[:12]} tidak ada di penyimpanan")
    return susun_katalog(berkas, f"templat {versi[:12]}")
