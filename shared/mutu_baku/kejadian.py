"""An event of the clock, and the message by which the watchdog announces it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared import topology
from shared.alur.outgoing import Kiriman
from shared.contracts import Pelanggaran
from shared.contracts.base import ke_milidetik
from shared.contracts.pelanggaran import Cakupan, Tingkat
from shared.permohonan import Permohonan

KESELURUHAN = "keseluruhan"


def kunci_kejadian(permohonan_id: UUID, langkah: int | None, putaran: int, tingkat: str) -> str:
    """Unique over all applications; also the `message_id` on the wire."""
    return f"{permohonan_id}/{langkah or KESELURUHAN}.{putaran}/{tingkat}"


@dataclass(frozen=True)
class Kejadian:
    """One event. `langkah` and `pelaksana` are None for the whole application."""

    tingkat: Tingkat
    cakupan: Cakupan
    langkah: int | None
    putaran: int
    pelaksana: str | None
    batas: str
    mulai: datetime
    jatuh_tempo: datetime
    terjadi: datetime
    keterangan: str = ""

    def kunci(self, permohonan_id: UUID) -> str:
        return kunci_kejadian(permohonan_id, self.langkah, self.putaran, self.tingkat)


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
    """Always the same for the same record: to publish it again is to repeat the same message."""
    return Kiriman(
        exchange=topology.EXCHANGE_MUTU_BAKU,
        kunci=topology.kunci_pelanggaran(pelanggaran.tingkat, pelanggaran.pelaksana or KESELURUHAN),
        pesan=pelanggaran,
        message_id=kunci_pelanggaran(pelanggaran),
        correlation_id=str(pelanggaran.permohonan_id),
        saat=pelanggaran.terdeteksi_pada,
    )
