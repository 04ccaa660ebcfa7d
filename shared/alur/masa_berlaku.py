"""What an applicant is told before the term of an SK ends."""

from datetime import date, datetime

from shared import topology
from shared.alur.outgoing import Kiriman
from shared.contracts.messages import Pemberitahuan
from shared.permohonan import Permohonan
from shared.sk.model import NomorSk
from shared.sop.model import Sop
from shared.surat.data import tanggal_panjang


def waktunya_diingatkan(satu: NomorSk, hari: date, ingatkan_hari: int) -> bool:
    """Once, from so many days before its last one on, as long as it is in force."""
    if satu.berlaku_sampai is None or satu.diingatkan_pada is not None or not satu.hidup:
        return False
    return 0 <= (satu.berlaku_sampai - hari).days <= ingatkan_hari


def kiriman_akan_berakhir(
    satu: NomorSk, permohonan: Permohonan, sop: Sop, pada: datetime
) -> Kiriman | None:
    """None where the portal did not ask for progress: it would not know this kind of notice."""
    if not permohonan.kabari_kemajuan or satu.berlaku_sampai is None:
        return None
    kunci = topology.ANTREAN_PEMBERITAHUAN
    pesan = Pemberitahuan(
        jenis="sk_akan_berakhir",
        pada=pada,
        sop=sop.kode,
        permohonan_id=permohonan.id,
        nomor=permohonan.nomor,
        pengajuan_id=permohonan.pengajuan_id[-1],
        pesan=f"Surat Keputusan {sop.izin} nomor {satu.nomor} berlaku sampai dengan"
        f" {tanggal_panjang(satu.berlaku_sampai)}. Ajukan perpanjangannya sebelum itu, dengan"
        " menyebut nomor ini.",
        nomor_sk=satu.nomor,
        berlaku_sampai=satu.berlaku_sampai,
    )
    return Kiriman(
        exchange=topology.EXCHANGE_IZIN,
        kunci=kunci,
        pesan=pesan,
        message_id=f"{permohonan.id}/sk-akan-berakhir/{satu.seri}.{satu.tahun}.{satu.urut}",
        correlation_id=str(permohonan.id),
        saat=pada,
    )
