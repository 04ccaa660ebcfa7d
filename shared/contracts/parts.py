"""The pieces that messages are made of."""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

from shared.contracts.base import Kode, Kontrak, Nama, Sha256, Teks
from shared.contracts.spelling import (
    dahulu,
    kosong_bila_tak_terlihat,
    nik_baku,
    nip_baku,
    telepon_baku,
)
from shared.tindakan import JenisHasil

NamaBerkas = Annotated[
    str, StringConstraints(pattern=r"^[^/\\\x00-\x1f\x7f]+$", min_length=1, max_length=200)
]


_NIP = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
_NIK = Annotated[str, StringConstraints(pattern=r"^[0-9]{16}$")]
_TELEPON = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 -]{6,19}$")]
_ALAMAT = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Nip = Annotated[_NIP, dahulu(nip_baku, _NIP)]
Nik = Annotated[_NIK, dahulu(nik_baku, _NIK)]
Telepon = Annotated[_TELEPON, dahulu(telepon_baku, _TELEPON)]
Alamat = Annotated[_ALAMAT, dahulu(kosong_bila_tak_terlihat, _ALAMAT)]

UKURAN_BERKAS_MAKS_BYTES = 2**40
"""Of what can be said, not of what is accepted: that is a setting."""


class Dokumen(Kontrak):
    """A reference to a file in the document store; the bytes never travel in a message.

    `berkas_id` is the 24 hex digits of the file's ObjectId in the GridFS bucket `dokumen`.
    """

    berkas_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}$")]
    nama_berkas: NamaBerkas
    media_type: Annotated[str, StringConstraints(max_length=100)]
    ukuran_bytes: Annotated[int, Field(ge=0, le=UKURAN_BERKAS_MAKS_BYTES)]
    sha256: Sha256


class DokumenBerkode(Kontrak):
    """A file handed in for one persyaratan, or as one output of a step."""

    kode: Kode
    berkas: Dokumen


class HasilPutusan(Kontrak):
    """One output that a decision brings: a file (`berkas`), or what the letter is to say (`isi`,
    by the schema of `HasilDiminta.surat`), of which the worker makes the file."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["berkas"], "properties": {"berkas": {"type": "object"}}},
                {"required": ["isi"], "properties": {"isi": {"type": "object"}}},
            ]
        }
    )

    kode: Kode
    berkas: Dokumen | None = None
    isi: dict[str, Any] | None = None

    @model_validator(mode="before")
    @classmethod
    def _dari_berkas(cls, nilai: Any) -> Any:
        if isinstance(nilai, DokumenBerkode):
            return {"kode": nilai.kode, "berkas": nilai.berkas}
        return nilai

    @model_validator(mode="after")
    def _satu_saja(self) -> Self:
        if (self.berkas is None) == (self.isi is None):
            raise ValueError("isi salah satu: berkas, atau isi surat")
        return self

    @model_serializer(mode="wrap")
    def _tanpa_yang_kosong(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # As before there were letters: the digest of a repeated decision must not change.
        return {kunci: nilai for kunci, nilai in handler(self).items() if nilai is not None}


class SuratDiminta(Kontrak):
    """A letter that the worker makes of `isi`. `skema` is the JSON Schema of `isi`, `awal` what a
    tool may fill in before the officer writes, `versi` that of the templates."""

    jenis: Kode
    judul: str
    versi: Sha256
    skema: dict[str, Any]
    awal: dict[str, Any]


CaraTandaTangan = Literal["lokal", "bsre"]


class HasilDiminta(Kontrak):
    """An output that the step owes. A `dokumen` is supplied by the tool, in one of `media`, or
    made by the worker where `surat` is there; without `media`, only by the worker. `tanda_tangan`:
    the worker signs it too (`lokal`), or the tool asks for the text (`MintaNaskah`), has it signed
    by the national service (`bsre`), and brings the signed file."""

    kode: Kode
    nama: str
    jenis: JenisHasil
    media: tuple[str, ...] = ()
    surat: SuratDiminta | None = None
    tanda_tangan: CaraTandaTangan | None = None


class Verdik(Kontrak):
    """The officer's word on one document. `alasan` is owed when it is not accepted."""

    kode: Kode
    diterima: bool
    alasan: Teks = ""


class Petugas(Kontrak):
    """Who decided: `id` is the office's own identifier (NIP), never a NIK."""

    id: Nip
    nama: Nama


class Pemohon(Kontrak):
    """The applicant. Personal data: never in logs, events or message headers."""

    nama: Nama
    nik: Nik
    telepon: Telepon
    surel: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]


class Lembaga(Kontrak):
    """The institution that the permit is for."""

    nama: Nama
    alamat: Alamat


class Perbaikan(Kontrak):
    """One thing the applicant must put right. `jenis` says what `kode` refers to."""

    jenis: Literal["dokumen", "isian"]
    kode: Kode
    nama: str
    alasan: str


class Perubahan(Kontrak):
    """A value of the form that the correction of `putaran` changed. `bidang` is its path, such as
    "pemohon.nik" or "isian.jumlah-pendidik"; `diminta`: it had been sent back. Personal data."""

    putaran: int
    bidang: str
    nama: str
    semula: str
    menjadi: str
    diminta: bool


class Kekurangan(Kontrak):
    """A required document or form field that is not there."""

    jenis: Literal["dokumen", "isian"]
    kode: Kode
    nama: str


class DokumenDiajukan(Kontrak):
    """A persyaratan's document as it stands, with the last verdict on it, if any."""

    kode: Kode
    nama: str
    berkas: Dokumen
    putaran: int
    diterima: bool | None = None
    alasan: str = ""


class HasilLangkah(Kontrak):
    """An output that exists. `catatan` outputs are records that the decision itself made.

    `atas` is the SHA-256 of the document that the decision acted on (approval, signature).
    """

    kode: Kode
    nama: str
    jenis: JenisHasil
    langkah: int
    putaran: int
    berkas: Dokumen | None = None
    atas: Sha256 | None = None
