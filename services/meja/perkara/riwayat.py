"""What became of each step, as a sentence."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from shared.contracts.parts import Petugas
from shared.kantor.kantor import Kantor
from shared.kantor.perkara import Dosir
from shared.permohonan import Entri
from shared.petugas.wewenang import SEBUTAN
from shared.sop.model import Sop
from shared.tindakan import Tindakan

AKHIR = {"selesai": "Selesai", "ditolak": "Ditolak untuk seterusnya"}


class Peristiwa(NamedTuple):
    """`sebagai`: Plh or Plt; `lama`: of the step, in office time; `berkas_id`: of what it made."""

    entri: Entri
    kegiatan: str
    kalimat: str
    oleh: Petugas | None
    sebagai: str
    lama: timedelta
    kembali: bool


def riwayat(perkara: Dosir, kantor: Kantor) -> Iterator[Peristiwa]:
    """The last one first."""
    for entri in reversed(perkara.permohonan.riwayat):
        yield Peristiwa(
            entri=entri,
            kegiatan=perkara.sop.langkah_ke(entri.langkah).kegiatan,
            kalimat=kalimat(entri, perkara.sop, kantor),
            oleh=entri.oleh,
            sebagai=SEBUTAN[entri.wewenang.jenis] if entri.wewenang else "",
            lama=perkara.lama(entri),
            kembali=entri.putusan != "terima",
        )


def kalimat(entri: Entri, sop: Sop, kantor: Kantor) -> str:
    """ "Diteruskan ke Back Office"; "Dikembalikan kepada pemohon: 2 dokumen"."""
    if entri.ditarik:
        return "Ditarik oleh pemohon"
    if entri.pengajuan:
        return "Permohonan diajukan" if entri.putaran == 1 else "Perbaikan diajukan"
    if isinstance(entri.ke, str):
        return AKHIR.get(entri.ke, entri.ke)
    ke = sop.langkah_ke(entri.ke)
    nama = kantor.nama(ke.pelaksana)
    if ke.tindakan is Tindakan.AJUKAN:
        ditolak = sum(not satu.diterima for satu in entri.verdik)
        return "Dikembalikan kepada pemohon" + (f": {ditolak} dokumen" if ditolak else "")
    if entri.putusan == "terima":
        return _maju(entri, nama)
    return f"Dikembalikan ke {nama}"


def _maju(entri: Entri, nama: str) -> str:
    match entri.tindakan:
        case Tindakan.SETUJUI:
            return f"Disetujui, diteruskan ke {nama}"
        case Tindakan.TANDA_TANGANI:
            return "Ditandatangani, diserahkan kepada pemohon"
    return f"Diteruskan ke {nama}"
