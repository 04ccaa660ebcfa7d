"""An event as the message that announces it."""

from datetime import datetime

from shared import topology
from shared.alur.outgoing import Kiriman
from shared.contracts import Pelanggaran
from shared.contracts.base import ke_milidetik
from shared.mutu_baku.events import KESELURUHAN, Kejadian, kunci_kejadian
from shared.permohonan import Permohonan


def susun_pelanggaran(
    permohonan: Permohonan, kejadian: Kejadian, terdeteksi: datetime
) -> Pelanggaran:
    terlambat = terdeteksi - kejadian.terjadi
    return Pelanggaran(
        tingkat=kejadian.tingkat,
        cakupan=kejadian.cakupan,
        permohonan_id=permohonan.id,
        nomor=permohonan.nomor,
        sop=permohonan.sop,
        sop_versi=permohonan.sop_versi,
        langkah=kejadian.langkah,
        putaran=kejadian.putaran,
        pelaksana=kejadian.pelaksana,
        batas=kejadian.batas,
        mulai_pada=kejadian.mulai,
        jatuh_tempo=kejadian.jatuh_tempo,
        terjadi_pada=ke_milidetik(kejadian.terjadi),
        terdeteksi_pada=terdeteksi,
        terlambat_terdeteksi_detik=max(int(terlambat.total_seconds()), 0),
        keterangan=kejadian.keterangan,
    )


def kunci_pelanggaran(pelanggaran: Pelanggaran) -> str:
    """The claim's unique key, which is also the `message_id`."""
    return kunci_kejadian(
        pelanggaran.permohonan_id,
        pelanggaran.langkah,
        pelanggaran.putaran,
        pelanggaran.tingkat,
    )


def kiriman_pelanggaran(pelanggaran: Pelanggaran) -> Kiriman:
    """Always the same for the same record: who publishes it again says the very same thing."""
    return Kiriman(
        exchange=topology.EXCHANGE_MUTU_BAKU,
        kunci=topology.kunci_pelanggaran(pelanggaran.tingkat, pelanggaran.pelaksana or KESELURUHAN),
        pesan=pelanggaran,
        message_id=kunci_pelanggaran(pelanggaran),
        correlation_id=str(pelanggaran.permohonan_id),
        saat=pelanggaran.terdeteksi_pada,
    )
