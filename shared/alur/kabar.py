"""What an applicant is told when a step is closed: where the application is now, and by when.

Every closed step gives at most one notice. Progress (`diproses`, `selesai`) is told only of
applications whose portal asked for it: other clients know five kinds of notices and no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.contracts.messages import Pemberitahuan
from shared.contracts.parts import DokumenBerkode
from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.tenggat import tenggat
from shared.permohonan import Entri, LangkahTerbuka, Permohonan
from shared.sop.model import Langkah, Sop
from shared.sop.table import nama_pelaksana
from shared.tindakan import Tindakan


@dataclass(frozen=True)
class BahanKabar:
    """What a notice tells beyond the application and its SOP: names of the pelaksana by their keys,
    and due dates by the calendar of the day. Without a calendar it tells no dates."""

    kalender: KalenderBerlaku | None = None
    nama: Mapping[str, str] = field(default_factory=dict)


TANPA_BAHAN = BahanKabar()


def pemberitahuan_langkah(
    permohonan: Permohonan, entri: Entri, sop: Sop, bahan: BahanKabar = TANPA_BAHAN
) -> Pemberitahuan | None:
    """The notice that follows from this entry; None when the applicant is told nothing."""
    sesudah = _sesudah(permohonan, entri)
    terbuka = sesudah.langkah
    dasar = Pemberitahuan(
        jenis="diterima",
        pada=entri.ditutup_pada,
        sop=sop.kode,
        permohonan_id=permohonan.id,
        nomor=permohonan.nomor,
        putaran=entri.putaran,
        pesan="",
        langkah=terbuka.no if terbuka else None,
        pelaksana=terbuka.pelaksana if terbuka else None,
        meja=nama_pelaksana(terbuka.pelaksana, bahan.nama) if terbuka else "",
    )
    pesan = _dengan_surat(_isi(dasar, permohonan, entri, sop), entri)
    if pesan is None or terbuka is None or bahan.kalender is None:
        return pesan
    batas = tenggat(sesudah, sop, bahan.kalender.pada(terbuka.dibuka_pada))
    return pesan.model_copy(
        update={
            "jatuh_tempo": batas.langkah,
            "jatuh_tempo_keseluruhan": batas.keseluruhan,
            "fiktif_positif": batas.fiktif_positif,
        }
    )


def _isi(
    dasar: Pemberitahuan, permohonan: Permohonan, entri: Entri, sop: Sop
) -> Pemberitahuan | None:
    if entri.pengajuan:
        return _diterima(dasar, entri, sop)
    if isinstance(entri.ke, str) and entri.ke != "selesai":
        return _ditolak(dasar, entri, sop) if entri.ke == "ditolak" else _ditarik(dasar, sop)
    tujuan = sop.langkah_ke(entri.ke) if isinstance(entri.ke, int) else None
    if tujuan and tujuan.tindakan is Tindakan.AJUKAN:
        return _dikembalikan(dasar, entri, sop)
    if tujuan and tujuan.tindakan is Tindakan.SERAHKAN:
        return _sk_terbit(dasar, entri, sop)
    return _kemajuan(dasar, entri, tujuan, sop) if permohonan.kabari_kemajuan else None


def _dengan_surat(pesan: Pemberitahuan | None, entri: Entri) -> Pemberitahuan | None:
    """The letter that goes with it, where the SOP has one."""
    if pesan is None or entri.surat is None:
        return pesan
    return pesan.model_copy(update={"dokumen": (*pesan.dokumen, entri.surat)})


def _kemajuan(
    dasar: Pemberitahuan, entri: Entri, tujuan: Langkah | None, sop: Sop
) -> Pemberitahuan | None:
    if tujuan is None:
        return _selesai(dasar, sop)
    return _diproses(dasar, tujuan, sop) if _dikabarkan(entri, tujuan) else None


def _dikabarkan(entri: Entri, tujuan: Langkah) -> bool:
    """Whether the applicant is told that this step begins: as the SOP file says, and otherwise when
    the application comes to another desk."""
    return entri.pelaksana != tujuan.pelaksana if tujuan.kabar is None else tujuan.kabar


def _sebab(entri: Entri) -> str:
    """Every reason the decision gave: the note, and each rejected document's."""
    verdik = (f"{v.kode}: {v.alasan}" for v in entri.verdik if not v.diterima)
    alasan = "; ".join(filter(None, (entri.catatan, *verdik)))
    return f"Alasan: {alasan}" if alasan else ""


def _diterima(dasar: Pemberitahuan, entri: Entri, sop: Sop) -> Pemberitahuan:
    kata = "Permohonan" if entri.putaran == 1 else "Perbaikan permohonan"
    pesan = f"{kata} {sop.izin} diterima dengan nomor {dasar.nomor}."
    return dasar.model_copy(update={"pengajuan_id": entri.kiriman_id, "pesan": pesan})


def _diproses(dasar: Pemberitahuan, tujuan: Langkah, sop: Sop) -> Pemberitahuan:
    pesan = f"Permohonan {sop.izin} {dasar.nomor} kini di {dasar.meja}: {tujuan.kegiatan}."
    return dasar.model_copy(update={"jenis": "diproses", "pesan": pesan})


def _ditolak(dasar: Pemberitahuan, entri: Entri, sop: Sop) -> Pemberitahuan:
    pesan = f"Permohonan {sop.izin} {dasar.nomor} ditolak. {_sebab(entri)}".strip()
    return dasar.model_copy(update={"jenis": "ditolak", "pesan": pesan})


def _dikembalikan(dasar: Pemberitahuan, entri: Entri, sop: Sop) -> Pemberitahuan:
    jumlah = f": {len(entri.perbaikan)} hal" if entri.perbaikan else ""
    pesan = (
        f"Permohonan {sop.izin} {dasar.nomor} dikembalikan untuk diperbaiki{jumlah}."
        f" {entri.catatan}"
    ).strip()
    return dasar.model_copy(
        update={
            "jenis": "dikembalikan",
            "putaran": entri.putaran + 1,
            "perbaikan": entri.perbaikan,
            "pesan": pesan,
        }
    )


def _sk_terbit(dasar: Pemberitahuan, entri: Entri, sop: Sop) -> Pemberitahuan:
    dokumen = tuple(DokumenBerkode(kode=h.kode, berkas=h.berkas) for h in entri.hasil if h.berkas)
    return dasar.model_copy(
        update={
            "jenis": "sk_terbit",
            "dokumen": dokumen,
            "pesan": f"Surat Keputusan {sop.izin} untuk permohonan {dasar.nomor} telah terbit.",
        }
    )


def _ditarik(dasar: Pemberitahuan, sop: Sop) -> Pemberitahuan:
    pesan = f"Permohonan {sop.izin} {dasar.nomor} ditarik oleh pemohon."
    return dasar.model_copy(update={"jenis": "ditarik", "pesan": pesan})


def _selesai(dasar: Pemberitahuan, sop: Sop) -> Pemberitahuan:
    pesan = f"Surat Keputusan {sop.izin} untuk permohonan {dasar.nomor} sudah diterima pemohon."
    return dasar.model_copy(update={"jenis": "selesai", "pesan": pesan})


def _sesudah(permohonan: Permohonan, entri: Entri) -> Permohonan:
    """The application as this entry left it, however far it has come since."""
    berikut = entri.urutan + 1
    if berikut == len(permohonan.riwayat):
        return permohonan
    lalu = permohonan.riwayat[berikut]
    terbuka = LangkahTerbuka(
        no=lalu.langkah,
        putaran=lalu.putaran,
        pelaksana=lalu.pelaksana,
        dibuka_pada=lalu.dibuka_pada,
    )
    riwayat = permohonan.riwayat[:berikut]
    return permohonan.model_copy(update={"riwayat": riwayat, "langkah": terbuka})
