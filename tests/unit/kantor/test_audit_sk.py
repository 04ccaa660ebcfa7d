"""The register of SK numbers says what the cases say, has no gaps, and nothing twice."""

import asyncio
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from shared.contracts import Petugas
from shared.kantor.audit import audit_all, audit_one
from shared.kantor.audit_lines import Line
from shared.kantor.kantor import Kantor
from shared.kantor.sk_lewati import Lewati, lewati
from shared.permohonan import Permohonan
from shared.sk.model import LangkahCabut, NomorSk, batal
from shared.store.memory import MemoryPermohonanStore
from tests.builders import KURSUS
from tests.issued import KEPALA, Penerbit
from tests.tandatangan import PADA
from tests.unit.kantor.doubles import kantor_of_doubles

DUA = Petugas(id="197001011995032002", nama="Siti Aminah")
KINI = PADA + timedelta(hours=2)


@dataclass
class Kasus:
    """An office that issued three SKs, two of one series, and what to spoil in it."""

    kantor: Kantor
    penerbit: Penerbit

    @property
    def entri(self) -> dict[tuple[str, int, int], NomorSk]:
        return self.kantor.sk._isi  # type: ignore[attr-defined, no-any-return]

    @property
    def permohonan(self) -> dict[Any, Permohonan]:
        return self.kantor.permohonan._isi  # type: ignore[attr-defined, no-any-return]

    def satu(self, urut: int = 2, seri: str = "paud") -> NomorSk:
        return self.entri[seri, 2026, urut]

    def ganti(self, urut: int = 2, **isi: Any) -> None:
        """Behind the store's back."""
        self.entri["paud", 2026, urut] = self.satu(urut).model_copy(update=isi)

    async def register(self) -> Line:
        return (await audit_all(self.kantor, with_files=False)).register

    async def said(self) -> list[str]:
        return [str(satu) for satu in (await self.register()).findings]


@cache
def tiga_sk() -> Kasus:
    """Issued once for all tests: to print and to sign takes its time."""
    kantor = kantor_of_doubles(MemoryPermohonanStore(), clock=lambda: KINI)
    penerbit = Penerbit(kantor)

    async def terbitkan() -> None:
        for kode in ("izin-paud", "izin-paud", KURSUS):
            await penerbit.terbitkan(kode)

    asyncio.run(terbitkan())
    return Kasus(kantor, penerbit)


@pytest.fixture
def kasus() -> Kasus:
    return deepcopy(tiga_sk())


async def test_a_sound_register_gives_no_finding(kasus: Kasus) -> None:
    oleh = Lewati("kursus", 2026, 3, "dipakai surat lain", KEPALA)
    await lewati(kasus.kantor, oleh)
    jalan = await kasus.penerbit.sampai_tanda_tangan()
    await kasus.penerbit.ambil(jalan)
    await kasus.penerbit.simpan(jalan)
    line = await kasus.register()
    assert (line.findings, line.count) == ([], 6)


def twice(kasus: Kasus) -> None:
    kasus.ganti(nomor=kasus.satu(1).nomor)


def no_case(kasus: Kasus) -> None:
    del kasus.permohonan[kasus.satu().permohonan_id]


def gap(kasus: Kasus) -> None:
    entry = kasus.entri.pop(("paud", 2026, 2))
    kasus.entri["paud", 2026, 5] = entry.model_copy(update={"urut": 5})


def revoked_alone(kasus: Kasus) -> None:
    usul = LangkahCabut(jenis="usul", oleh=KEPALA, pada=KINI, alasan="x", dasar="y")
    setuju = usul.model_copy(update={"jenis": "setuju"})
    kasus.ganti(status="dicabut", alasan="x", pencabutan=(usul, setuju))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (gap, "buku nomor seri paud tahun 2026: urutan 2 sampai 4 tidak ada"),
        (lambda k: k.entri.pop(("paud", 2026, 1)), "urutan 1 tidak ada"),
        (twice, "nomor-nya sama dengan milik nomor 001/PAUD"),
        (lambda k: k.ganti(kode=k.satu(1).kode), "kode-nya sama dengan milik nomor 001/PAUD"),
        (lambda k: k.ganti(sha256=k.satu(1).sha256), "berkas-nya sama dengan milik nomor 001/"),
        (lambda k: k.ganti(permohonan_id=k.satu(1).permohonan_id), "permohonan-nya sama dengan"),
        (lambda k: k.ganti(sha256="0" * 64), "permohonannya tidak memuat SK ini"),
        (lambda k: k.ganti(sha256="0" * 64), "SK-nya lain daripada yang ada dalam buku nomor"),
        (lambda k: k.ganti(permohonan="PAUD-2026-000009"), "permohonannya bernomor PAUD-2026-000"),
        (lambda k: k.ganti(sha256=None), "tidak ada SK bertanda tangannya"),
        (lambda k: k.ganti(permohonan_id=None), "tidak punya permohonan"),
        (lambda k: k.ganti(tahun=2025), "padahal tahunnya 2025"),
        (lambda k: k.ganti(status="batal", alasan=""), "batal tanpa alasan"),
        (lambda k: k.ganti(status="batal", alasan="x"), "batal, tetapi permohonannya memuat SK"),
        (lambda k: k.ganti(status="dicabut", alasan="x"), "dicabut tanpa dua petugas"),
        (revoked_alone, "dicabut tanpa dua petugas"),
        (lambda k: k.ganti(status="diganti", pengganti="009/X"), "yang tidak menggantikannya"),
        (lambda k: k.ganti(status="terambil"), "terambil, padahal permohonannya berjalan: berlaku"),
        (no_case, "permohonannya tidak ada di penyimpanan"),
        (lambda k: k.entri.pop(("paud", 2026, 2)), "SK-nya tidak ada dalam buku nomor"),
    ],
)
async def test_each_fault_is_told(
    kasus: Kasus, spoil: Callable[[Kasus], object], said: str
) -> None:
    spoil(kasus)
    assert [satu for satu in await kasus.said() if said in satu] != [], await kasus.said()


async def test_a_number_whose_case_has_ended_is_told_after_a_while(kasus: Kasus) -> None:
    jalan = await kasus.penerbit.sampai_tanda_tangan()
    nomor = await kasus.penerbit.ambil(jalan)
    jalan.permohonan = jalan.permohonan.model_copy(update={"status": "ditarik", "langkah": None})
    await kasus.penerbit.simpan(jalan)
    (said,) = await kasus.said()
    assert said.endswith("terambil, padahal permohonannya ditarik: batal")
    assert await kasus.kantor.sk.change(batal(nomor, "ditarik pemohon", KINI), nomor)
    assert await kasus.said() == []


async def test_an_sk_that_was_replaced_names_the_one_that_names_it(kasus: Kasus) -> None:
    pertama, kedua = kasus.satu(1), kasus.satu(2)
    kasus.ganti(1, status="diganti", pengganti=kedua.nomor)
    assert len(await kasus.said()) == 1
    kasus.ganti(2, menggantikan=pertama.nomor)
    assert await kasus.said() == []


async def test_an_sk_of_the_office_s_own_making_needs_no_number(kasus: Kasus) -> None:
    """A file that was brought, of a draft that was brought; and one from before there were any."""
    kasus.entri.pop(("paud", 2026, 2))
    kasus.kantor.letters._surat.clear()  # type: ignore[attr-defined]
    assert await kasus.said() == []
    kasus.entri.clear()
    assert await kasus.said() == []


async def test_one_case_is_compared_with_its_number_alone(kasus: Kasus) -> None:
    kasus.ganti(1, sha256="0" * 64)
    pertama, kedua = list(kasus.permohonan.values())[:2]
    lines = await audit_one(kasus.kantor, pertama, with_files=False)
    assert (lines.register.count, len(lines.register.findings)) == (1, 1)
    lines = await audit_one(kasus.kantor, kedua, with_files=False)
    assert (lines.register.count, lines.register.findings) == (1, [])
