"""A riwayat as a walk through the SOP: each entry starts where the one before it led."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from shared.audit.temuan import Temuan
from shared.errors import RiwayatRusak
from shared.permohonan import Entri, Permohonan, periksa_rantai
from shared.sop.model import Langkah, Sop


def periksa_akhir(permohonan: Permohonan) -> Iterator[Temuan]:
    """Finished, and nothing open any more."""
    if permohonan.status == "berjalan":
        di_mana = permohonan.langkah.pelaksana if permohonan.langkah else "tidak diketahui"
        yield Temuan(permohonan.nomor, f"belum berakhir; berada di {di_mana}")
    elif permohonan.langkah is not None:
        no = permohonan.langkah.no
        yield Temuan(permohonan.nomor, f"{permohonan.status}, tetapi langkah {no} masih terbuka")


def periksa_segel(permohonan: Permohonan) -> Iterator[Temuan]:
    try:
        periksa_rantai(permohonan)
    except RiwayatRusak as rusak:
        yield Temuan(permohonan.nomor, f"rantai riwayat putus ({rusak})")


@dataclass(frozen=True)
class _Posisi:
    """Where the next entry must be; `langkah` is "selesai" or "ditolak" after the last."""

    langkah: int | str
    putaran: int
    dibuka_pada: datetime | None


def periksa_jalan(permohonan: Permohonan, sop: Sop) -> Iterator[Temuan]:
    for pesan in masalah_jalan(permohonan.riwayat, sop):
        yield Temuan(permohonan.nomor, pesan)
    tujuan = permohonan.riwayat[-1].ke if permohonan.riwayat else sop.langkah_pertama.no
    if permohonan.status not in ("berjalan", tujuan):
        yield Temuan(permohonan.nomor, f"{permohonan.status}, padahal riwayat menuju {tujuan}")


def masalah_jalan(riwayat: Iterable[Entri], sop: Sop) -> Iterator[str]:
    """Needs the riwayat alone: also of an application that was carried out of the store."""
    posisi = _Posisi(sop.langkah_pertama.no, 1, None)
    for entri in riwayat:
        for pesan in (*_di_posisi(entri, posisi), *_menurut_sop(entri, sop)):
            yield f"entri {entri.urutan}: {pesan}"
        mundur = isinstance(entri.ke, int) and entri.ke <= entri.langkah
        posisi = _Posisi(entri.ke, entri.putaran + mundur, entri.ditutup_pada)


def _di_posisi(entri: Entri, posisi: _Posisi) -> Iterator[str]:
    if entri.langkah != posisi.langkah:
        yield f"langkah {entri.langkah}, padahal yang terbuka {posisi.langkah}"
    if entri.putaran != posisi.putaran:
        yield f"putaran {entri.putaran}, seharusnya {posisi.putaran}"
    if posisi.dibuka_pada is not None and entri.dibuka_pada != posisi.dibuka_pada:
        yield "tidak dibuka pada saat langkah sebelumnya ditutup"
    if not entri.dibuka_pada <= entri.diputuskan_pada <= entri.ditutup_pada:
        yield "waktu dibuka, diputuskan dan ditutup tidak berurutan"


def _menurut_sop(entri: Entri, sop: Sop) -> Iterator[str]:
    langkah = langkah_sop(sop, entri.langkah)
    if langkah is None:
        yield f"langkah {entri.langkah} tidak ada dalam SOP"
        return
    if (entri.pelaksana, entri.tindakan) != (langkah.pelaksana, langkah.tindakan):
        yield (
            f"{entri.tindakan} oleh {entri.pelaksana},"
            f" menurut SOP {langkah.tindakan} oleh {langkah.pelaksana}"
        )
    rute = langkah.rute_untuk(entri.putusan)
    if rute is None:
        yield f"langkah {langkah.no} tidak mengenal putusan '{entri.putusan}'"
    elif rute.ke != entri.ke:
        yield f"putusan '{entri.putusan}' menuju {entri.ke}, menurut SOP ke {rute.ke}"


def langkah_sop(sop: Sop, no: int | str) -> Langkah | None:
    """None where there is no such step: "selesai" and "ditolak" are none."""
    return next((langkah for langkah in sop.langkah if langkah.no == no), None)
