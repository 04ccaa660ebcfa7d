"""The messages that follow from a closed step, an open one or a refusal: derived, always the same.

This is what makes the unacknowledged input an outbox: after a crash the
same entry of the riwayat gives the same messages with the same ids.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from shared import topology
from shared.alur.task import susun_berkas
from shared.contracts.base import Pesan
from shared.contracts.messages import (
    JenisPeristiwa,
    Pemberitahuan,
    Pengajuan,
    Peristiwa,
    Tugas,
)
from shared.contracts.parts import DokumenBerkode
from shared.desk import Perkara
from shared.errors import PengajuanDitolak
from shared.permohonan import Entri, LangkahTerbuka, Permohonan
from shared.sop.model import Sop
from shared.tindakan import Tindakan


@dataclass(frozen=True)
class Kiriman:
    """One message on its way. `wajib_sampai`: unroutable is an error (AMQP mandatory)."""

    exchange: str
    kunci: str
    pesan: Pesan
    message_id: str
    correlation_id: str
    saat: datetime
    wajib_sampai: bool = True


def kiriman_langkah(permohonan: Permohonan, urutan: int, sop: Sop) -> tuple[Kiriman, ...]:
    """All that must be published because entry `urutan` was written.

    The Berkas of the step that it opened is left out once that step is closed too: it did
    arrive, or it could not have been decided.
    """
    entri = permohonan.riwayat[urutan]
    return (
        *_berkas(permohonan, urutan, sop),
        *_pemberitahuan(permohonan, entri, sop),
        _peristiwa(permohonan, entri, sop),
    )


def _berkas(permohonan: Permohonan, urutan: int, sop: Sop) -> tuple[Kiriman, ...]:
    terbuka = permohonan.langkah
    if terbuka is None or permohonan.urutan != urutan + 1:
        return ()
    kunci = topology.antrean_berkas(terbuka.pelaksana)
    return (
        Kiriman(
            exchange=topology.EXCHANGE_IZIN,
            kunci=kunci,
            pesan=susun_berkas(permohonan, terbuka, sop),
            message_id=topology.id_pesan(permohonan.id, terbuka.no, terbuka.putaran, kunci),
            correlation_id=str(permohonan.id),
            saat=terbuka.dibuka_pada,
        ),
    )


def _dari_entri(
    permohonan: Permohonan, entri: Entri, exchange: str, kunci: str, pesan: Pesan
) -> Kiriman:
    return Kiriman(
        exchange=exchange,
        kunci=kunci,
        pesan=pesan,
        message_id=topology.id_pesan(permohonan.id, entri.langkah, entri.putaran, kunci),
        correlation_id=str(permohonan.id),
        saat=entri.ditutup_pada,
        wajib_sampai=exchange == topology.EXCHANGE_IZIN,
    )


def _pemberitahuan(permohonan: Permohonan, entri: Entri, sop: Sop) -> tuple[Kiriman, ...]:
    pesan = _isi_pemberitahuan(permohonan, entri, sop)
    if pesan is None:
        return ()
    kunci = topology.ANTREAN_PEMBERITAHUAN
    return (_dari_entri(permohonan, entri, topology.EXCHANGE_IZIN, kunci, pesan),)


def _isi_pemberitahuan(permohonan: Permohonan, entri: Entri, sop: Sop) -> Pemberitahuan | None:
    dasar = Pemberitahuan(
        jenis="diterima",
        pada=entri.ditutup_pada,
        sop=sop.kode,
        permohonan_id=permohonan.id,
        nomor=permohonan.nomor,
        putaran=entri.putaran,
        pesan="",
    )
    if entri.tindakan is Tindakan.AJUKAN:
        return _diterima(dasar, entri, sop)
    if entri.ke == "ditolak":
        pesan = f"Permohonan {sop.izin} {permohonan.nomor} ditolak. {_sebab(entri)}".strip()
        return dasar.model_copy(update={"jenis": "ditolak", "pesan": pesan})
    if not isinstance(entri.ke, int):
        return None
    tujuan = sop.langkah_ke(entri.ke).tindakan
    if tujuan is Tindakan.AJUKAN:
        return _dikembalikan(dasar, entri, sop)
    return _sk_terbit(dasar, entri, sop) if tujuan is Tindakan.SERAHKAN else None


def _sebab(entri: Entri) -> str:
    """Every reason the decision gave: the note, and each rejected document's."""
    verdik = (f"{v.kode}: {v.alasan}" for v in entri.verdik if not v.diterima)
    alasan = "; ".join(filter(None, (entri.catatan, *verdik)))
    return f"Alasan: {alasan}" if alasan else ""


def _diterima(dasar: Pemberitahuan, entri: Entri, sop: Sop) -> Pemberitahuan:
    kata = "Permohonan" if entri.putaran == 1 else "Perbaikan permohonan"
    pesan = f"{kata} {sop.izin} diterima dengan nomor {dasar.nomor}."
    return dasar.model_copy(update={"pengajuan_id": entri.kiriman_id, "pesan": pesan})


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


def _nama_peristiwa(entri: Entri) -> JenisPeristiwa:
    if isinstance(entri.ke, str):
        return cast("JenisPeristiwa", entri.ke)
    if entri.tindakan is Tindakan.AJUKAN:
        return "diajukan" if entri.putaran == 1 else "diperbaiki"
    return "dikembalikan" if entri.ke <= entri.langkah else "diteruskan"


def _peristiwa(permohonan: Permohonan, entri: Entri, sop: Sop) -> Kiriman:
    nama = _nama_peristiwa(entri)
    bersama = entri.model_dump(
        include={
            "urutan",
            "langkah",
            "putaran",
            "pelaksana",
            "tindakan",
            "putusan",
            "ke",
            "dibuka_pada",
            "ditutup_pada",
            "digest",
        }
    )
    pesan = Peristiwa(
        peristiwa=nama,
        permohonan_id=permohonan.id,
        nomor=permohonan.nomor,
        sop=permohonan.sop,
        sop_versi=permohonan.sop_versi,
        **bersama,
    )
    kunci = topology.kunci_peristiwa(nama, sop.kode)
    return _dari_entri(permohonan, entri, topology.EXCHANGE_PERISTIWA, kunci, pesan)


def kiriman_tugas(perkara: Perkara, terbuka: LangkahTerbuka, tugas: Tugas) -> Kiriman:
    """The task of the open step, to the desk whose it is."""
    permohonan = perkara.permohonan
    kunci = topology.antrean_tugas(terbuka.pelaksana)
    return Kiriman(
        exchange=topology.EXCHANGE_IZIN,
        kunci=kunci,
        pesan=tugas,
        message_id=topology.id_pesan(permohonan.id, terbuka.no, terbuka.putaran, kunci),
        correlation_id=str(permohonan.id),
        saat=terbuka.dibuka_pada,
    )


def kiriman_tidak_diterima(
    pengajuan: Pengajuan, tolak: PengajuanDitolak, kini: datetime
) -> Kiriman:
    """Tells the applicant why a submission was not accepted."""
    kunci = topology.ANTREAN_PEMBERITAHUAN
    pesan = Pemberitahuan(
        jenis="tidak_diterima",
        pada=kini,
        sop=pengajuan.sop,
        nomor=pengajuan.nomor,
        pengajuan_id=pengajuan.pengajuan_id,
        pesan=f"Pengajuan tidak dapat diterima. {tolak}",
    )
    return Kiriman(
        exchange=topology.EXCHANGE_IZIN,
        kunci=kunci,
        pesan=pesan,
        message_id=f"{pengajuan.pengajuan_id}/{tolak.kode}/{kunci}",
        correlation_id=pengajuan.pengajuan_id,
        saat=kini,
    )
