"""What a watchdog announces: a breach of mutu baku. Field names are a public interface."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.base import (
    Kode,
    KodePelaksana,
    NoLangkah,
    Nomor,
    Pesan,
    Putaran,
    Saat,
    Sha256,
)

Tingkat = Literal[
    "mendekati",
    "terlampaui",
    "selesai_terlambat",
    "kembali_ujung_batas",
    "kembali_tanpa_perubahan",
    "putaran_berulang",
]
Cakupan = Literal["langkah", "keseluruhan"]


class Pelanggaran(Pesan):
    """A breach of mutu baku, or a return to the applicant that looks like playing for time.

    Announced once for (application, langkah, putaran, tingkat), whatever crashes; the AMQP
    `message_id` is made of these. `mendekati`: 80 % of the limit is used; `terlampaui`: the
    limit has run out and the work is not done; `selesai_terlambat`: done after its limit;
    `kembali_ujung_batas`: returned in the last tenth of the limit; `kembali_tanpa_perubahan`:
    returned again for a document that did not change; `putaran_berulang`: the third round or a
    later one. `langkah` and `pelaksana` are absent when the whole application is meant.
    `terjadi_pada` is when it came about, `terlambat_terdeteksi_detik` how long after that it
    was seen. `batas` is the limit in the SOP's own words, `keterangan` what else there is to
    say, in Indonesian.
    """

    tipe: Literal["Pelanggaran"] = "Pelanggaran"
    tingkat: Tingkat
    cakupan: Cakupan
    permohonan_id: UUID
    nomor: Nomor
    sop: Kode
    sop_versi: Sha256
    langkah: NoLangkah | None = None
    putaran: Putaran
    pelaksana: KodePelaksana | None = None
    batas: str
    mulai_pada: Saat
    jatuh_tempo: Saat
    terjadi_pada: Saat
    terdeteksi_pada: Saat
    terlambat_terdeteksi_detik: Annotated[int, Field(ge=0)] = 0
    keterangan: str = ""
