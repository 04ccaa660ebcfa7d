"""Decisions in series: drafts that one person has read one after another, decided together, each by
its own decision."""

from collections.abc import Iterator
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.akun.model import NamaMasuk
from shared.contracts import Tugas
from shared.contracts.base import Saat
from shared.contracts.parts import HasilDiminta
from shared.sop.model import Sop
from shared.tindakan import Tindakan

Kode = Literal["diterapkan", "didahului", "ditolak", "tunggu"]
"""`tunggu`: not decided, or not known to be; it may be gone on with."""


class _Beku(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class HasilButir(_Beku):
    """What became of one; `kata` says it."""

    kode: Kode
    kata: str
    pada: Saat

    @property
    def tetap(self) -> bool:
        return self.kode != "tunggu"


class ButirSeri(_Beku):
    """One case of a series. `draf`: SHA-256 of what was read; `akibat`: what was confirmed;
    `layanan`: the national service signs it."""

    nomor: str
    permohonan_id: UUID
    langkah: int
    putaran: int
    lembaga: str
    draf: str
    akibat: str
    layanan: bool = False


class Seri(_Beku):
    """`hasil` by place. `giliran` counts how often it was begun; while `berjalan_sampai` is not
    over, a process is at it."""

    id: str
    akun: NamaMasuk
    pelaksana: str
    butir: tuple[ButirSeri, ...]
    hasil: dict[int, HasilButir] = {}
    giliran: int = 0
    dibuat_pada: Saat
    berjalan_sampai: Saat | None = None

    @property
    def dimulai(self) -> bool:
        return self.giliran > 0

    def berjalan(self, kini: Saat) -> bool:
        return self.berjalan_sampai is not None and kini < self.berjalan_sampai

    @property
    def sisa(self) -> Iterator[tuple[int, ButirSeri]]:
        """What has no last word yet."""
        for ke, butir in enumerate(self.butir):
            if ke not in self.hasil or not self.hasil[ke].tetap:
                yield ke, butir

    def banyak(self, kode: Kode) -> int:
        return sum(satu.kode == kode for satu in self.hasil.values())


def berdraf(sop: Sop, pelaksana: str) -> bool:
    """Whether this SOP brings drafts to that desk, to be approved or signed."""
    return any(satu.atas and satu.pelaksana == pelaksana for satu in sop.langkah)


def draf_seri(tugas: Tugas) -> str:
    """SHA-256 of the draft, where accepting takes a word and no more: nothing to be written,
    brought or judged. Empty for every other step."""
    terima = next((satu for satu in tugas.pilihan if satu.putusan == "terima"), None)
    if tugas.atas is None or terima is None or tugas.tindakan is Tindakan.VERIFIKASI:
        return ""
    owed = [satu for satu in tugas.keluaran if satu.kode in terima.hasil_wajib]
    return tugas.atas.berkas.sha256 if all(map(_dibuat_sistem, owed)) else ""


def _dibuat_sistem(keluaran: HasilDiminta) -> bool:
    """An SK: of its approved draft."""
    if keluaran.tanda_tangan == "bsre":
        return True
    return keluaran.surat is not None and not keluaran.surat.skema["properties"]
