"""A history under other rules: what a shorter limit, other hours or another calendar would have
made of it, worked out by hand beside the rule."""

from datetime import datetime

import pytest

from shared.gladi.gladi import Aturan, Gladi, TidakDapatDihitung, gladi
from shared.gladi.rekap import Rekap, Tempat
from shared.kalender.berlaku import AWAL, KalenderBerlaku, Masa
from shared.mutu_baku.pelanggaran import kejadian
from shared.permohonan import Permohonan
from shared.sop.model import Rute, Sop
from tests.unit.gladi.rehearsal_case import (
    aturan,
    berjalan,
    dengan_langkah,
    dengan_waktu,
    sop,
)
from tests.unit.kalender.contoh import bawaan, dengan, diganti, wita

# Verified at 09.05, passed on at 09.10: the inspection opens on Monday 5 January at 09.10, and
# its 4 hari are over on Friday 9 January at 09.10, 3 hari on Thursday 8 January at 09.10.
DIPERIKSA = ("2026-01-05 09.05", "2026-01-05 09.10")
KINI = wita("2026-01-09 08.00")
SESUDAH = wita("2026-01-09 12.00")


def inspeksi(selesai: str = "", nomor: int = 1) -> Permohonan:
    return berjalan(*DIPERIKSA, *([selesai] if selesai else []), nomor=nomor)


def tiga_hari(permohonan: Permohonan, kini: datetime = KINI) -> Gladi:
    baru = dengan_waktu(sop(), 4, "3 Hari")
    return gladi(permohonan, aturan(sop()), aturan(baru), kini)


def tingkat(semua: tuple[object, ...], langkah: int | None = 4) -> list[str]:
    return [k.tingkat for k in semua if k.langkah == langkah]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("selesai", "semula", "menjadi"),
    [
        # 80 % of 30 office hours is used on Thursday at 10.40, of 22.5 on Wednesday at 13.10.
        ("2026-01-07 13.00", [], []),
        ("2026-01-07 14.00", [], ["mendekati"]),
        # Exactly then is still on time.
        ("2026-01-08 09.10", [], ["mendekati"]),
        ("2026-01-08 10.00", [], ["mendekati", "terlampaui", "selesai_terlambat"]),
        ("2026-01-08 14.00", ["mendekati"], ["mendekati", "terlampaui", "selesai_terlambat"]),
        ("", ["mendekati"], ["mendekati", "terlampaui"]),
    ],
)
def test_three_days_instead_of_four_make_exactly_these_late(
    selesai: str, semula: list[str], menjadi: list[str]
) -> None:
    hasil = tiga_hari(inspeksi(selesai))
    assert tingkat(hasil.semula.kejadian) == semula
    assert tingkat(hasil.menjadi.kejadian) == menjadi


def test_an_event_of_the_new_limit_says_when_by_that_limit() -> None:
    (lewat,) = (k for k in tiga_hari(inspeksi()).bertambah if k.tingkat == "terlampaui")
    assert (lewat.terjadi, lewat.jatuh_tempo) == (wita("2026-01-08 09.10"),) * 2
    assert (lewat.mulai, lewat.batas) == (wita("2026-01-05 09.10"), "3 Hari")


def test_what_is_late_either_way_only_moves() -> None:
    hasil = tiga_hari(inspeksi("2026-01-09 10.00"), SESUDAH)
    assert hasil.bertambah == hasil.berkurang == ()
    pindah = {(g.semula.tingkat, g.semula.terjadi, g.menjadi.terjadi) for g in hasil.bergeser}
    lewat = ("terlampaui", wita("2026-01-09 09.10"), wita("2026-01-08 09.10"))
    assert lewat in pindah


def test_the_whole_and_the_other_steps_are_not_touched_by_one_step_s_limit() -> None:
    hasil = tiga_hari(inspeksi("2026-01-08 14.00"))
    assert {k.langkah for k in (*hasil.bertambah, *hasil.berkurang)} == {4}


def test_many_are_counted_by_step_and_level_and_named() -> None:
    rekap = Rekap()
    selesai = ("2026-01-07 13.00", "2026-01-08 10.00", "2026-01-08 14.00", "")
    for ke, saat in enumerate(selesai, start=1):
        rekap.tambah(tiga_hari(inspeksi(saat, nomor=ke)))
    banding = {k.tingkat: b for k, b in rekap.kejadian() if k.tempat.langkah == 4}
    nomor = [f"PAUD-2026-{ke:06d}" for ke in range(1, 5)]
    lewat = banding["terlampaui"]
    assert (lewat.semula, lewat.menjadi, lewat.selisih) == (0, 3, 3)
    assert (lewat.bertambah, lewat.berkurang) == (nomor[1:], [])
    assert banding["selesai_terlambat"].bertambah == nomor[1:3]
    assert (banding["mendekati"].semula, banding["mendekati"].bertambah) == (2, [nomor[1]])
    assert (rekap.dihitung, rekap.berubah) == (4, 3)
    tempat = Tempat("izin-paud", 4, "dinasteknis")
    tepat = dict(rekap.ketepatan())[tempat]
    assert (tepat.semula["tepat"], tepat.semula["terlambat"], tepat.semula["terbuka"]) == (3, 0, 1)
    assert (tepat.menjadi["tepat"], tepat.menjadi["terlambat"]) == (1, 3)
    assert tepat.menjadi["terbuka"] == 0


def test_a_longer_limit_takes_breaches_away() -> None:
    lama = dengan_waktu(sop(), 4, "3 Hari")
    hasil = gladi(inspeksi("2026-01-08 14.00"), aturan(lama), aturan(sop()), KINI)
    rekap = Rekap()
    rekap.tambah(hasil)
    banding = {k.tingkat: b for k, b in rekap.kejadian() if k.tempat.langkah == 4}
    assert set(tingkat(hasil.berkurang)) == {"terlampaui", "selesai_terlambat"}
    assert (banding["terlampaui"].selisih, banding["terlampaui"].berkurang) == (
        -1,
        ["PAUD-2026-000001"],
    )


def test_the_whole_is_in_time_once_the_office_has_handed_over() -> None:
    saat = [f"2026-01-06 09.{menit:02d}" for menit in (0, 2, 4, 6, 8)]
    hasil = tiga_hari(berjalan(*DIPERIKSA, *saat))
    (seluruh,) = (t for t in hasil.menjadi.ketepatan if t.langkah is None)
    assert seluruh.keadaan == "tepat"
    (sebelum,) = (t for t in tiga_hari(inspeksi()).menjadi.ketepatan if t.langkah is None)
    assert sebelum.keadaan == "terbuka"


TANPA_RAMADAN = (
    "mulai = 2026-02-19\nselesai = 2026-03-20",
    "mulai = 2024-03-12\nselesai = 2024-04-09",
)


@pytest.mark.parametrize(
    ("dibuka", "ditutup", "semula", "menjadi"),
    [
        # 10 menit from 15.55: five until closing at 16.00, five on Tuesday until 07.35. In
        # Ramadan hours 15.55 is after closing: all ten on Tuesday, 08.00 to 08.10.
        ("2026-02-23 15.55", "2026-02-24 07.50", True, False),
        ("2026-02-23 15.55", "2026-02-24 08.10", True, False),
        ("2026-02-23 15.55", "2026-02-24 08.11", True, True),
        # 12.05 lies in the ordinary break, which ends at 13.00, and in that of Ramadan, 12.30.
        ("2026-02-23 12.05", "2026-02-23 13.08", False, True),
    ],
)
def test_ramadan_hours_move_the_limits(
    dibuka: str, ditutup: str, semula: bool, menjadi: bool
) -> None:
    """The Front Office closes, and so opens the Back Office's ten minutes."""
    permohonan = berjalan(dibuka, ditutup)
    biasa, puasa = aturan(sop(), diganti(*TANPA_RAMADAN)), aturan(sop())
    hasil = gladi(permohonan, biasa, puasa, wita("2026-02-25 09.00"))
    assert ("terlampaui" in tingkat(hasil.semula.kejadian, 3)) is semula
    assert ("terlampaui" in tingkat(hasil.menjadi.kejadian, 3)) is menjadi


def test_an_office_s_own_holiday_moves_a_limit_of_days() -> None:
    libur = dengan('[[libur]]\ntanggal = 2026-01-07\nalasan = "Banjir"\nsumber = "SE"')
    lama = dengan_waktu(sop(), 4, "3 Hari")
    hasil = gladi(inspeksi(), aturan(lama), aturan(lama, libur), wita("2026-01-08 12.00"))
    # Without Wednesday 80 %, 18 hours, is used on Thursday at 13.10: not yet at noon either.
    assert tingkat(hasil.berkurang) == ["mendekati", "terlampaui"]
    assert hasil.bertambah == ()


def test_before_goes_by_the_calendars_that_were_in_force() -> None:
    """A holiday that came into force on Wednesday moved what was still open then."""
    libur = dengan('[[libur]]\ntanggal = 2026-01-08\nalasan = "Banjir"\nsumber = "SE"')
    berlaku = KalenderBerlaku((Masa(AWAL, bawaan()), Masa(wita("2026-01-07 15.00"), libur)))
    lama = dengan_waktu(sop(), 4, "3 Hari")
    semula, menjadi = Aturan(lama, berlaku), aturan(lama)
    hasil = gladi(inspeksi(), semula, menjadi, wita("2026-01-08 12.00"))
    assert hasil.semula.kejadian == kejadian(inspeksi(), lama, berlaku, wita("2026-01-08 12.00"))
    # The warning of Wednesday at 13.10 was given before the holiday was known.
    assert tingkat(hasil.semula.kejadian) == ["mendekati"]
    assert tingkat(hasil.bertambah) == ["terlampaui"]


def _tanpa_rute_tolak(semula: Sop) -> Sop:
    return dengan_langkah(semula, 2, rute=(Rute(putusan="terima", ke=3),))


@pytest.mark.parametrize(
    ("menjadi", "alasan"),
    [
        (dengan_langkah(sop(), 4, pelaksana="kabid"), "langkah 4 semula dikerjakan dinasteknis"),
        (dengan_langkah(sop(), 4, tindakan="teruskan"), "langkah 4 semula bertindak"),
        (dengan_langkah(sop(), 4, no=40), "langkah 4 tidak ada dalam SOP yang digladikan"),
        (_tanpa_rute_tolak(sop()), "langkah 2: putusan 'tolak' yang menuju langkah 1"),
        (
            dengan_langkah(sop(), 3, rute=(Rute(putusan="terima", ke=5),)),
            "langkah 3: putusan 'terima' yang menuju langkah 4",
        ),
    ],
)
def test_a_history_that_the_changed_sop_cannot_tell_is_refused_with_the_reason(
    menjadi: Sop, alasan: str
) -> None:
    permohonan = berjalan(
        ("2026-01-05 09.05", "tolak"), "2026-01-05 10.00", "2026-01-05 10.05", "2026-01-05 10.10"
    )
    with pytest.raises(TidakDapatDihitung, match=alasan):
        gladi(permohonan, aturan(sop()), aturan(menjadi), KINI)


def test_a_route_that_was_not_taken_may_be_gone() -> None:
    menjadi = aturan(_tanpa_rute_tolak(dengan_waktu(sop(), 4, "3 Hari")))
    hasil = gladi(inspeksi("2026-01-08 14.00"), aturan(sop()), menjadi, KINI)
    assert "terlampaui" in tingkat(hasil.bertambah)


def test_words_may_differ() -> None:
    menjadi = aturan(dengan_langkah(sop(), 4, kegiatan="Memeriksa", keterangan="lain"))
    assert gladi(inspeksi(), aturan(sop()), menjadi, KINI).bertambah == ()


def test_a_step_that_has_not_come_yet_may_change_altogether() -> None:
    menjadi = aturan(dengan_langkah(sop(), 6, pelaksana="sekretaris"))
    assert gladi(inspeksi(), aturan(sop()), menjadi, KINI).bertambah == ()


def test_a_damaged_history_is_refused_not_left_out() -> None:
    utuh = inspeksi("2026-01-08 14.00")
    rusak = utuh.model_copy(
        update={"langkah": utuh.langkah and utuh.langkah.model_copy(update={"no": 77})}
    )
    with pytest.raises(TidakDapatDihitung, match="77"):
        gladi(rusak, aturan(sop()), aturan(sop()), KINI)
