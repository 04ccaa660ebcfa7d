"""Whenever a watchdog looks, and for however long none does: the same events, each claimed once."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.pelanggaran import berikutnya, kejadian
from tests.examples import tries
from tests.histories import MILIDETIK, BerlakuPada, Dijaga, Rencana, lewati, rencana
from tests.unit.kalender.contoh import bawaan
from tests.unit.mutu_baku.calendars import berlaku_acak, diketahui
from tests.unit.mutu_baku.made_up import sop_buatan
from tests.unit.mutu_baku.watcher import Penjaga

TANPA_TENGGAT = settings(deadline=None, max_examples=tries(15))
TETAP = KalenderBerlaku.selalu(bawaan())
AKHIR = timedelta(days=60)
semua_rencana = rencana() | rencana(sop_buatan())
sapuan = st.lists(st.lists(st.floats(0, 1), max_size=3).map(sorted), min_size=1, max_size=9)
"""Before each step in turn: when on the way to it somebody looks, if at all."""


def sering(perjalanan: Dijaga, penjaga: Penjaga, sampai: datetime) -> None:
    """At every instant at which anything is due, and once more at the end."""
    kini = perjalanan.kini
    while True:
        assert perjalanan.permohonan.jaga is not None
        pada = perjalanan.permohonan.jaga.pada
        kini = max(kini, pada + MILIDETIK) if pada else sampai
        if kini >= sampai:
            break
        penjaga.sapu(perjalanan, kini)
    penjaga.sapu(perjalanan, sampai)


def jalankan(rencana: Rencana, berlaku: BerlakuPada, penjaga: Penjaga | None) -> Dijaga:
    """With a watchdog that never sleeps, or with none at all."""
    perjalanan = Dijaga(rencana, berlaku)
    for saat in lewati(perjalanan, rencana):
        if penjaga:
            sering(perjalanan, penjaga, saat)
    return perjalanan


def klaim_akhir(perjalanan: Dijaga, penjaga: Penjaga) -> dict[str, Kejadian]:
    """Once everything is over, and looked at twice."""
    for _ in range(2):
        penjaga.sapu(perjalanan, perjalanan.kini + AKHIR)
    return penjaga.klaim


def diturunkan(perjalanan: Dijaga, berlaku: BerlakuPada) -> dict[str, Kejadian]:
    kini = perjalanan.kini + AKHIR
    semua = kejadian(perjalanan.permohonan, perjalanan.sop, berlaku(kini), kini)
    return {k.kunci(perjalanan.permohonan.id): k for k in semua}


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak())
def test_a_watchdog_that_was_down_throughout_claims_what_one_that_never_slept_did(
    rencana: Rencana, acak: KalenderBerlaku
) -> None:
    berlaku = diketahui(acak)
    terjaga, tertidur = Penjaga(berlaku), Penjaga(berlaku)
    satu = jalankan(rencana, berlaku, terjaga)
    dua = jalankan(rencana, berlaku, None)
    assert _tanpa_jati_diri(satu) == _tanpa_jati_diri(dua)
    klaim = klaim_akhir(satu, terjaga)
    assert klaim == diturunkan(satu, berlaku)
    assert _tanpa_id(klaim_akhir(dua, tertidur)) == _tanpa_id(klaim)


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak(), sapuan, st.sampled_from([0, 5, 3600]))
def test_a_watchdog_that_looks_now_and_then_misses_nothing(
    rencana: Rencana, acak: KalenderBerlaku, sapuan: list[list[float]], lebih_awal_detik: int
) -> None:
    """Also of what a calendar changes that is known before it is in force."""
    berlaku = diketahui(acak, timedelta(seconds=lebih_awal_detik))
    penjaga, perjalanan = Penjaga(berlaku), Dijaga(rencana, berlaku)
    for ke, saat in enumerate(lewati(perjalanan, rencana)):
        for bagian in sapuan[ke % len(sapuan)]:
            penjaga.sapu(perjalanan, perjalanan.kini + bagian * (saat - perjalanan.kini))
    assert klaim_akhir(perjalanan, penjaga) == diturunkan(perjalanan, berlaku)


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak(), sapuan, st.sampled_from([0, 5, 3600]))
def test_what_is_armed_with_a_step_is_what_all_of_the_history_says(
    rencana: Rencana, acak: KalenderBerlaku, sapuan: list[list[float]], lebih_awal_detik: int
) -> None:
    """Arming reckons no more than it has to, whoever has looked in between."""
    berlaku = diketahui(acak, timedelta(seconds=lebih_awal_detik))
    penjaga, perjalanan = Penjaga(berlaku), Dijaga(rencana, berlaku)
    for ke, saat in enumerate(lewati(perjalanan, rencana)):
        _pastikan_terjaga(perjalanan, berlaku(perjalanan.kini))
        for bagian in sapuan[ke % len(sapuan)]:
            penjaga.sapu(perjalanan, perjalanan.kini + bagian * (saat - perjalanan.kini))
    _pastikan_terjaga(perjalanan, berlaku(perjalanan.kini))


def _pastikan_terjaga(perjalanan: Dijaga, berlaku: KalenderBerlaku) -> None:
    permohonan, jaga = perjalanan.permohonan, perjalanan.permohonan.jaga
    assert jaga is not None
    assert jaga.pada == berikutnya(permohonan, perjalanan.sop, berlaku, jaga.sampai)


@TANPA_TENGGAT
@given(semua_rencana, st.lists(st.integers(0, 3 * 3600 * 1000), min_size=1, max_size=5))
def test_a_watchdog_whose_clock_is_ahead_claims_nothing_that_then_turns_out_never_to_have_been(
    rencana: Rencana, mendahului_ms: list[int]
) -> None:
    """What it has claimed stands: the step that it saw open cannot be closed before that."""
    penjaga, perjalanan = Penjaga(lambda _: TETAP), Dijaga(rencana, lambda _: TETAP)
    for ke, saat in enumerate(lewati(perjalanan, rencana)):
        penjaga.sapu(perjalanan, saat + mendahului_ms[ke % len(mendahului_ms)] * MILIDETIK)
    assert klaim_akhir(perjalanan, penjaga) == diturunkan(perjalanan, lambda _: TETAP)


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak())
def test_a_calendar_that_changes_leaves_what_was_and_moves_what_is_to_come(
    rencana: Rencana, acak: KalenderBerlaku
) -> None:
    """Asked with one calendar more: everything before it came into force is as it was."""
    perjalanan = jalankan(rencana, lambda _: KalenderBerlaku(acak.masa[:1]), None)
    permohonan, sop = perjalanan.permohonan, perjalanan.sop
    for banyak in range(1, len(acak.masa)):
        dari = acak.masa[banyak].dari
        lama, baru = KalenderBerlaku(acak.masa[:banyak]), KalenderBerlaku(acak.masa[: banyak + 1])
        akhir = perjalanan.kini + AKHIR
        semula, menjadi = (set(kejadian(permohonan, sop, k, akhir)) for k in (lama, baru))
        assert {k for k in semula if k.terjadi < dari} == {k for k in menjadi if k.terjadi < dari}


def _tanpa_jati_diri(perjalanan: Dijaga) -> list[tuple[int, int, datetime, datetime]]:
    """The history without what differs between two applications of one plan."""
    return [
        (e.langkah, e.putaran, e.dibuka_pada, e.ditutup_pada) for e in perjalanan.permohonan.riwayat
    ]


def _tanpa_id(klaim: dict[str, Kejadian]) -> dict[str, Kejadian]:
    return {kunci.partition("/")[2]: satu for kunci, satu in klaim.items()}
