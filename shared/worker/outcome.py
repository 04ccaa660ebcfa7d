"""The outcome of one message: messages to publish, an answer, and whether it is put aside."""

from dataclasses import dataclass

from shared.alur import Kiriman
from shared.contracts import DaftarTugas, Jawaban, Penarikan, Pengajuan, Putusan
from shared.errors import Ditolak
from shared.permohonan import Permohonan

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
    daftar: DaftarTugas | None = None
    tunda: bool = False


def kunci(pesan: Pengajuan | Putusan | Penarikan) -> str:
    if isinstance(pesan, Penarikan):
        return pesan.penarikan_id
    return pesan.putusan_id if isinstance(pesan, Putusan) else pesan.pengajuan_id


def jawaban_diterapkan(
    pesan: Pengajuan | Putusan | Penarikan, permohonan: Permohonan, *, ulangan: bool
) -> Jawaban:
    terbuka = permohonan.langkah
    posisi = f"kini di {terbuka.pelaksana}" if terbuka else f"kini {permohonan.status}"
    return Jawaban(
        menjawab=kunci(pesan),
        diterapkan=True,
        kode=SUDAH_DITERAPKAN if ulangan else DITERAPKAN,
        alasan=f"{permohonan.nomor} {posisi}",
        permohonan_id=permohonan.id,
        nomor=permohonan.nomor,
    )


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
