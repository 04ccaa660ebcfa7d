"""The checks, in the order in which they are shown, and the advice for each finding."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from shared.audit.keluaran import periksa_keluaran
from shared.audit.riwayat import (
    periksa_isian,
    periksa_jalan,
    periksa_kepala,
    periksa_petugas,
    periksa_segel,
)
from shared.audit.temuan import Temuan
from shared.permohonan import Permohonan
from shared.sop.model import Sop


@dataclass
class Line:
    """One line of the summary. `unit`: the thing that `count` counts."""

    name: str
    unit: str
    remedy: str
    count: int = 0
    findings: list[Temuan] = field(default_factory=list)

    def found(self, findings: Iterable[Temuan]) -> None:
        self.findings.extend(findings)

    @property
    def clean(self) -> bool:
        return not self.findings


class OfOne(NamedTuple):
    """A check of one application alone. A rule about the right to decide is one more of these."""

    name: str
    unit: str
    remedy: str
    check: Callable[[Permohonan, Sop], Iterable[Temuan]]


RESTORE = (
    "Jangan ubah isinya: bandingkan dengan cadangan (izin cadangan periksa), lalu cari siapa"
    " yang menulis ke penyimpanan tanpa melalui AlurIzin"
)

RIGHT = (
    "Bila rantainya utuh, putusan itu dibuat sebelum aturan ini ada atau tanpa AlurIzin: serahkan"
    " kepada atasan; yang sudah terbit tidak berubah dengan sendirinya"
)


def _segel(permohonan: Permohonan, _: Sop) -> Iterator[Temuan]:
    yield from periksa_segel(permohonan)


def periksa_orang(permohonan: Permohonan, _: Sop) -> Iterator[Temuan]:
    yield from periksa_petugas(permohonan)


OF_ONE: tuple[OfOne, ...] = (
    OfOne("Rantai riwayat utuh", "entri", RESTORE, _segel),
    OfOne("Setiap riwayat menempuh jalan SOP", "entri", RESTORE, periksa_jalan),
    OfOne("Kelengkapan dan output setiap langkah ada", "entri", RESTORE, periksa_keluaran),
    OfOne("Keadaan permohonan sesuai riwayatnya", "permohonan", RESTORE, periksa_kepala),
    OfOne("Pemohon, lembaga dan isian sesuai segelnya", "permohonan", RESTORE, periksa_isian),
    OfOne("Setiap putusan dalam wewenang petugasnya", "entri", RIGHT, periksa_orang),
)


@dataclass
class Lines:
    """The whole summary. `schemas`: how many documents there are of which version."""

    readable: Line
    of_one: dict[str, Line]
    sop: Line
    files: Line
    unique: Line
    decrees: Line
    register: Line
    counters: Line
    claims: Line
    indexes: Line
    schemas: dict[int, int] = field(default_factory=dict)
    with_files: bool = True

    @property
    def all(self) -> tuple[Line, ...]:
        files = (self.files,) if self.with_files else ()
        return (
            *(self.readable, *self.of_one.values(), *files, self.unique, self.decrees),
            *(self.register, self.counters, self.sop, self.claims, self.indexes),
        )

    @property
    def of_an_application(self) -> tuple[Line, ...]:
        """The checks of one application without the others."""
        files = (self.files,) if self.with_files else ()
        return (*self.of_one.values(), *files, self.decrees, self.register, self.sop)


def new_lines(*, with_files: bool) -> Lines:
    return Lines(
        readable=Line("Setiap permohonan terbaca", "permohonan", RESTORE),
        of_one={one.name: Line(one.name, one.unit, one.remedy) for one in OF_ONE},
        sop=Line(
            "Teks setiap versi SOP tersimpan",
            "versi",
            "Kembalikan teks versi itu ke koleksi sop dari cadangan",
        ),
        files=Line(
            "Berkas cocok dengan SHA-256 yang tercatat",
            "berkas",
            "Kembalikan berkas itu dari cadangan; isi yang lain tidak boleh dipakai",
        ),
        unique=Line("Nomor, pengajuan dan putusan tidak kembar", "kunci", RESTORE),
        decrees=Line("SK terbit tepat satu kali", "SK", RESTORE),
        register=Line(
            "Buku nomor SK urut, dan sesuai permohonannya",
            "nomor",
            "Lihat: izin sk lihat NOMOR. Sesudah cadangan lama dipasang: izin sk lewati; selain itu"
            " bandingkan dengan cadangan, dan cari siapa yang menulis tanpa melalui AlurIzin",
        ),
        counters=Line(
            "Pencacah nomor tidak tertinggal",
            "pencacah",
            "Tidak ada nomor kembar karenanya: nomor yang sudah ada dilewati. Cari sebabnya",
        ),
        claims=Line(
            "Peringatan mutu baku tercatat semestinya",
            "peringatan",
            "Pastikan watchdog berjalan (izin pantau), lalu: izin gladi",
        ),
        indexes=Line(
            "Indeks penyimpanan lengkap",
            "indeks",
            "Mulai ulang semua pelaksana, watchdog dan kabar: masing-masing membuat indeksnya",
        ),
        with_files=with_files,
    )
