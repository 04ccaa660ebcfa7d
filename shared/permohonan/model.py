"""The application: one document, its open step, and its append-only history."""

from typing import Annotated, Literal
from uuid import UUID, uuid5

from pydantic import Field

from shared.contracts.base import Kontrak, Saat
from shared.contracts.messages import TujuanTercatat
from shared.contracts.parts import (
    Dokumen,
    DokumenBerkode,
    HasilLangkah,
    Lembaga,
    Pemohon,
    Perbaikan,
    Perubahan,
    Petugas,
    Verdik,
)
from shared.permohonan.wewenang import Wewenang
from shared.tindakan import PutusanTercatat, Tindakan

SKEMA_DOKUMEN = 3
"""How documents are written now; `shared/store/codec.py` reads what was written before."""

_RUANG_NAMA = UUID("5b6f1c1e-2f0e-5c53-9f0a-6f6b1d0f7a21")

Status = Literal["berjalan", "selesai", "ditolak", "ditarik"]


def id_permohonan(pengajuan_id: str) -> UUID:
    """Derived from the portal's key, so that one submission can only ever make one application."""
    return uuid5(_RUANG_NAMA, pengajuan_id)


class DokumenPermohonan(Kontrak):
    """The document that stands for a persyaratan now, and the last verdict on it."""

    kode: str
    berkas: Dokumen
    putaran: int
    diterima: bool | None = None
    alasan: str = ""


class LangkahTerbuka(Kontrak):
    """The step that is open. `dibuka_pada` is the instant at which the one before it closed.

    `perbaikan` and `catatan` are what the one who sent the application back wants put right.
    """

    no: int
    putaran: int
    pelaksana: str
    dibuka_pada: Saat
    perbaikan: tuple[Perbaikan, ...] = ()
    catatan: str = ""


class SaatPengirim(Kontrak):
    """What a sender's clock said and was not believed (`shared/alur/instants.py`), by the names of
    the entry's own fields."""

    dikerjakan_pada: Saat | None = None
    diputuskan_pada: Saat | None = None


class Entri(Kontrak):
    """One closed step. `digest` covers every other field, `digest_sebelum` included.

    `kiriman_id` is the pengajuan_id, putusan_id or penarikan_id that closed the step and `sidik`
    the digest of its content: by these a repeated message is known. `dikerjakan_pada` is when the
    sender says the task was taken in hand, `diputuskan_pada` when it was decided; `ditutup_pada`,
    by our clock, is from when the next step's time runs. `wewenang` is by what right `oleh`
    decided; absent where the office keeps no register, and for the applicant's own steps.
    `sidik_bidang` (short digests of the form's values) and `sidik_perubahan` (of what a correction
    changed) seal what the applicant said without repeating it; absent elsewhere.
    `saat_pengirim`: instants that the sender named and that were not believed; absent where they
    were. `surat` is the letter that the applicant got; absent where there is none.
    """

    urutan: int
    langkah: int
    putaran: int
    pelaksana: str
    tindakan: Tindakan
    putusan: PutusanTercatat
    ke: TujuanTercatat
    oleh: Petugas | None = None
    wewenang: Wewenang | None = None
    kiriman_id: str
    sidik: str
    dibuka_pada: Saat
    dikerjakan_pada: Saat | None = None
    diputuskan_pada: Saat
    ditutup_pada: Saat
    verdik: tuple[Verdik, ...] = ()
    dokumen: tuple[DokumenBerkode, ...] = ()
    hasil: tuple[HasilLangkah, ...] = ()
    perbaikan: tuple[Perbaikan, ...] = ()
    catatan: str = ""
    sidik_bidang: dict[str, str] | None = None
    sidik_perubahan: str | None = None
    saat_pengirim: SaatPengirim | None = None
    surat: DokumenBerkode | None = None
    digest_sebelum: str
    digest: str = ""

    @property
    def ditarik(self) -> bool:
        """Closed by the applicant's withdrawal, whoever had the step."""
        return self.putusan == "tarik"

    @property
    def pengajuan(self) -> bool:
        """Closed by a submission or a correction."""
        return self.tindakan is Tindakan.AJUKAN and not self.ditarik


class Geseran(Kontrak):
    """The open step's due instant, moved because another calendar came into force."""

    langkah: int
    putaran: int
    pada: Saat
    semula: Saat | None
    menjadi: Saat | None
    kalender: str


class Jaga(Kontrak):
    """What the watchdog watches for; armed in the same write that opens the step.

    `pada`: when something falls due next that is not claimed yet; None when nothing will by
    itself. `sampai`: everything up to this instant is claimed, so the step that was seen open
    then cannot close at or before it any more. `kalender`: the version by which all this was
    reckoned. `mendekati` and `jatuh_tempo`: of the open step, None while it is the applicant's.
    """

    pada: Saat | None
    sampai: Saat
    kalender: str
    mendekati: Saat | None = None
    jatuh_tempo: Saat | None = None
    digeser: tuple[Geseran, ...] = ()


class Permohonan(Kontrak):
    """`urutan` is the number of closed steps: what every write is compared with.

    `putaran` grows by one whenever the application moves back, to the applicant or to a desk;
    within one putaran steps only go forward, so (langkah, putaran) names one opening. `skema` is
    the version in which the store has it; what is here is always today's, and so is the next write.
    `perubahan`: every value of the form that a correction changed, the old one too.
    `kabari_kemajuan`: the applicant is told of each step, as was settled when it was registered.
    `surat_versi`: the templates by which its letters are made; None where there were none yet.
    `menggantikan`: the number of the SK whose place its own is to take.
    """

    skema: Annotated[int, Field(ge=1, le=SKEMA_DOKUMEN)] = SKEMA_DOKUMEN
    id: UUID
    nomor: str
    sop: str
    sop_versi: str
    status: Status = "berjalan"
    urutan: int
    putaran: int
    pemohon: Pemohon
    lembaga: Lembaga
    isian: dict[str, str]
    dokumen: tuple[DokumenPermohonan, ...]
    hasil: tuple[HasilLangkah, ...] = ()
    langkah: LangkahTerbuka | None
    pengajuan_id: tuple[str, ...]
    dibuat_pada: Saat
    riwayat: tuple[Entri, ...] = ()
    jaga: Jaga | None = None
    perubahan: tuple[Perubahan, ...] = ()
    kabari_kemajuan: bool = False
    surat_versi: str | None = None
    menggantikan: str | None = None

    def dokumen_untuk(self, kode: str) -> DokumenPermohonan | None:
        return next((d for d in self.dokumen if d.kode == kode), None)

    def hasil_untuk(self, kode: str) -> HasilLangkah | None:
        return next((h for h in self.hasil if h.kode == kode), None)

    def entri_kiriman(self, kiriman_id: str) -> Entri | None:
        return next((e for e in self.riwayat if e.kiriman_id == kiriman_id), None)
