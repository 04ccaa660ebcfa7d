"""One kind of letter as an office writes it down (`surat.toml` of its folder)."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from shared.sop.text import Kalimat, KalimatAtauKosong, Kode, KodeAtauKosong

JenisBidang = Literal[
    "teks", "paragraf", "bilangan", "tanggal", "pilihan", "daftar", "orang", "periksa", "foto"
]

HURUF_MAKS: dict[str, int] = {"teks": 200, "paragraf": 4000, "daftar": 1000}
"""The longest value of a field that names no limit of its own, in characters; of a `daftar`, of
one entry."""

BUTIR_MAKS: dict[str, int] = {"daftar": 30, "orang": 20, "foto": 8}
"""The most entries of a list whose field names no number of its own."""

HASIL_PERIKSA = ("sesuai", "tidak-sesuai", "tidak-berlaku")
"""The answers to a line of a checklist."""

_BIDANG_MAKS = 60
_TEKS_BERBATAS = ("teks", "paragraf", "daftar")


class _Beku(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Butir(_Beku):
    """One line of a checklist; `sumber` says which rule asks for it."""

    kode: Kode
    label: Kalimat
    sumber: KalimatAtauKosong = ""


class Pilihan(_Beku):
    """One answer there is, and how the letter words it."""

    kode: Kode
    label: Kalimat


def _tak_kembar(daftar: tuple["Butir | Pilihan", ...]) -> tuple["Butir | Pilihan", ...]:
    kode = [satu.kode for satu in daftar]
    if kembar := {satu for satu in kode if kode.count(satu) > 1}:
        raise ValueError(f"kode disebut lebih dari satu kali: {', '.join(sorted(kembar))}")
    return daftar


class Bidang(_Beku):
    """One field of a letter.

    `huruf_maks` and `butir_maks` narrow the limits of its `jenis`; `awal` is the text that a tool
    may show before the officer writes, with `{paths}` into the case; `untuk` names the SOPs whose
    letters have the field, none means all.
    """

    kode: Kode
    label: Kalimat
    jenis: JenisBidang
    wajib: Annotated[bool, Field(strict=True)] = True
    bantuan: KalimatAtauKosong = ""
    huruf_maks: Annotated[int, Field(strict=True, ge=1, le=4000)] | None = None
    butir_maks: Annotated[int, Field(strict=True, ge=1, le=100)] | None = None
    pilihan: Annotated[tuple[Pilihan, ...], AfterValidator(_tak_kembar)] = ()
    butir: Annotated[tuple[Butir, ...], AfterValidator(_tak_kembar)] = ()
    awal: str | tuple[str, ...] = ""
    untuk: tuple[Kode, ...] = ()

    @model_validator(mode="after")
    def _isi_menurut_jenis(self) -> Self:
        for punya, ada, jenis in (
            ("pilihan", bool(self.pilihan), ("pilihan",)),
            ("butir", bool(self.butir), ("periksa",)),
        ):
            if ada != (self.jenis in jenis):
                kata = "hanya milik" if ada else "wajib ada pada"
                raise ValueError(f"{punya} {kata} bidang berjenis {jenis[0]}")
        if self.huruf_maks is not None and self.jenis not in _TEKS_BERBATAS:
            raise ValueError("huruf_maks hanya milik bidang teks, paragraf atau daftar")
        if self.butir_maks is not None and self.jenis not in BUTIR_MAKS:
            raise ValueError("butir_maks hanya milik bidang daftar, orang atau foto")
        if self.awal and self.jenis not in _TEKS_BERBATAS:
            raise ValueError("awal hanya milik bidang teks, paragraf atau daftar")
        if isinstance(self.awal, tuple) != (self.jenis == "daftar") and self.awal:
            raise ValueError("awal sebuah daftar adalah daftar teks, awal yang lain sebuah teks")
        return self

    @property
    def batas_huruf(self) -> int:
        """Characters; of a `daftar`, of one entry."""
        return self.huruf_maks or HURUF_MAKS.get(self.jenis, HURUF_MAKS["teks"])

    @property
    def batas_butir(self) -> int:
        """Entries of a list."""
        return self.butir_maks or BUTIR_MAKS[self.jenis]


def _satu_satu(bidang: tuple[Bidang, ...]) -> tuple[Bidang, ...]:
    """Two fields may share a code where no SOP has both."""
    for ke, satu in enumerate(bidang):
        for lain in bidang[:ke]:
            bersama = not satu.untuk or not lain.untuk or set(satu.untuk) & set(lain.untuk)
            if satu.kode == lain.kode and bersama:
                raise ValueError(f"bidang '{satu.kode}' disebut lebih dari satu kali")
    return bidang


class JenisSurat(_Beku):
    """`seperti` is another kind whose fields this one has as well (a decree has those of its
    draft); `bernomor`: the letter bears a number of the register."""

    kode: Kode
    judul: Kalimat
    seperti: KodeAtauKosong = ""
    bernomor: Annotated[bool, Field(strict=True)] = False
    bidang: Annotated[
        tuple[Bidang, ...], Field(max_length=_BIDANG_MAKS), AfterValidator(_satu_satu)
    ] = ()

    def bidang_untuk(self, sop: str) -> tuple[Bidang, ...]:
        """The fields that a letter of this SOP has."""
        return tuple(satu for satu in self.bidang if not satu.untuk or sop in satu.untuk)
