"""A sender's own time is believed within bounds; beyond them its message counts from its arrival,
and the riwayat keeps what was said."""

from datetime import datetime, timedelta

import pytest

from shared.alur import daftarkan
from shared.permohonan import Entri, SaatPengirim, periksa_rantai
from shared.worker.outcome import jawaban_diterapkan
from tests.builders import PAGI, Perjalanan, pengajuan, termuat

JAM = timedelta(hours=1)
MENIT = timedelta(minutes=1)


def masuk(diajukan: datetime, mulai: datetime | None = None) -> Entri:
    isi = pengajuan(termuat().sop, [], diajukan_pada=diajukan, mulai_pada=mulai)
    permohonan = daftarkan(isi, termuat(), "IKP-2026-000009", PAGI)
    periksa_rantai(permohonan)
    assert permohonan.langkah is not None
    assert permohonan.langkah.dibuka_pada == permohonan.riwayat[0].ditutup_pada
    return permohonan.riwayat[0]


@pytest.mark.parametrize("lalu", [timedelta(), MENIT, 24 * JAM, 72 * JAM])
def test_a_portal_that_was_cut_off_over_a_weekend_is_believed(lalu: timedelta) -> None:
    entri = masuk(PAGI - lalu)
    assert (entri.ditutup_pada, entri.saat_pengirim) == (PAGI - lalu, None)


@pytest.mark.parametrize(
    "disebut",
    [
        PAGI - 72 * JAM - timedelta(milliseconds=1),
        PAGI - timedelta(days=60),
        datetime.fromisoformat("2020-01-02T00:00:00+08:00"),
        PAGI + 61 * timedelta(seconds=1),
        PAGI + timedelta(days=3000),
    ],
)
def test_what_lies_further_back_or_ahead_counts_from_its_arrival_and_is_marked(
    disebut: datetime,
) -> None:
    entri = masuk(disebut)
    assert entri.ditutup_pada == entri.diputuskan_pada == entri.dibuka_pada == PAGI
    assert entri.saat_pengirim is not None
    assert entri.saat_pengirim.diputuskan_pada == disebut


def test_a_clock_that_is_a_little_ahead_is_not_worth_a_word() -> None:
    entri = masuk(PAGI + 59 * timedelta(seconds=1))
    assert (entri.ditutup_pada, entri.saat_pengirim) == (PAGI, None)


def test_a_form_may_lie_for_weeks_and_not_for_years() -> None:
    assert masuk(PAGI, PAGI - timedelta(days=20)).dibuka_pada == PAGI - timedelta(days=20)
    lama = PAGI - timedelta(days=400)
    entri = masuk(PAGI, lama)
    assert entri.dibuka_pada == PAGI
    assert entri.saat_pengirim == SaatPengirim(dikerjakan_pada=lama)


def test_the_mark_is_sealed_and_an_entry_without_one_is_as_before() -> None:
    ditandai, biasa = masuk(PAGI - timedelta(days=60)), masuk(PAGI)
    assert ditandai.digest != biasa.digest
    assert "saat_pengirim" not in biasa.model_dump(exclude_none=True)


def test_a_correction_that_is_dated_too_far_back_counts_from_its_arrival() -> None:
    perjalanan = Perjalanan()
    perjalanan.putus("tolak")
    perjalanan.kini += timedelta(days=10)
    perjalanan.perbaiki([], diajukan_pada=perjalanan.kini - timedelta(days=8))
    entri = perjalanan.permohonan.riwayat[-1]
    assert entri.ditutup_pada == perjalanan.kini
    assert entri.saat_pengirim is not None


def test_a_decision_is_believed_between_opening_and_arrival() -> None:
    perjalanan = Perjalanan()
    terbuka = perjalanan.permohonan.langkah
    assert terbuka is not None
    perjalanan.kini += 30 * MENIT
    perjalanan.putus(diputuskan_pada=terbuka.dibuka_pada + 5 * MENIT)
    entri = perjalanan.permohonan.riwayat[-1]
    assert entri.diputuskan_pada == terbuka.dibuka_pada + 5 * MENIT
    assert entri.saat_pengirim is None


@pytest.mark.parametrize("geser", [-90 * JAM, -10 * MENIT, 40 * MENIT, timedelta(days=900)])
def test_a_decision_of_an_impossible_instant_counts_from_its_arrival(geser: timedelta) -> None:
    perjalanan = Perjalanan()
    terbuka = perjalanan.permohonan.langkah
    assert terbuka is not None
    perjalanan.kini += 30 * MENIT
    putusan = perjalanan.putusan(diputuskan_pada=terbuka.dibuka_pada + geser)
    permohonan = perjalanan.terapkan(putusan)
    entri = permohonan.riwayat[-1]
    assert entri.diputuskan_pada == entri.ditutup_pada
    assert entri.saat_pengirim == SaatPengirim(diputuskan_pada=putusan.diputuskan_pada)
    (rincian,) = jawaban_diterapkan(putusan, permohonan, ulangan=False).rincian
    assert rincian.startswith("diputuskan_pada ")


def test_a_decision_that_waited_for_weeks_in_a_tool_counts_from_its_arrival() -> None:
    perjalanan = Perjalanan()
    terbuka = perjalanan.permohonan.langkah
    assert terbuka is not None
    perjalanan.kini += timedelta(days=20)
    perjalanan.putus(diputuskan_pada=terbuka.dibuka_pada + MENIT)
    entri = perjalanan.permohonan.riwayat[-1]
    assert entri.diputuskan_pada == entri.ditutup_pada
