"""What holds for the events of any history: they are stable, told once, and true."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kalender.berlaku import SELAMANYA, KalenderBerlaku
from shared.mutu_baku.batasan import Batasan, semua_batasan
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.pelanggaran import berikutnya, kejadian
from shared.mutu_baku.tempuh import bukaan, pelaksana_pemohon
from tests.examples import tries
from tests.histories import MILIDETIK, Dijaga, Rencana, awalan, rencana, selesaikan
from tests.unit.kalender.contoh import bawaan
from tests.unit.mutu_baku.calendars import berlaku_acak, diketahui
from tests.unit.mutu_baku.made_up import sop_buatan
from tests.unit.mutu_baku.used_time import seluruh, terpakai

TANPA_TENGGAT = settings(deadline=None, max_examples=tries(15))
TETAP = KalenderBerlaku.selalu(bawaan())
nanti = st.integers(0, 40 * 24 * 3600 * 1000).map(lambda ms: ms * MILIDETIK)
semua_rencana = rencana() | rencana(sop_buatan())


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak(), st.integers(1, 20), nanti, nanti)
def test_what_has_come_about_never_goes_away_or_changes(
    rencana: Rencana, berlaku: KalenderBerlaku, banyak: int, satu: timedelta, dua: timedelta
) -> None:
    """Asked while the history was shorter and fewer calendars were known, then later. Whoever
    asked meanwhile did so before the next step was closed, or the fence would have moved it."""
    penuh = selesaikan(rencana, diketahui(berlaku))
    dulu = awalan(penuh.permohonan, banyak)
    saat = dulu.riwayat[-1].ditutup_pada + satu
    if len(dulu.riwayat) < len(penuh.permohonan.riwayat):
        saat = min(saat, penuh.permohonan.riwayat[len(dulu.riwayat)].ditutup_pada)
    kemudian = max(saat, penuh.kini) + dua
    sebelum = kejadian(dulu, penuh.sop, diketahui(berlaku)(saat), saat)
    sesudah = kejadian(penuh.permohonan, penuh.sop, diketahui(berlaku)(kemudian), kemudian)
    assert set(sebelum) <= set(sesudah)
    assert {k for k in sesudah if k.terjadi < saat} >= set(sebelum)


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak(), nanti)
def test_each_event_has_a_key_of_its_own_and_stands_in_the_order_of_time(
    rencana: Rencana, berlaku: KalenderBerlaku, lewat: timedelta
) -> None:
    penuh = selesaikan(rencana, diketahui(berlaku))
    kini = penuh.kini + lewat
    semua = kejadian(penuh.permohonan, penuh.sop, diketahui(berlaku)(kini), kini)
    kunci = Counter(k.kunci(penuh.permohonan.id) for k in semua)
    assert not [satu for satu, kali in kunci.items() if kali > 1]
    assert [k.terjadi for k in semua] == sorted(k.terjadi for k in semua)
    assert all(k.mulai <= k.terjadi < kini for k in semua)


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak())
def test_an_event_belongs_to_an_opening_of_the_office(
    rencana: Rencana, berlaku: KalenderBerlaku
) -> None:
    penuh = selesaikan(rencana, diketahui(berlaku))
    pemohon = pelaksana_pemohon(penuh.sop)
    semua = bukaan(penuh.permohonan, penuh.sop)
    milik = {(b.langkah.no, b.putaran): b for b in semua}
    for satu in kejadian(penuh.permohonan, penuh.sop, berlaku, SELAMANYA):
        if satu.langkah is None:
            assert (satu.pelaksana, satu.cakupan) == (None, "keseluruhan")
            continue
        buka = milik[satu.langkah, satu.putaran]
        assert satu.pelaksana == buka.langkah.pelaksana != pemohon
        assert buka.dibuka <= satu.terjadi
        if buka.ditutup is None or satu.tingkat in ("mendekati", "terlampaui"):
            assert buka.ditutup is None or satu.terjadi < buka.ditutup
        else:
            assert satu.terjadi == buka.ditutup


@TANPA_TENGGAT
@given(semua_rencana)
def test_what_is_said_of_a_limit_is_what_its_used_office_time_says(rencana: Rencana) -> None:
    penuh = selesaikan(rencana, lambda _: TETAP)
    semua = kejadian(penuh.permohonan, penuh.sop, TETAP, penuh.kini)
    terpilih = {(k.langkah, k.mulai, str(k.tingkat)): k for k in semua}
    for satu in semua_batasan(bukaan(penuh.permohonan, penuh.sop), penuh.sop):
        dekat, lampau = (
            terpilih.get((satu.langkah, satu.mulai, tingkat))
            for tingkat in ("mendekati", "terlampaui")
        )
        _pastikan_sesuai(satu, dekat, 80, penuh)
        _pastikan_sesuai(satu, lampau, 100, penuh)


def _pastikan_sesuai(satu: Batasan, ada: Kejadian | None, persen: int, penuh: Dijaga) -> None:
    """At its instant exactly so much was used; without it no more than that ever was."""
    batas = seluruh(satu) // MILIDETIK * persen // 100 * MILIDETIK
    if ada is not None:
        assert terpakai(satu, ada.terjadi) == batas
    else:
        assert terpakai(satu, satu.akhir or penuh.kini) <= batas


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak())
def test_finished_late_is_only_what_was_exceeded_before(
    rencana: Rencana, berlaku: KalenderBerlaku
) -> None:
    penuh = selesaikan(rencana, diketahui(berlaku))
    semua = kejadian(penuh.permohonan, penuh.sop, berlaku, SELAMANYA)
    lampau = {(k.langkah, k.mulai): k.terjadi for k in semua if k.tingkat == "terlampaui"}
    for satu in semua:
        if satu.tingkat == "selesai_terlambat":
            assert lampau[satu.langkah, satu.mulai] < satu.terjadi
            assert satu.jatuh_tempo < satu.terjadi


@TANPA_TENGGAT
@given(semua_rencana, berlaku_acak(), nanti)
def test_the_next_event_is_what_stepping_through_time_meets_next(
    rencana: Rencana, berlaku: KalenderBerlaku, lewat: timedelta
) -> None:
    penuh = selesaikan(rencana, diketahui(berlaku))
    saat: datetime | None = penuh.permohonan.riwayat[0].dibuka_pada - MILIDETIK
    berhenti = []
    while saat is not None:
        # Strictly: an event is there from the instant after it on, and not at its own.
        assert all(k.terjadi < saat for k in _sampai(penuh, berlaku, saat))
        berhenti.append(saat)
        saat = berikutnya(penuh.permohonan, penuh.sop, berlaku, saat)
    saat_kejadian = {k.terjadi for k in _sampai(penuh, berlaku, SELAMANYA)}
    assert berhenti[1:] == sorted(saat_kejadian)
    for satu in saat_kejadian:
        baru = _sampai(penuh, berlaku, satu + MILIDETIK) - _sampai(penuh, berlaku, satu)
        assert baru and {k.terjadi for k in baru} == {satu}


def _sampai(penuh: Dijaga, berlaku: KalenderBerlaku, kini: datetime) -> set[Kejadian]:
    return set(kejadian(penuh.permohonan, penuh.sop, berlaku, kini))
