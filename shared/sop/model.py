"""One SOP as the machine sees it. Every text column is word for word the official table's."""

from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from shared.sop.errors import LangkahTidakAda
from shared.sop.text import AwalanNomor, Kalimat, KalimatAtauKosong, Kode, KodeAtauKosong, Media
from shared.sop.waktu import TotalWaktu, Waktu
from shared.tindakan import Akhir, JenisHasil, NilaiPutusan, PutusanTercatat, Tindakan

__all__ = [
    "Akhir",
    "AturanPenarikan",
    "FiktifPositif",
    "Hasil",
    "Isian",
    "JenisHasil",
    "Langkah",
    "NilaiPutusan",
    "Persyaratan",
    "Rute",
    "Sop",
    "SopTermuat",
    "TotalWaktu",
    "Waktu",
]

# More than any real table; it bounds the work that the checks do on a strange file.
LANGKAH_MAKS = 100

T = TypeVar("T")

NomorLangkah = Annotated[int, Field(strict=True, ge=1, le=LANGKAH_MAKS)]
Wajib = Annotated[bool, Field(strict=True)]


def _tujuan(nilai: Any) -> Any:
    # Said here in one sentence; the union below would answer with one error for each member.
    nomor = isinstance(nilai, int) and not isinstance(nilai, bool)
    if not nomor and nilai not in ("selesai", "ditolak"):
        raise ValueError('harus nomor langkah, "selesai" atau "ditolak"')
    return nilai


def _berisi(nilai: tuple[T, ...]) -> tuple[T, ...]:
    # Not Field(min_length=1): that counts the sound members, and so complains of an empty list
    # whenever the only member is wrong.
    if not nilai:
        raise ValueError("daftar tidak boleh kosong")
    return nilai


class _Beku(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Persyaratan(_Beku):
    """A document the applicant must bring; `sumber` says which rule asks for it."""

    kode: Kode
    nama: Kalimat
    wajib: Wajib
    media: Annotated[tuple[Media, ...], AfterValidator(_berisi)] = (
        "application/pdf",
        "image/jpeg",
        "image/png",
    )
    sumber: Kalimat
    keterangan: KalimatAtauKosong = ""


class Isian(_Beku):
    """A field of this permit's form; with `pilihan`, the answer is one of these."""

    kode: Kode
    label: Kalimat
    wajib: Wajib
    sumber: Kalimat
    pilihan: tuple[Kalimat, ...] = ()


class Hasil(_Beku):
    """An output: a `dokumen` is a file the deciding tool supplies (of a type in `media`), a
    `catatan` is a record that the decision itself makes. `surat` is the kind of letter that the
    worker makes for a `dokumen`; `berkas` says whether a file is taken as well."""

    kode: Kode
    nama: Kalimat
    jenis: JenisHasil
    media: Annotated[tuple[Media, ...], AfterValidator(_berisi)] = ("application/pdf",)
    surat: KodeAtauKosong = ""
    berkas: Wajib = True

    @model_validator(mode="after")
    def _dibuat_dari_sesuatu(self) -> Self:
        if self.surat and self.jenis != "dokumen":
            raise ValueError("surat hanya milik hasil berjenis dokumen")
        if not self.berkas and not self.surat:
            raise ValueError("berkas = false hanya bila surat disebut")
        return self


class Rute(_Beku):
    """Where a decision leads. `tambahan` is why we added a route the official table lacks.

    `surat` is the kind of letter that the applicant gets when it is taken.
    `hasil` lists the outputs owed on this route; None means all of them when the decision is
    `terima`, none otherwise.
    """

    putusan: NilaiPutusan
    ke: Annotated[int | Akhir, BeforeValidator(_tujuan)]
    tambahan: KalimatAtauKosong = ""
    hasil: tuple[Kode, ...] | None = None
    surat: KodeAtauKosong = ""


class Langkah(_Beku):
    """One row of the table, and the fields that the machine needs besides its words.

    `kabar`: whether an applicant is told that this step begins; None: when it is another desk's.
    """

    no: NomorLangkah
    kegiatan: Kalimat
    pelaksana: Kalimat
    tindakan: Tindakan
    kelengkapan: Kalimat
    waktu: Waktu
    output: Kalimat
    keterangan: KalimatAtauKosong = ""
    butuh: tuple[Kode, ...] = ()
    hasil: Annotated[tuple[Hasil, ...], Field(max_length=LANGKAH_MAKS)]
    atas: KodeAtauKosong = ""
    rute: Annotated[tuple[Rute, ...], Field(max_length=LANGKAH_MAKS)]
    kabar: Annotated[bool, Field(strict=True)] | None = None

    def rute_untuk(self, putusan: PutusanTercatat) -> Rute | None:
        return next((rute for rute in self.rute if rute.putusan == putusan), None)

    def hasil_wajib(self, putusan: PutusanTercatat) -> tuple[Hasil, ...]:
        """The outputs without which this decision cannot close the step."""
        rute = self.rute_untuk(putusan)
        return self.hasil_rute(rute) if rute else ()

    def hasil_rute(self, rute: Rute) -> tuple[Hasil, ...]:
        """The outputs owed on one route of this step."""
        if rute.hasil is None:
            return self.hasil if rute.putusan == "terima" else ()
        return tuple(hasil for hasil in self.hasil if hasil.kode in rute.hasil)


def _dalam_hari(waktu: Waktu) -> Waktu:
    if waktu.satuan != "hari":
        raise ValueError('batas undang-undang dihitung dalam hari kerja: tulis misalnya "5 Hari"')
    return waktu


class FiktifPositif(_Beku):
    """Within how many hari kerja the law wants a decision, counted from the day on which the
    application was received complete; `dasar` says which rule. Shown, never acted on."""

    waktu: Annotated[Waktu, AfterValidator(_dalam_hari)]
    dasar: Kalimat


class AturanPenarikan(_Beku):
    """While the open step is not beyond `sampai`, the applicant may withdraw. No official table has
    it: `tambahan` is why we added it."""

    sampai: NomorLangkah
    tambahan: Kalimat


class Sop(_Beku):
    """The whole table. `awalan_nomor` begins the number of every application under it;
    `fiktif_positif` is None where the file leaves it to the general law; without `penarikan` no
    application under it can be withdrawn."""

    kode: Kode
    judul: Kalimat
    izin: Kalimat
    awalan_nomor: AwalanNomor
    total: TotalWaktu
    dasar: tuple[Kalimat, ...]
    fiktif_positif: FiktifPositif | None = None
    penarikan: AturanPenarikan | None = None
    persyaratan: Annotated[tuple[Persyaratan, ...], Field(max_length=LANGKAH_MAKS)]
    isian: Annotated[tuple[Isian, ...], Field(max_length=LANGKAH_MAKS)]
    langkah: Annotated[tuple[Langkah, ...], Field(max_length=LANGKAH_MAKS), AfterValidator(_berisi)]

    @property
    def langkah_pertama(self) -> Langkah:
        return self.langkah[0]

    @property
    def pelaksana(self) -> tuple[str, ...]:
        """Each pelaksana once, in the order in which the steps first need them."""
        return tuple(dict.fromkeys(langkah.pelaksana for langkah in self.langkah))

    def langkah_ke(self, no: int) -> Langkah:
        """Raises LangkahTidakAda."""
        for langkah in self.langkah:
            if langkah.no == no:
                return langkah
        raise LangkahTidakAda(self.kode, no)

    def persyaratan_kode(self, kode: str) -> Persyaratan | None:
        return next((satu for satu in self.persyaratan if satu.kode == kode), None)

    def jumlah_waktu(self) -> tuple[int, int]:
        """The sum of the steps, as (hari, menit)."""
        waktu = [langkah.waktu for langkah in self.langkah]
        hari = sum(satu.jumlah for satu in waktu if satu.satuan == "hari")
        menit = sum(satu.jumlah for satu in waktu if satu.satuan == "menit")
        return hari, menit

    def selisih_menit(self) -> int:
        """The minutes of the stated total minus those of the steps (days are apart)."""
        return self.total.menit - self.jumlah_waktu()[1]

    def selisih_hari(self) -> int:
        """The days of the stated total minus those of the steps."""
        return self.total.hari - self.jumlah_waktu()[0]


class SopTermuat(_Beku):
    """A checked SOP with the text it came from; `versi` is the SHA-256 (hex) of that text."""

    sop: Sop
    versi: str
    sumber: str
    berkas: str
