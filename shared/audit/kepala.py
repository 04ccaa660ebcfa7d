"""The head of a document, which queues and screens go by, against the riwayat it follows from."""

from collections.abc import Iterator

from shared.audit.jalan import langkah_sop
from shared.audit.temuan import Temuan
from shared.permohonan import Entri, LangkahTerbuka, Permohonan, id_permohonan
from shared.sop.model import Sop
from shared.tindakan import Tindakan


def periksa_kepala(permohonan: Permohonan, sop: Sop) -> Iterator[Temuan]:
    for pesan in _masalah(permohonan, sop):
        yield Temuan(permohonan.nomor, pesan)


def _masalah(permohonan: Permohonan, sop: Sop) -> Iterator[str]:
    if not permohonan.riwayat:
        yield "tidak punya riwayat"
        return
    terakhir = permohonan.riwayat[-1]
    yield from _identitas(permohonan, sop)
    if permohonan.urutan != len(permohonan.riwayat):
        yield f"urutan {permohonan.urutan}, padahal riwayat berisi {len(permohonan.riwayat)} entri"
    mundur = isinstance(terakhir.ke, int) and terakhir.ke <= terakhir.langkah
    if permohonan.putaran != terakhir.putaran + mundur:
        yield f"putaran {permohonan.putaran}, menurut riwayat {terakhir.putaran + mundur}"
    if isinstance(terakhir.ke, str):
        yield from _berakhir(permohonan, terakhir.ke)
    else:
        yield from _terbuka(permohonan, terakhir, sop)


def _identitas(permohonan: Permohonan, sop: Sop) -> Iterator[str]:
    kiriman = [e.kiriman_id for e in permohonan.riwayat if e.tindakan is Tindakan.AJUKAN]
    if list(permohonan.pengajuan_id) != kiriman:
        yield "pengajuan_id lain daripada pengajuan dalam riwayat"
    if permohonan.pengajuan_id and permohonan.id != id_permohonan(permohonan.pengajuan_id[0]):
        yield "id bukan turunan pengajuan pertamanya"
    if permohonan.sop != sop.kode:
        yield f"sop {permohonan.sop}, padahal versi SOP-nya milik {sop.kode}"
    if not permohonan.nomor.startswith(f"{sop.awalan_nomor}-"):
        yield f"nomor tidak berawalan {sop.awalan_nomor}"


def _berakhir(permohonan: Permohonan, akhir: str) -> Iterator[str]:
    if permohonan.status != akhir:
        yield f"status {permohonan.status}, padahal riwayat menuju {akhir}"
    if permohonan.langkah is not None:
        yield f"{akhir}, tetapi langkah {permohonan.langkah.no} masih terbuka"


def _terbuka(permohonan: Permohonan, terakhir: Entri, sop: Sop) -> Iterator[str]:
    buka = permohonan.langkah
    if permohonan.status != "berjalan":
        yield f"status {permohonan.status}, padahal riwayat menuju langkah {terakhir.ke}"
    if buka is None:
        yield f"tidak ada langkah terbuka, padahal riwayat menuju langkah {terakhir.ke}"
        return
    if buka.no != terakhir.ke:
        yield f"langkah {buka.no} terbuka, padahal riwayat menuju langkah {terakhir.ke}"
    langkah = langkah_sop(sop, buka.no)
    if langkah is not None and langkah.pelaksana != buka.pelaksana:
        yield f"langkah {buka.no} di {buka.pelaksana}, menurut SOP di {langkah.pelaksana}"
    yield from _pembukaan(permohonan, buka, terakhir)


def _pembukaan(permohonan: Permohonan, buka: LangkahTerbuka, terakhir: Entri) -> Iterator[str]:
    if buka.putaran != permohonan.putaran:
        yield f"langkah terbuka pada putaran {buka.putaran}, permohonan {permohonan.putaran}"
    if buka.dibuka_pada != terakhir.ditutup_pada:
        yield "langkah tidak terbuka sejak langkah sebelumnya ditutup"
    if (buka.perbaikan, buka.catatan) != (terakhir.perbaikan, terakhir.catatan):
        yield "catatan langkah terbuka lain daripada yang tertulis dalam riwayat"
