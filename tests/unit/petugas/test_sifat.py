"""Whatever officers try, and whenever: nothing is ever decided by who may not decide it.

Who may is told here once more in the plainest way, from the very table the register is made of.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.contracts import Petugas
from shared.errors import PutusanDitolak
from shared.permohonan import Permohonan, periksa_rantai
from shared.petugas.pemeriksaan import periksa_wewenang
from shared.tindakan import NilaiPutusan, Tindakan
from tests.builders import PAGI, Perjalanan
from tests.examples import tries
from tests.register import PERAN, daftar, teks_mandat, teks_petugas

ORANG = tuple(Petugas(id=f"orang-{huruf}", nama=f"Orang {huruf.upper()}") for huruf in "abcd")
HARI = tuple(PAGI.date() + timedelta(days=ke) for ke in range(-1, 4))
WITA = timedelta(hours=8)


class Mandat(NamedTuple):
    siapa: int
    peran: str
    sejak: int
    lama: int


class Percobaan(NamedTuple):
    siapa: int
    nilai: NilaiPutusan
    sesudah_jam: int
    mundur_jam: int


siapa = st.integers(0, len(ORANG) - 1)
pemegang = st.lists(st.sampled_from(PERAN), max_size=2, unique=True)
mandat = st.builds(
    Mandat, siapa, st.sampled_from(PERAN), st.integers(0, len(HARI) - 1), st.integers(0, 2)
)
percobaan = st.builds(
    Percobaan,
    st.integers(-2, 5),
    st.sampled_from(["terima", "terima", "terima", "kembalikan"]),
    st.integers(0, 20),
    st.integers(-5, 20),
)


def teks(peran: list[list[str]], mandat: list[Mandat]) -> str:
    orang = (teks_petugas(o.id, o.nama, p) for o, p in zip(ORANG, peran, strict=True))
    surat = (
        teks_mandat(
            ORANG[m.siapa].id,
            m.peran,
            f"sejak = {HARI[m.sejak]}\nsampai = {HARI[m.sejak] + timedelta(days=m.lama)}",
        )
        for m in mandat
    )
    return "\n".join((*orang, *surat))


class Kantor(NamedTuple):
    """The table that the register is written from."""

    peran: list[list[str]]
    mandat: list[Mandat]

    def boleh(self, siapa: int, peran: str, saat: datetime) -> bool:
        tanggal = (saat.astimezone(UTC) + WITA).date()
        return peran in self.peran[siapa] or any(
            (m.siapa, m.peran) == (siapa, peran)
            and HARI[m.sejak] <= tanggal <= HARI[m.sejak] + timedelta(days=m.lama)
            for m in self.mandat
        )

    def pilih(self, siapa: int, peran: str, saat: datetime) -> int:
        """Mostly one who may: otherwise hardly anything would ever be decided."""
        semua = [ke for ke in range(len(ORANG)) if self.boleh(ke, peran, saat)]
        return semua[siapa % len(semua)] if semua and siapa >= 0 else abs(siapa) % len(ORANG)


def penyusun(permohonan: Permohonan, sebelum: int) -> set[Petugas | None]:
    return {
        e.oleh
        for e in permohonan.riwayat[:sebelum]
        if e.tindakan is Tindakan.SUSUN_DRAF and e.hasil
    }


@given(
    st.lists(pemegang, min_size=len(ORANG), max_size=len(ORANG)),
    st.lists(mandat, min_size=4, max_size=12),
    st.lists(percobaan, max_size=30),
)
@settings(deadline=None, max_examples=tries(30))
def test_no_sequence_of_decisions_is_ever_signed_outside_a_mandate(
    peran: list[list[str]], surat: list[Mandat], mencoba: list[Percobaan]
) -> None:
    perjalanan, kantor = Perjalanan(), Kantor(peran, surat)
    perjalanan.daftar = daftar(teks(peran, surat))
    for satu in mencoba:
        if (terbuka := perjalanan.permohonan.langkah) is None:
            break
        saat = perjalanan.kini + timedelta(hours=satu.sesudah_jam)
        with suppress(PutusanDitolak):
            perjalanan.pada(saat).putus(
                satu.nilai,
                petugas=ORANG[kantor.pilih(satu.siapa, terbuka.pelaksana, saat)],
                diputuskan_pada=saat - timedelta(hours=satu.mundur_jam),
            )
    permohonan = perjalanan.permohonan
    periksa_rantai(permohonan)
    assert list(periksa_wewenang(permohonan, berdaftar=True)) == []
    for entri in permohonan.riwayat:
        if entri.pelaksana == "pemohon":
            continue
        assert entri.oleh is not None
        for saat in (entri.diputuskan_pada, entri.ditutup_pada):
            assert kantor.boleh(ORANG.index(entri.oleh), entri.pelaksana, saat), entri
        if entri.putusan == "terima" and entri.tindakan in ("setujui", "tanda_tangani"):
            assert entri.oleh not in penyusun(permohonan, entri.urutan)
