"""Everything about one case, for one person: who may look, the application with its deadlines,
every file that it has or had, what became of each document."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta

from shared.contracts import Dokumen
from shared.kalender.hitung import menit_kerja
from shared.kantor.errors import TidakDitemukan
from shared.kantor.kotak import Kotak, TugasTidakAda
from shared.kantor.lihat import Clock, know, reckon
from shared.kantor.orang import Orang
from shared.kantor.unduh import BerkasPermohonan, berkas_permohonan
from shared.permohonan import DokumenPermohonan, Entri, Permohonan
from shared.petugas.orang import pengenal_baku
from shared.sop.model import Sop
from shared.store.port import BerkasRusak


class BerkasHilang(TidakDitemukan):
    """It belongs to the case, and the store does not have it whole."""


@dataclass(frozen=True)
class DokumenPerkara:
    """One document with what became of it. `diganti`: it came with this round; `semula` is the one
    in whose place it stands, and `diminta` why it was sent back."""

    kode: str
    nama: str
    keterangan: str
    kini: DokumenPermohonan
    diganti: bool
    semula: BerkasPermohonan | None
    diminta: str


@dataclass(frozen=True)
class Dosir:
    """`berkas`: also those that do not stand any more, in the order in which they came."""

    permohonan: Permohonan
    sop: Sop
    jam: Clock
    berkas: tuple[BerkasPermohonan, ...]

    def pilih(self, berkas_id: str) -> BerkasPermohonan:
        """Raises `TugasTidakAda`: the same as for a case that is not theirs."""
        for satu in self.berkas:
            if satu.berkas.berkas_id == berkas_id:
                return satu
        raise TugasTidakAda(self.permohonan.nomor)

    @property
    def dokumen(self) -> Iterator[DokumenPerkara]:
        """Those of the applicant, in the order of the SOP."""
        urut = {satu.kode: ke for ke, satu in enumerate(self.sop.persyaratan)}
        semua = self.permohonan.dokumen
        for satu in sorted(semua, key=lambda d: urut.get(d.kode, len(urut))):
            yield self._dokumen(satu)

    def _dokumen(self, satu: DokumenPermohonan) -> DokumenPerkara:
        persyaratan = self.sop.persyaratan_kode(satu.kode)
        lama = [
            b
            for b in self.berkas
            if b.kode == satu.kode and b.berkas.berkas_id != satu.berkas.berkas_id
        ]
        return DokumenPerkara(
            kode=satu.kode,
            nama=persyaratan.nama if persyaratan else satu.kode,
            keterangan=persyaratan.sumber if persyaratan else "",
            kini=satu,
            diganti=bool(lama) and satu.putaran == self.permohonan.putaran,
            semula=lama[-1] if lama else None,
            diminta=self._diminta(satu.kode, satu.putaran),
        )

    def _diminta(self, kode: str, putaran: int) -> str:
        """Why it was sent back before it came in that round."""
        for entri in reversed(self.permohonan.riwayat):
            if entri.putaran < putaran:
                for satu in entri.perbaikan:
                    if (satu.jenis, satu.kode) == ("dokumen", kode):
                        return satu.alasan
        return ""

    def lama(self, entri: Entri) -> timedelta:
        """Of a step, in office time."""
        span = menit_kerja(self.jam.known.kalender, entri.dibuka_pada, entri.ditutup_pada)
        return timedelta(minutes=span // timedelta(minutes=1))


async def dosir(kotak: Kotak, orang: Orang, pelaksana: str, nomor: str) -> Dosir:
    """For who sees that desk, while the case lies there or after they decided it there; who leads
    others sees what anybody decided there. Raises `TugasTidakAda` for everybody else, and for a
    case that is not there."""
    if pelaksana not in kotak.terlihat(orang):
        raise TugasTidakAda(nomor)
    kantor = kotak.kantor
    permohonan = await kantor.permohonan.find_by_nomor(nomor)
    if permohonan is None or not _terlihat(permohonan, orang, pelaksana):
        raise TugasTidakAda(nomor)
    sop = (await kantor.sop.version(permohonan.sop_versi)).sop
    jam = reckon(permohonan, sop, await know(kantor, permohonan, kantor.clock()))
    return Dosir(permohonan, sop, jam, tuple(berkas_permohonan(permohonan, sop)))


async def meja_perkara(kotak: Kotak, orang: Orang, nomor: str) -> str:
    """The desk by which this person may look at a case: where it lies, otherwise the last one that
    decided it. Raises `TugasTidakAda`."""
    permohonan = await kotak.kantor.permohonan.find_by_nomor(nomor)
    if permohonan is not None:
        terlihat = kotak.terlihat(orang)
        terbuka = [permohonan.langkah.pelaksana] if permohonan.langkah else []
        for pelaksana in (*terbuka, *(entri.pelaksana for entri in reversed(permohonan.riwayat))):
            if pelaksana in terlihat and _terlihat(permohonan, orang, pelaksana):
                return pelaksana
    raise TugasTidakAda(nomor)


def _terlihat(permohonan: Permohonan, orang: Orang, pelaksana: str) -> bool:
    terbuka = permohonan.langkah
    if terbuka is not None and terbuka.pelaksana == pelaksana:
        return True
    saya = pengenal_baku(orang.petugas.id)
    return any(
        entri.pelaksana == pelaksana
        and entri.oleh is not None
        and (orang.penyelia or pengenal_baku(entri.oleh.id) == saya)
        for entri in permohonan.riwayat
    )


async def isi_berkas(kotak: Kotak, berkas: Dokumen) -> AsyncIterator[bytes]:
    """Raises `BerkasHilang`, before the first part where the file is not there at all."""
    try:
        async for potongan in kotak.kantor.dokumen.read(berkas.berkas_id):
            yield potongan
    except (KeyError, BerkasRusak) as error:
        raise BerkasHilang("Berkas ini tidak ada, atau tidak utuh, di penyimpanan") from error


async def baca_berkas(kotak: Kotak, berkas: Dokumen) -> bytes:
    """The whole of it. Raises `BerkasHilang`."""
    return b"".join([potongan async for potongan in isi_berkas(kotak, berkas)])
