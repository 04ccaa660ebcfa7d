"""The parts of any history are its whole, to the millisecond, and each has the owner it should."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.hitung import menit_kerja
from shared.mutu_baku.buku_waktu import SISTEM, Gangguan, Ruas, buku_waktu, jumlahkan
from shared.mutu_baku.tempuh import bukaan, pelaksana_pemohon
from tests.examples import tries
from tests.histories import AWAL_2026, MILIDETIK, Dijaga, Rencana, jeda, rencana, selesaikan
from tests.unit.kalender.contoh import bawaan
from tests.unit.mutu_baku.made_up import sop_buatan

TANPA_TENGGAT = settings(deadline=None, max_examples=tries(15))
TETAP = KalenderBerlaku.selalu(bawaan())
Potongan = tuple[datetime, datetime]


def _gangguan(siapa: int, mulai: int, lama: timedelta) -> tuple[int, datetime, datetime]:
    dari = AWAL_2026 + mulai * MILIDETIK
    return siapa, dari, dari + lama


gangguan = st.lists(
    st.builds(_gangguan, st.integers(0, 9), st.integers(0, 330 * 24 * 3600 * 1000), jeda),
    max_size=8,
)
terpotong = st.lists(st.tuples(st.integers(0, 20), st.floats(0, 1), jeda), max_size=6)


def semua_gangguan(
    penuh: Dijaga,
    bebas: list[tuple[int, datetime, datetime]],
    kena: list[tuple[int, float, timedelta]],
) -> list[Gangguan]:
    """Anywhere in the year, and some that begin while a step was open."""
    siapa = penuh.sop.pelaksana
    semua = [Gangguan(siapa[n % len(siapa)], dari, sampai) for n, dari, sampai in bebas]
    riwayat = penuh.permohonan.riwayat
    for n, bagian, lama in kena:
        entri = riwayat[n % len(riwayat)]
        dari = entri.dibuka_pada + bagian * (entri.ditutup_pada - entri.dibuka_pada)
        dari -= timedelta(microseconds=dari.microsecond % 1000)
        semua.append(Gangguan(entri.pelaksana, dari, dari + lama))
    return semua


@TANPA_TENGGAT
@given(rencana() | rencana(sop_buatan()), gangguan, terpotong, jeda)
def test_the_parts_are_the_whole(
    rencana: Rencana,
    bebas: list[tuple[int, datetime, datetime]],
    kena: list[tuple[int, float, timedelta]],
    lewat: timedelta,
) -> None:
    penuh = selesaikan(rencana, lambda _: TETAP)
    kini = penuh.kini + lewat
    ruas = buku_waktu(penuh.permohonan, penuh.sop, semua_gangguan(penuh, bebas, kena), kini)
    riwayat = penuh.permohonan.riwayat
    awal = riwayat[0].dibuka_pada
    akhir = kini if penuh.permohonan.langkah else riwayat[-1].ditutup_pada
    if awal == akhir:
        assert ruas == ()
        return
    assert (ruas[0].dari, ruas[-1].sampai) == (awal, akhir)
    assert all(satu.sampai == dua.dari for satu, dua in pairwise(ruas))
    assert all(satu.lama >= MILIDETIK for satu in ruas)
    jumlah = jumlahkan(ruas, bawaan())
    assert sum((satu.lama for satu in jumlah.values()), timedelta()) == akhir - awal
    kantor = sum((satu.kantor for satu in jumlah.values()), timedelta())
    assert kantor == menit_kerja(bawaan(), awal, akhir)


@TANPA_TENGGAT
@given(rencana() | rencana(sop_buatan()), gangguan, terpotong)
def test_every_part_has_the_owner_it_should(
    rencana: Rencana,
    bebas: list[tuple[int, datetime, datetime]],
    kena: list[tuple[int, float, timedelta]],
) -> None:
    penuh = selesaikan(rencana, lambda _: TETAP)
    semua = semua_gangguan(penuh, bebas, kena)
    ruas = buku_waktu(penuh.permohonan, penuh.sop, semua, penuh.kini)
    pemohon = pelaksana_pemohon(penuh.sop)
    for buka in bukaan(penuh.permohonan, penuh.sop):
        siapa, tutup = buka.langkah.pelaksana, buka.ditutup or penuh.kini
        milik = [r for r in ruas if (r.langkah, r.putaran) == (buka.langkah.no, buka.putaran)]
        lama = {jenis: _lama(milik, jenis) for jenis in ("menunggu", "dikerjakan", "gangguan")}
        assert {r.pemilik for r in milik if r.jenis != "gangguan"} <= {siapa}
        assert {r.pemilik for r in milik if r.jenis == "gangguan"} <= {SISTEM}
        if siapa == pemohon:
            assert _lama(milik, "pemohon") == tutup - buka.dibuka
            continue
        putus = buka.entri.diputuskan_pada if buka.entri else tutup
        pegang = (buka.entri.dikerjakan_pada if buka.entri else None) or putus
        rusak = [(g.dari, g.sampai) for g in semua if g.pelaksana == siapa]
        terhalang = _tercakup(rusak, (buka.dibuka, pegang))
        assert lama["dikerjakan"] == putus - pegang
        assert lama["gangguan"] == terhalang + (tutup - putus)
        assert lama["menunggu"] == pegang - buka.dibuka - terhalang


def _lama(ruas: Iterable[Ruas], jenis: str) -> timedelta:
    return sum((satu.lama for satu in ruas if satu.jenis == jenis), timedelta())


def _tercakup(rusak: list[Potongan], dalam: Potongan) -> timedelta:
    """How much of the stretch any of the outages covers: between each two edges, all or nothing."""
    tepi = sorted({*dalam, *(t for satu in rusak for t in satu if dalam[0] < t < dalam[1])})
    return sum(
        (
            akhir - awal
            for awal, akhir in pairwise(tepi)
            if any(dari <= awal and akhir <= sampai for dari, sampai in rusak)
        ),
        timedelta(),
    )
