"""A decision half written: what an officer has filled in and not sent yet."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.akun.model import NamaMasuk
from shared.contracts.base import Saat
from shared.contracts.parts import Dokumen
from shared.kotak.model import Baris

Isian = Mapping[str, Sequence[str]]
"""The fields of a form by their names, each with all its values, in their order."""


class NaskahSk(BaseModel):
    """The text of an SK as its signatory was shown it. `bertanda`: the same, signed, while the
    decision has not been answered yet."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    nomor: str
    kode: str
    berkas: Dokumen
    bertanda: Dokumen | None = None


class Konsep(BaseModel):
    """Of one person, at one opening of a step. `berkas`: files that were uploaded with it; a form
    may refer to these and to no others. `dibaca`: SHA-256 of the draft that this person has read,
    of those that are decided in series."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    pelaksana: str
    permohonan_id: UUID
    langkah: int
    putaran: int
    akun: NamaMasuk
    isian: tuple[tuple[str, str], ...] = ()
    berkas: tuple[Dokumen, ...] = ()
    naskah: NaskahSk | None = None
    dibaca: str = ""
    diubah_pada: Saat

    @property
    def kunci(self) -> str:
        return kunci_konsep(
            self.pelaksana, self.permohonan_id, (self.langkah, self.putaran), self.akun
        )

    @property
    def nilai(self) -> Isian:
        semua: dict[str, list[str]] = {}
        for nama, isi in self.isian:
            semua.setdefault(nama, []).append(isi)
        return semua

    def satu_berkas(self, berkas_id: str) -> Dokumen | None:
        return next((satu for satu in self.berkas if satu.berkas_id == berkas_id), None)


def kunci_konsep(pelaksana: str, permohonan_id: UUID, pembukaan: tuple[int, int], akun: str) -> str:
    """`pembukaan`: (langkah, putaran)."""
    langkah, putaran = pembukaan
    return f"{pelaksana}/{permohonan_id}/{langkah}.{putaran}/{akun}"


def konsep_kosong(baris: Baris, akun: str, kini: Saat) -> Konsep:
    return Konsep(
        pelaksana=baris.pelaksana,
        permohonan_id=baris.permohonan_id,
        langkah=baris.langkah,
        putaran=baris.putaran,
        akun=akun,
        diubah_pada=kini,
    )


def nilai(isian: Isian, nama: str) -> str:
    """The last value of a field; empty where there is none."""
    semua = isian.get(nama, ())
    return semua[-1] if semua else ""


def pasangan(isian: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """In one spelling of line ends: a browser sends CRLF."""
    return tuple((nama, isi.replace("\r\n", "\n")) for nama, isi in isian)
