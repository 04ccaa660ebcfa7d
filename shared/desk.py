"""The author of a role imports this: a desk, the rules of its acts, and how to say no.

A desk is a pelaksana with the acts (tindakan) whose rules it keeps. The SOP file decides who
does which act at which step; a rule only knows its act. A rule receives the case and the
decision and yields each lack; it reads no clock, no store and no broker.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from shared.contracts.base import POLA_PELAKSANA
from shared.contracts.messages import Putusan
from shared.contracts.parts import DokumenBerkode, Kekurangan
from shared.errors import KodeTolak
from shared.permohonan.model import DokumenPermohonan, Permohonan
from shared.sop.model import Langkah, Sop
from shared.tindakan import Tindakan


@dataclass(frozen=True)
class Keberatan:
    """One reason why a decision cannot stand."""

    kode: KodeTolak
    alasan: str


@dataclass(frozen=True)
class Perkara:
    """The case on the desk: an application, its SOP, and the step that is open."""

    permohonan: Permohonan
    sop: Sop
    langkah: Langkah

    @property
    def atas(self) -> DokumenBerkode | None:
        """The document this step works on (`atas` in the SOP file), once it exists."""
        hasil = self.permohonan.hasil_untuk(self.langkah.atas) if self.langkah.atas else None
        if hasil is None or hasil.berkas is None:
            return None
        return DokumenBerkode(kode=hasil.kode, berkas=hasil.berkas)

    def kekurangan(self) -> tuple[Kekurangan, ...]:
        """Required documents and form fields of the SOP that the application does not have."""
        dokumen = (
            Kekurangan(jenis="dokumen", kode=p.kode, nama=p.nama)
            for p in self.sop.persyaratan
            if p.wajib and self.permohonan.dokumen_untuk(p.kode) is None
        )
        isian = (
            Kekurangan(jenis="isian", kode=i.kode, nama=i.label)
            for i in self.sop.isian
            if i.wajib and not self.permohonan.isian.get(i.kode, "").strip()
        )
        return (*dokumen, *isian)

    def belum_diterima(self) -> Iterator[DokumenPermohonan]:
        """Documents still to be accepted by an officer, rejected ones among them."""
        return (d for d in self.permohonan.dokumen if d.diterima is not True)


_KUNCI = re.compile(POLA_PELAKSANA)

Pemeriksaan = Callable[[Perkara, Putusan], Iterable[Keberatan]]
SebelumTugas = Callable[[Perkara], Iterable[Kekurangan]]


def _tanpa_kekurangan(_: Perkara) -> Iterable[Kekurangan]:
    return ()


@dataclass(frozen=True)
class Aturan:
    """The rule of one act: checks a decision, and the application before a task opens.

    `sebelum_tugas` yields the lacks that the officer must be shown.
    """

    tindakan: Tindakan
    periksa: Pemeriksaan
    sebelum_tugas: SebelumTugas = _tanpa_kekurangan


@dataclass(frozen=True)
class Desk:
    """A pelaksana: its key in SOP files and queue names, its name, and the rules it keeps."""

    pelaksana: str
    nama: str
    aturan: tuple[Aturan, ...] = ()

    def __post_init__(self) -> None:
        """Raises `ValueError` for a key that could not stand in a queue name or a message."""
        if not _KUNCI.fullmatch(self.pelaksana):
            raise ValueError(f"'{self.pelaksana}' is no key of a pelaksana: a-z, then a-z or 0-9")


BukuAturan = Mapping[Tindakan, Aturan]


def buku_aturan(desks: Iterable[Desk]) -> BukuAturan:
    """Raises `ValueError` unless every act has exactly one rule."""
    buku: dict[Tindakan, Aturan] = {}
    for aturan in (a for desk in desks for a in desk.aturan):
        if aturan.tindakan in buku:
            raise ValueError(f"two rules for the act '{aturan.tindakan}'")
        buku[aturan.tindakan] = aturan
    if hilang := set(Tindakan) - set(buku):
        raise ValueError(f"no rule for: {', '.join(sorted(hilang))}")
    return buku


def atas_dokumen_ini(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """An approval, signature or receipt holds for one very document and no other."""
    atas = perkara.atas
    if putusan.putusan != "terima" or atas is None:
        return
    if putusan.atas is None:
        yield Keberatan(
            KodeTolak.DRAF_BERBEDA, f"putusan harus menyebut SHA-256 '{atas.kode}' pada 'atas'"
        )
    elif putusan.atas != atas.berkas.sha256:
        yield Keberatan(
            KodeTolak.DRAF_BERBEDA,
            f"putusan dibuat atas '{atas.kode}' yang lain daripada yang sekarang berlaku",
        )


def hasil_dikembalikan(perkara: Perkara, putusan: Putusan) -> Iterator[Keberatan]:
    """Outputs that all come again as they were: an earlier one is in the riwayat only because it
    was sent back. Of several papers some may be right as they are."""
    lama = {
        (hasil.kode, hasil.berkas.sha256)
        for entri in perkara.permohonan.riwayat
        for hasil in entri.hasil
        if hasil.berkas
    }
    dokumen = putusan.dokumen
    if dokumen and all((h.kode, h.berkas.sha256) in lama for h in dokumen):
        kode = " dan ".join(f"'{hasil.kode}'" for hasil in dokumen)
        yield Keberatan(
            KodeTolak.OUTPUT_KURANG, f"{kode} sama dengan yang sudah dikembalikan; perbaiki dahulu"
        )
