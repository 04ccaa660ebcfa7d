"""The messages that follow from a closed step, an open one or a refusal: derived, always the same.

This is what makes the unacknowledged input an outbox: after a crash the
same entry of the riwayat gives the same messages with the same ids.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from shared import topology
from shared.alur.kabar import TANPA_BAHAN, BahanKabar, pemberitahuan_langkah
from shared.alur.task import susun_berkas
from shared.contracts.base import Pesan
from shared.contracts.messages import (
    JenisPeristiwa,
    Pemberitahuan,
    Pengajuan,
    Peristiwa,
    Tugas,
)
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


def kiriman_langkah(
    permohonan: Permohonan, urutan: int, sop: Sop, bahan: BahanKabar = TANPA_BAHAN
) -> tuple[Kiriman, ...]:
    """All that must be published because entry `urutan` was written.

    The Berkas of the step that it opened is left out once that step is closed too: it did
    arrive, or it could not have been decided.
    """
    entri = permohonan.riwayat[urutan]
    return (
        *_berkas(permohonan, urutan, sop),
        *_pemberitahuan(permohonan, entri, sop, bahan),
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


def _pemberitahuan(
    permohonan: Permohonan, entri: Entri, sop: Sop, bahan: BahanKabar
) -> tuple[Kiriman, ...]:
    pesan = pemberitahuan_langkah(permohonan, entri, sop, bahan)
    if pesan is None:
        return ()
    kunci = topology.ANTREAN_PEMBERITAHUAN
    return (_dari_entri(permohonan, entri, topology.EXCHANGE_IZIN, kunci, pesan),)


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
