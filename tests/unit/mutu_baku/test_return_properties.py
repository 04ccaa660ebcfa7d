"""Returns never change the office's time: n of them cost what none costs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kalender.berlaku import KalenderBerlaku
from shared.kalender.hitung import menit_kerja, tambah_menit
from shared.mutu_baku.batasan import Batasan, semua_batasan
from shared.mutu_baku.jeda import Jeda
from shared.mutu_baku.pelanggaran import kejadian
from shared.mutu_baku.tempuh import bukaan
from shared.tindakan import Tindakan
from tests.builders import PAUD, Perjalanan
from tests.examples import tries
from tests.histories import MILIDETIK, Rencana, jeda, rencana, selesaikan
from tests.unit.kalender.contoh import bawaan
from tests.unit.kalender.test_sifat import saat
from tests.unit.mutu_baku.made_up import sop_buatan
from tests.unit.mutu_baku.used_time import seluruh, terpakai

TANPA_TENGGAT = settings(deadline=None, max_examples=tries(15))
TETAP = KalenderBerlaku.selalu(bawaan())
VERIFIKASI, PERIKSA = 2, 4
"""The steps of the official table that may send back to the applicant: 10 Menit and 4 Hari."""


class Kembali(NamedTuple):
    """One pause of one limit, and when it was due by what was known before it."""

    batasan: Batasan
    jeda: Jeda
    tempo: datetime


@TANPA_TENGGAT
@given(rencana() | rencana(sop_buatan()))
def test_what_was_left_when_it_went_is_left_when_it_comes_back(rencana: Rencana) -> None:
    penuh = selesaikan(rencana, lambda _: TETAP)
    for satu in semua_batasan(bukaan(penuh.permohonan, penuh.sop), penuh.sop):
        for lewat in _kembali(satu):
            _pastikan_tersisa(lewat)


def _kembali(satu: Batasan) -> Iterator[Kembali]:
    for ke, lewat in enumerate(satu.jeda):
        tempo = replace(satu, jeda=satu.jeda[:ke]).hitung(bawaan()).jatuh_tempo
        assert tempo is not None
        yield Kembali(replace(satu, jeda=satu.jeda[: ke + 1]), lewat, tempo)


def _pastikan_tersisa(satu: Kembali) -> None:
    kini, (pergi, datang) = satu.batasan.hitung(bawaan()).jatuh_tempo, satu.jeda
    if satu.tempo < pergi:
        assert kini == satu.tempo  # late already: no return makes it good
    elif datang is None:
        assert kini is None  # nobody knows yet when it goes on
    elif satu.tempo == pergi:
        assert kini == datang  # nothing left, and nothing exceeded
    else:
        assert kini is not None and kini >= datang
        assert menit_kerja(bawaan(), datang, kini) == menit_kerja(bawaan(), pergi, satu.tempo)
        assert terpakai(satu.batasan, kini) == seluruh(satu.batasan)


bagian = st.integers(1, 4 * 3600 * 1000).map(lambda ms: ms * MILIDETIK)
sedikit = st.integers(1, 4 * 60 * 1000).map(lambda ms: ms * MILIDETIK)


@TANPA_TENGGAT
@given(saat, st.lists(st.tuples(sedikit, jeda), min_size=1, max_size=6), sedikit)
def test_verification_with_any_number_of_returns_is_late_when_it_would_be_without(
    mulai: datetime, kembali: list[tuple[timedelta, timedelta]], akhir: timedelta
) -> None:
    _bandingkan(VERIFIKASI, mulai, kembali, akhir)


@TANPA_TENGGAT
@given(saat, st.lists(st.tuples(bagian, jeda), min_size=1, max_size=6), bagian)
def test_inspection_with_any_number_of_returns_is_late_when_it_would_be_without(
    mulai: datetime, kembali: list[tuple[timedelta, timedelta]], akhir: timedelta
) -> None:
    _bandingkan(PERIKSA, mulai, kembali, akhir)


@TANPA_TENGGAT
@given(saat, st.lists(jeda, min_size=1, max_size=4), st.integers(-1, 1))
def test_returns_that_take_up_the_whole_limit_to_the_millisecond(
    mulai: datetime, lama: list[timedelta], lebih: int
) -> None:
    """So much work in parts that the last one ends exactly at the limit, or just beside it."""
    sepuluh_menit, banyak = timedelta(minutes=10), len(lama) + 1
    potong = sepuluh_menit // banyak // MILIDETIK * MILIDETIK
    akhir = sepuluh_menit - potong * len(lama) + lebih * MILIDETIK
    tingkat = _bandingkan(VERIFIKASI, mulai, [(potong, satu) for satu in lama], akhir)
    assert (("terlampaui", "langkah") in tingkat) == (lebih > 0)
    assert (("selesai_terlambat", "langkah") in tingkat) == (lebih > 0)


def _bandingkan(
    no: int, mulai: datetime, kembali: list[tuple[timedelta, timedelta]], akhir: timedelta
) -> set[tuple[str, str]]:
    """The same work, once with pauses in between and once in one piece."""
    dengan = Perjalanan(PAUD, diajukan=mulai)
    _ke(dengan, no, mulai)
    kini = mulai
    for kerja, lama in kembali:
        kini = tambah_menit(bawaan(), kini, kerja)
        dengan.pada(kini).putus("tolak" if no == VERIFIKASI else "kembalikan")
        kini += lama
        dengan.pada(kini).perbaiki(())
        kini = dengan.permohonan.riwayat[-1].ditutup_pada  # a millisecond later at the earliest
        _ke(dengan, no, kini)
    kini = tambah_menit(bawaan(), kini, akhir)
    dengan.pada(kini).putus()

    tanpa = Perjalanan(PAUD, diajukan=mulai)
    _ke(tanpa, no, mulai)
    seluruhnya = sum((kerja for kerja, _ in kembali), akhir)
    selesai = tambah_menit(bawaan(), mulai, seluruhnya)
    tanpa.pada(selesai).putus()

    tingkat = _tingkat(dengan, no, kini)
    assert tingkat == _tingkat(tanpa, no, selesai)
    return tingkat


def _ke(perjalanan: Perjalanan, no: int, kini: datetime) -> None:
    """Everything before takes no time at all."""
    while perjalanan.permohonan.langkah and perjalanan.permohonan.langkah.no != no:
        assert perjalanan.perkara.langkah.tindakan is not Tindakan.AJUKAN
        perjalanan.pada(kini).putus()


def _tingkat(perjalanan: Perjalanan, no: int, kini: datetime) -> set[tuple[str, str]]:
    semua = kejadian(perjalanan.permohonan, perjalanan.sop, TETAP, kini + MILIDETIK)
    return {
        (k.tingkat, k.cakupan)
        for k in semua
        if k.langkah in (None, no) and k.tingkat in ("mendekati", "terlampaui", "selesai_terlambat")
    }
