"""The outcome of one message: messages to publish, an answer, and whether it is put aside."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.alur import Kiriman
from shared.contracts import DaftarTugas, Jawaban, Naskah, Penarikan, Pengajuan, Putusan, teks_saat
from shared.errors import Ditolak
from shared.permohonan import Permohonan
from shared.sop.table import TANPA_NAMA, nama_pelaksana

DITERAPKAN = "diterapkan"
SUDAH_DITERAPKAN = "sudah_diterapkan"


@dataclass(frozen=True)
class Outcome:
    """`ditolak` is set when the message was refused. `simpan` says that it goes to karantina
    even if its sender was answered: an applicant's message is always kept. `daftar`: the answer to
    a question, where that is no Jawaban. `tunda`: not done yet, without a fault; back to the
    broker, to be delivered once more."""

    kiriman: tuple[Kiriman, ...] = ()
    jawaban: Jawaban | None = None
    ditolak: Ditolak | None = None
    simpan: bool = False
    daftar: DaftarTugas | Naskah | None = None
    tunda: bool = False


def kunci(pesan: Pengajuan | Putusan | Penarikan) -> str:
    if isinstance(pesan, Penarikan):
        return pesan.penarikan_id
    return pesan.putusan_id if isinstance(pesan, Putusan) else pesan.pengajuan_id


def jawaban_diterapkan(
    pesan: Pengajuan | Putusan | Penarikan,
    permohonan: Permohonan,
    nama: Mapping[str, str] = TANPA_NAMA,
    *,
    ulangan: bool,
) -> Jawaban:
    """`nama`: what people call the pelaksana, by their keys. A sender whose time was not believed
    is told so, for its clock or its dates are wrong."""
    terbuka = permohonan.langkah
    posisi = (
        f"kini di {nama_pelaksana(terbuka.pelaksana, nama)}"
        if terbuka
        else f"kini {permohonan.status}"
    )
    return Jawaban(
        menjawab=kunci(pesan),
        diterapkan=True,
        kode=SUDAH_DITERAPKAN if ulangan else DITERAPKAN,
        alasan=f"{permohonan.nomor} {posisi}",
        rincian=_saat_tidak_dipakai(pesan, permohonan),
        permohonan_id=permohonan.id,
        nomor=permohonan.nomor,
    )


def _saat_tidak_dipakai(
    pesan: Pengajuan | Putusan | Penarikan, permohonan: Permohonan
) -> tuple[str, ...]:
    entri = permohonan.entri_kiriman(kunci(pesan))
    if entri is None or entri.saat_pengirim is None:
        return ()
    bidang = ("mulai_pada", _bidang_saat(pesan))
    said = (entri.saat_pengirim.dikerjakan_pada, entri.saat_pengirim.diputuskan_pada)
    return tuple(
        f"{nama} {teks_saat(saat)} terlalu jauh dari saat diterima, maka tidak dipakai"
        for nama, saat in zip(bidang, said, strict=True)
        if saat is not None
    )


def _bidang_saat(pesan: Pengajuan | Putusan | Penarikan) -> str:
    if isinstance(pesan, Penarikan):
        return "ditarik_pada"
    return "diputuskan_pada" if isinstance(pesan, Putusan) else "diajukan_pada"


def jawaban_ditolak(menjawab: str, tolak: Ditolak, permohonan: Permohonan | None = None) -> Jawaban:
    return Jawaban(
        menjawab=menjawab,
        diterapkan=False,
        kode=tolak.kode,
        alasan=tolak.alasan,
        rincian=tolak.rincian,
        permohonan_id=permohonan.id if permohonan else None,
        nomor=permohonan.nomor if permohonan else None,
    )
