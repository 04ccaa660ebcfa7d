"""Whether a riwayat bears out: its chain, its way through the SOP, the state it ends in, and that
every officer's decision was theirs to make, with four eyes looking at it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from shared.alur.perubahan import perubahan_putaran, sidik_bidang, sidik_perubahan
from shared.alur.submission import sidik_pengajuan
from shared.audit.temuan import Temuan
from shared.contracts import Pengajuan
from shared.errors import RiwayatRusak
from shared.permohonan import Entri, LangkahTerbuka, Permohonan, id_permohonan, periksa_rantai
from shared.petugas.pemeriksaan import periksa_wewenang
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
    if entri.ditarik:
        yield from _penarikan(entri, sop)
        return
    rute = langkah.rute_untuk(entri.putusan)
    if rute is None:
        yield f"langkah {langkah.no} tidak mengenal putusan '{entri.putusan}'"
    elif rute.ke != entri.ke:
        yield f"putusan '{entri.putusan}' menuju {entri.ke}, menurut SOP ke {rute.ke}"


def _penarikan(entri: Entri, sop: Sop) -> Iterator[str]:
    if sop.penarikan is None or entri.langkah > sop.penarikan.sampai:
        yield f"ditarik di langkah {entri.langkah}, yang tidak diizinkan SOP"
    if entri.ke != "ditarik":
        yield f"ditarik, tetapi menuju {entri.ke}"
    if entri.oleh is not None or entri.verdik or entri.hasil:
        yield "penarikan pemohon memuat putusan petugas"


def langkah_sop(sop: Sop, no: int | str) -> Langkah | None:
    """None where there is no such step: "selesai" and "ditolak" are none."""
    return next((langkah for langkah in sop.langkah if langkah.no == no), None)


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
    kiriman = [e.kiriman_id for e in permohonan.riwayat if e.pengajuan]
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


def periksa_petugas(permohonan: Permohonan, *, berdaftar: bool = False) -> Iterator[Temuan]:
    """`berdaftar`: the office kept a register all along."""
    for pesan in periksa_wewenang(permohonan, berdaftar=berdaftar):
        yield Temuan(permohonan.nomor, pesan)


def periksa_isian(permohonan: Permohonan, _: Sop) -> Iterator[Temuan]:
    """The applicant, the institution and the answers are those that the last submission sealed: its
    `sidik` covers them (`sidik_pengajuan`), and its documents, which have a check of their own."""
    pengajuan = [entri for entri in permohonan.riwayat if entri.pengajuan]
    if not pengajuan:
        return
    terakhir = pengajuan[-1]
    if terakhir.sidik != sidik_pengajuan(_menurut_dokumen(permohonan, terakhir)):
        beda = ", ".join(_bidang_berbeda(permohonan, terakhir))
        apa = beda or "pemohon, lembaga atau isian"
        pesan = f"{apa} lain daripada yang disegel entri {terakhir.urutan}"
        yield Temuan(permohonan.nomor, pesan)
    for pesan in _perubahan_berbeda(permohonan, pengajuan):
        yield Temuan(permohonan.nomor, pesan)


def _bidang_berbeda(permohonan: Permohonan, entri: Entri) -> Iterator[str]:
    """By path; nothing where the entry was sealed before each value was."""
    if entri.sidik_bidang is None:
        return
    kini = sidik_bidang(permohonan, entri.kiriman_id)
    for bidang in sorted(kini.keys() | entri.sidik_bidang.keys()):
        if kini.get(bidang) != entri.sidik_bidang.get(bidang):
            yield bidang


def _perubahan_berbeda(permohonan: Permohonan, pengajuan: Iterable[Entri]) -> Iterator[str]:
    """What corrections changed, old and new, is as it was sealed."""
    disegel = {entri.putaran: entri.sidik_perubahan for entri in pengajuan}
    for putaran in sorted(disegel.keys() | {satu.putaran for satu in permohonan.perubahan}):
        if sidik_perubahan(perubahan_putaran(permohonan, putaran)) != disegel.get(putaran):
            yield f"catatan perubahan putaran {putaran} lain daripada yang disegel"


def _menurut_dokumen(permohonan: Permohonan, entri: Entri) -> Pengajuan:
    """The submission that this entry closed, as it would have to have been."""
    return Pengajuan.model_construct(
        pengajuan_id=entri.kiriman_id,
        sop=permohonan.sop,
        nomor=permohonan.nomor if entri.urutan else None,
        putaran=entri.putaran,
        diajukan_pada=entri.diputuskan_pada,
        pemohon=permohonan.pemohon,
        lembaga=permohonan.lembaga,
        isian=permohonan.isian,
        dokumen=entri.dokumen,
    )
