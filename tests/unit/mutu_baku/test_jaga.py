"""What is armed with a step, and what a change of the calendar makes of it. Times are WITA."""

from datetime import datetime, timedelta

import pytest

from shared.kalender.berlaku import AWAL, KalenderBerlaku, Masa
from shared.mutu_baku.jaga import batas_terbuka, geser_jaga, jagai, teruskan_jaga
from shared.permohonan import Jaga, Permohonan
from tests.builders import Perjalanan
from tests.unit.kalender.contoh import bawaan, dengan, wita
from tests.unit.mutu_baku.script import TETAP, catatan, jalan, lokal

BANJIR = dengan('[[libur]]\ntanggal = 2026-01-07\nalasan = "Banjir"\nsumber = "Edaran"')
"""Wednesday 7 January is closed."""


def berubah(dari: str) -> KalenderBerlaku:
    return KalenderBerlaku((Masa(AWAL, bawaan()), Masa(wita(dari), BANJIR)))


def dijaga(perjalanan: Perjalanan, berlaku: KalenderBerlaku = TETAP) -> Permohonan:
    return jagai(perjalanan.permohonan, perjalanan.sop, berlaku)


def jaga(permohonan: Permohonan) -> Jaga:
    assert permohonan.jaga is not None
    return permohonan.jaga


def tulis(saat: datetime | None) -> str | None:
    return lokal(saat) if saat else None


def test_an_opened_step_is_watched_for_what_comes_first() -> None:
    satu = jaga(dijaga(jalan("2026-01-05 09.00")))
    assert (tulis(satu.pada), tulis(satu.jatuh_tempo)) == ("2026-01-05 09.08", "2026-01-05 09.10")
    assert satu.mendekati == satu.pada
    assert satu.kalender == bawaan().versi
    assert satu.digeser == ()


def test_what_is_claimed_is_not_watched_for_again() -> None:
    perjalanan = jalan("2026-01-05 09.00")
    permohonan, menanti = dijaga(perjalanan), []
    while (pada := jaga(permohonan).pada) is not None:
        menanti.append(lokal(pada))
        permohonan = teruskan_jaga(permohonan, perjalanan.sop, TETAP, pada)
        assert jaga(permohonan).sampai == pada
    # near and over of the step, then of the whole
    assert menanti == [
        "2026-01-05 09.08",
        "2026-01-05 09.10",
        "2026-01-09 09.00",
        "2026-01-12 09.00",
    ]


def test_a_step_does_not_close_at_or_before_what_is_claimed() -> None:
    """Not even when the worker's clock is behind the watchdog's."""
    perjalanan = jalan("2026-01-05 09.00")
    perjalanan.permohonan = teruskan_jaga(
        dijaga(perjalanan), perjalanan.sop, TETAP, wita("2026-01-05 09.10")
    )
    perjalanan.pada(wita("2026-01-05 09.09")).putus()
    assert lokal(perjalanan.permohonan.riwayat[-1].ditutup_pada) == "2026-01-05 09.10.00.001"
    assert len(catatan(perjalanan, "2026-01-05 09.10.00.002")) == 3


def test_a_watch_by_a_calendar_that_was_replaced_by_then_is_reckoned_anew() -> None:
    """Opened after the change by a worker that still held the old calendar for some seconds."""
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4")
    perjalanan.permohonan = dijaga(perjalanan, KalenderBerlaku.selalu(BANJIR))
    assert tulis(jaga(perjalanan.permohonan).pada) == "2026-01-09 10.30"
    perjalanan.pada(wita("2026-01-09 10.00")).putus()
    baru = KalenderBerlaku((Masa(AWAL, BANJIR), Masa(wita("2026-01-05 08.00"), bawaan())))
    assert tulis(jaga(dijaga(perjalanan, baru)).pada) == "2026-01-08 10.30"


def test_with_the_applicant_nothing_is_due_by_itself() -> None:
    satu = jaga(dijaga(jalan("2026-01-05 09.00", "09.05 tolak")))
    assert (satu.pada, satu.mendekati, satu.jatuh_tempo) == (None, None, None)


def test_a_return_that_is_looked_at_is_due_at_once() -> None:
    assert tulis(jaga(dijaga(jalan("2026-01-05 09.00", "09.09 tolak"))).pada) == "2026-01-05 09.08"
    perjalanan = jalan("2026-01-05 09.00", "09.09 tolak")
    sesudah = teruskan_jaga(dijaga(perjalanan), perjalanan.sop, TETAP, wita("2026-01-05 09.08"))
    assert tulis(jaga(sesudah).pada) == "2026-01-05 09.09"


def test_what_was_late_is_still_due_after_the_end() -> None:
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-12 10.00 tolak")
    permohonan = teruskan_jaga(dijaga(perjalanan), perjalanan.sop, TETAP, wita("2026-01-12 09.00"))
    assert tulis(jaga(permohonan).pada) == "2026-01-12 10.00"
    assert jaga(permohonan).jatuh_tempo is None
    sesudah = teruskan_jaga(permohonan, perjalanan.sop, TETAP, wita("2026-01-12 10.00"))
    assert jaga(sesudah).pada is None


def test_an_application_from_before_there_was_a_watch_is_watched_from_its_beginning() -> None:
    """Also for what came about at the very instant at which it began."""
    perjalanan = jalan("2026-01-05 09.00", "09.11 terima")
    satu = jaga(dijaga(perjalanan))
    assert satu.sampai == wita("2026-01-05 09.00") - timedelta(milliseconds=1)
    assert tulis(satu.pada) == "2026-01-05 09.08"


def test_a_new_calendar_moves_the_open_deadline_and_says_so() -> None:
    """Four days from Monday 09.00 are due on Friday; without Wednesday, on Monday. What was moved
    stays written down in later writes."""
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4")
    lama = dijaga(perjalanan)
    assert tulis(jaga(lama).jatuh_tempo) == "2026-01-09 09.00"
    kini = wita("2026-01-06 08.00")
    baru = geser_jaga(lama, perjalanan.sop, berubah("2026-01-06 08.00"), kini)
    assert tulis(jaga(baru).jatuh_tempo) == "2026-01-12 09.00"
    assert jaga(baru).kalender == BANJIR.versi
    [geseran] = jaga(baru).digeser
    assert (geseran.langkah, geseran.putaran, geseran.pada) == (4, 1, kini)
    assert (tulis(geseran.semula), tulis(geseran.menjadi)) == (
        "2026-01-09 09.00",
        "2026-01-12 09.00",
    )
    assert geseran.kalender == BANJIR.versi
    perjalanan.permohonan = baru
    perjalanan.pada(wita("2026-01-07 10.00")).putus()
    assert jaga(dijaga(perjalanan, berubah("2026-01-06 08.00"))).digeser == (geseran,)


@pytest.mark.parametrize(
    ("baris", "alasan"),
    [
        ((), "ten minutes of Monday do not care for Wednesday"),
        (("09.05 tolak",), "no deadline runs with the applicant"),
        (("09.00 sampai 4", "10.00 tolak"), "nothing is open any more"),
    ],
)
def test_what_does_not_move_is_not_said_to_have_moved(baris: tuple[str, ...], alasan: str) -> None:
    perjalanan = jalan("2026-01-05 09.00", *baris)
    berlaku, kini = berubah("2026-01-05 11.00"), wita("2026-01-05 11.00")
    baru = jaga(geser_jaga(dijaga(perjalanan), perjalanan.sop, berlaku, kini))
    assert (baru.digeser, baru.kalender) == ((), BANJIR.versi), alasan


def test_events_before_the_change_stand_and_those_after_it_move() -> None:
    """The whole is near on Friday 09.00 and due on Monday. On Friday at noon a decree comes that
    closes Wednesday's office: near was said and stands, due is on Tuesday."""
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4")
    berlaku = berubah("2026-01-09 12.00")
    assert catatan(perjalanan, berlaku=berlaku) == [
        "mendekati 4.1 2026-01-08 10.30 (2026-01-09 09.00)",
        "mendekati semua.1 2026-01-09 09.00 (2026-01-12 09.00)",
        "terlampaui 4.1 2026-01-09 09.00 (2026-01-09 09.00)",
        "terlampaui semua.1 2026-01-13 09.00 (2026-01-13 09.00)",
    ]


def test_a_calendar_that_brings_the_end_forward_makes_nothing_late_before_it_was_in_force() -> None:
    """The other way about: Wednesday turns out to have been open. Due on Friday 09.00 instead of
    Monday, by a calendar that is in force from Friday noon."""
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4")
    berlaku = KalenderBerlaku((Masa(AWAL, BANJIR), Masa(wita("2026-01-09 12.00"), bawaan())))
    langkah = [satu for satu in catatan(perjalanan, berlaku=berlaku) if " 4." in satu]
    assert langkah == [
        "mendekati 4.1 2026-01-09 10.30 (2026-01-12 09.00)",
        "terlampaui 4.1 2026-01-09 12.00 (2026-01-09 09.00)",
    ]
    ditutup = jalan("2026-01-05 09.00", "09.00 sampai 4", "2026-01-09 12.00 terima")
    assert len([satu for satu in catatan(ditutup, berlaku=berlaku) if " 4." in satu]) == 1


def test_the_open_step_s_limit_is_told_also_of_the_applicant() -> None:
    def tempo(*baris: str) -> str | None:
        perjalanan = jalan("2026-01-05 09.00", *baris)
        batas = batas_terbuka(perjalanan.permohonan, perjalanan.sop, TETAP)
        return tulis(batas.jatuh_tempo) if batas else None

    assert tempo() == "2026-01-05 09.10"
    assert tempo("09.05 tolak") == "2026-01-05 09.35"  # 30 Menit
    assert tempo("09.00 sampai 4", "10.00 tolak") is None


def test_at_the_very_instant_of_the_change_the_new_calendar_has_the_word() -> None:
    """Due on Friday 09.00 by the calendar that is replaced then; on Monday by the new one."""
    perjalanan = jalan("2026-01-05 09.00", "09.00 sampai 4")
    tepat = catatan(perjalanan, berlaku=berubah("2026-01-09 09.00"))
    assert "terlampaui 4.1 2026-01-12 09.00 (2026-01-12 09.00)" in tepat
    sesudah = catatan(perjalanan, berlaku=berubah("2026-01-09 09.00.00.001"))
    assert "terlampaui 4.1 2026-01-09 09.00 (2026-01-09 09.00)" in sesudah


BURU_BURU = KalenderBerlaku((Masa(AWAL, BANJIR), Masa(wita("2026-01-10 09.00"), bawaan())))
"""Due on Monday; from Saturday on it has been due since Friday 09.00."""


def test_what_a_calendar_brings_to_its_end_while_it_is_away_comes_about_when_it_is_back() -> None:
    perjalanan = jalan(
        "2026-01-05 09.00",
        "09.00 sampai 4",
        "2026-01-09 12.00 kembalikan",
        "2026-01-13 10.00 perbaiki",
        "10.00 sampai 4",
        "10.30 terima",
    )
    assert [satu for satu in catatan(perjalanan, berlaku=BURU_BURU) if " 4." in satu] == [
        "mendekati 4.1 2026-01-09 10.30 (2026-01-12 09.00)",
        "terlampaui 4.2 2026-01-13 10.00 (2026-01-09 09.00)",
        "selesai_terlambat 4.2 2026-01-13 10.30 (2026-01-09 09.00)",
    ]


def test_a_return_at_the_instant_at_which_it_would_have_become_late_is_in_time() -> None:
    perjalanan = jalan(
        "2026-01-05 09.00",
        "09.00 sampai 4",
        "2026-01-10 09.00 kembalikan",
        "2026-01-13 10.00 perbaiki",
        "10.00 sampai 4",
    )
    assert [satu for satu in catatan(perjalanan, berlaku=BURU_BURU) if " 4." in satu] == [
        "mendekati 4.1 2026-01-09 10.30 (2026-01-12 09.00)",
        "terlampaui 4.2 2026-01-13 10.00 (2026-01-09 09.00)",
    ]
