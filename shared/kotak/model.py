"""A task in an inbox, and its line in the list."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.akun.model import NamaMasuk
from shared.contracts import Tugas
from shared.contracts.base import Saat
from shared.contracts.parts import Petugas
from shared.kotak.seri import draf_seri

Keadaan = Literal["dalam_batas", "mendekati", "terlampaui"]


class _Beku(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Pegangan(_Beku):
    """Who has taken a task, and since when: nobody else can take it."""

    akun: NamaMasuk
    petugas: Petugas
    sejak: Saat


class Batas(_Beku):
    """As the watchdog reckons it; both None where no limit runs."""

    mendekati: Saat | None = None
    jatuh_tempo: Saat | None = None

    def keadaan(self, kini: datetime) -> Keadaan | None:
        """None without a due instant. Exactly then is still in time."""
        if self.jatuh_tempo is None:
            return None
        if kini > self.jatuh_tempo:
            return "terlampaui"
        return "mendekati" if self.mendekati and kini > self.mendekati else "dalam_batas"


class Baris(_Beku):
    """A task as the list shows it. `dibuka_pada` tells one opening of a step from another."""

    pelaksana: str
    permohonan_id: UUID
    nomor: str
    sop: str
    sop_judul: str
    langkah: int
    putaran: int
    tindakan: str
    kegiatan: str
    pemohon: str
    lembaga: str
    pengenal: tuple[str, ...] = ()
    """Other numbers of the form by which people search, such as the NIB."""

    dibuka_pada: Saat
    diterima_pada: Saat
    draf: str = ""
    """SHA-256 of the draft, where it can be decided in series."""
    batas: Batas = Batas()
    pegangan: Pegangan | None = None

    @property
    def kunci(self) -> str:
        return kunci_kotak(self.pelaksana, self.permohonan_id)

    @property
    def pembukaan(self) -> tuple[int, int]:
        """Grows with every step that is opened."""
        return self.putaran, self.langkah

    def urutan(self) -> tuple[bool, datetime, datetime, str]:
        """By what falls due first; what has no limit comes last, the oldest first."""
        tempo = self.batas.jatuh_tempo
        return tempo is None, tempo or self.dibuka_pada, self.dibuka_pada, self.nomor

    def cocok(self, kata: str) -> bool:
        """Whether every word of a search is found in it: number, names, NIB."""
        isi = " ".join((self.nomor, self.pemohon, self.lembaga, *self.pengenal)).casefold()
        return all(satu in isi for satu in kata.casefold().split())


class TugasMasuk(_Beku):
    baris: Baris
    tugas: Tugas


def kunci_kotak(pelaksana: str, permohonan_id: UUID) -> str:
    """A desk has one open task of an application."""
    return f"{pelaksana}/{permohonan_id}"


_ANGKA_PENGENAL = range(6, 33)


def _pengenal(tugas: Tugas) -> Iterator[str]:
    """Values of the form that are numbers of their own, never the NIK."""
    for nilai in tugas.isian.values():
        teks = str(nilai).strip()
        bernomor = any(huruf.isdigit() for huruf in teks) and not any(map(str.isspace, teks))
        if len(teks) in _ANGKA_PENGENAL and bernomor and teks != tugas.pemohon.nik:
            yield teks


def masukan(tugas: Tugas, batas: Batas, kini: datetime) -> TugasMasuk:
    """As it comes to the desk: nobody has taken it."""
    baris = Baris(
        pelaksana=tugas.pelaksana,
        permohonan_id=tugas.permohonan_id,
        nomor=tugas.nomor,
        sop=tugas.sop,
        sop_judul=tugas.sop_judul,
        langkah=tugas.langkah,
        putaran=tugas.putaran,
        tindakan=tugas.tindakan,
        kegiatan=tugas.kegiatan,
        pemohon=tugas.pemohon.nama,
        lembaga=tugas.lembaga.nama,
        pengenal=tuple(_pengenal(tugas)),
        dibuka_pada=tugas.dibuka_pada,
        diterima_pada=kini,
        draf=draf_seri(tugas),
        batas=batas,
    )
    return TugasMasuk(baris=baris, tugas=tugas)
