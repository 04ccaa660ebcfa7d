"""The common part of all messages: frozen, no unknown fields, aware instants only."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

from shared.contracts.spelling import dahulu, kosong_bila_tak_terlihat

VERSI_SKEMA: Literal[1] = 1


def ke_milidetik(saat: datetime) -> datetime:
    """UTC, cut to milliseconds as a BSON date is, so that digests survive the store."""
    utc = saat if saat.tzinfo is UTC else saat.astimezone(UTC)
    if utc.microsecond % 1000 == 0:
        return utc
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def _dalam_utc(saat: datetime) -> datetime:
    try:
        return ke_milidetik(saat)
    except OverflowError as galat:
        raise ValueError("waktu di luar jangkauan kalender") from galat


def teks_saat(saat: datetime) -> str:
    """RFC 3339 in UTC with exactly three decimals: one spelling for one instant."""
    return saat.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _bukan_angka(nilai: object) -> object:
    """A number, also one in quotes, would be read as seconds since 1970: the contract says
    RFC 3339."""
    if isinstance(nilai, datetime) or (isinstance(nilai, str) and "T" in nilai.upper()):
        return nilai
    raise ValueError("waktu ditulis menurut RFC 3339, misalnya 2026-01-05T09:30:00+08:00")


Saat = Annotated[
    AwareDatetime,
    # After a validator written in Python, strict mode would refuse the text form even in JSON.
    Field(strict=False),
    BeforeValidator(_bukan_angka),
    AfterValidator(_dalam_utc),
    PlainSerializer(teks_saat, return_type=str, when_used="json"),
]

Tanggal = Annotated[date, Field(strict=False)]
"""A day of the office's calendar: RFC 3339 full-date."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Kode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
POLA_PELAKSANA = r"^[a-z][a-z0-9]{0,31}$"
KodePelaksana = Annotated[str, StringConstraints(pattern=POLA_PELAKSANA)]
POLA_KUNCI = r"^[A-Za-z0-9][A-Za-z0-9._:-]{7,63}$"
KunciKiriman = Annotated[str, StringConstraints(pattern=POLA_KUNCI)]
NoLangkah = Annotated[int, Field(ge=1, le=999)]
Putaran = Annotated[int, Field(ge=1, le=9999)]
Nomor = Annotated[str, StringConstraints(pattern=r"^[A-Z]+-[0-9]{4}-[0-9]{6,}$", max_length=40)]
NomorSurat = Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x1f][ -~]{0,118}[^\s]$")]
"""As the office writes the number of an SK; the pattern is its own."""
_NAMA = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_TEKS = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Nama = Annotated[_NAMA, dahulu(kosong_bila_tak_terlihat, _NAMA)]
Teks = Annotated[_TEKS, dahulu(kosong_bila_tak_terlihat, _TEKS)]


class Kontrak(BaseModel):
    """Anything that crosses the wire. Types are strict: "3" is not 3."""

    # An error's text may end in a log: it must not repeat what the applicant wrote.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Pesan(Kontrak):
    """A whole message. `tipe` (the model's name) is also the AMQP property `type`."""

    versi: Literal[1] = VERSI_SKEMA

    def ke_json(self) -> bytes:
        """The body as it travels: UTF-8, instants in RFC 3339."""
        return self.model_dump_json().encode()

    @classmethod
    def dari_json(cls, isi: bytes) -> Self:
        """Raises `pydantic.ValidationError` that names every wrong field."""
        return cls.model_validate_json(isi)


def unik(kunci: Callable[[Any], str]) -> AfterValidator:
    """A list in which no two entries share `kunci`; the error names the double."""

    def periksa(daftar: tuple[Any, ...]) -> tuple[Any, ...]:
        terlihat: set[str] = set()
        for butir in daftar:
            if kunci(butir) in terlihat:
                raise ValueError(f"'{kunci(butir)}' disebut lebih dari satu kali")
            terlihat.add(kunci(butir))
        return daftar

    return AfterValidator(periksa)
