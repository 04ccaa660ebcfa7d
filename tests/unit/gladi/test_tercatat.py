"""Recorded alerts beside the derived ones: a watchdog's record is reproduced, and whatever is
changed in it is named."""

from datetime import timedelta

import pytest

from shared.contracts import Pelanggaran
from shared.gladi.tercatat import bandingkan, deteksi_janggal, sidik_tercatat, sidik_terjadi
from shared.kalender.berlaku import AWAL, KalenderBerlaku, Masa
from shared.mutu_baku.kejadian import susun_pelanggaran
from shared.mutu_baku.pelanggaran import kejadian
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from tests.unit.gladi.rehearsal_case import aturan, berjalan, dengan_waktu, sop
from tests.unit.kalender.contoh import bawaan, dengan, wita

TERLAMBAT = timedelta(seconds=3.25)
KINI = wita("2026-01-12 12.00")
BIASA = aturan(sop()).berlaku


def lewat_semua() -> Permohonan:
    """Late at the inspection, returned by it, and late again at the draft."""
    return berjalan(
        "2026-01-05 09.05",
        "2026-01-05 09.10",
        ("2026-01-09 14.00", "kembalikan"),
        "2026-01-09 15.00",
        "2026-01-09 15.05",
        "2026-01-09 15.10",
        "2026-01-09 15.30",
        "2026-01-12 11.00",
    )


def catatan(
    permohonan: Permohonan, berlaku: KalenderBerlaku = BIASA, menurut: Sop | None = None
) -> dict[str, Pelanggaran]:
    return {
        k.kunci(permohonan.id): susun_pelanggaran(permohonan, k, k.terjadi + TERLAMBAT)
        for k in kejadian(permohonan, menurut or sop(), berlaku, KINI)
    }


def beda(permohonan: Permohonan, tercatat: dict[str, Pelanggaran]) -> list[tuple[str, str]]:
    terjadi = kejadian(permohonan, sop(), BIASA, KINI)
    return [(b.jenis, b.kunci) for b in bandingkan(permohonan, terjadi, tercatat)]


def satu_kunci(tercatat: dict[str, Pelanggaran], akhiran: str) -> str:
    (kunci,) = (kunci for kunci in tercatat if kunci.endswith(akhiran))
    return kunci


def test_what_a_watchdog_recorded_is_what_is_derived() -> None:
    permohonan = lewat_semua()
    tercatat = catatan(permohonan)
    assert len(tercatat) >= 6
    assert beda(permohonan, tercatat) == []


def test_a_record_that_is_missing_and_one_too_many_are_named() -> None:
    permohonan = lewat_semua()
    tercatat = catatan(permohonan)
    hilang = satu_kunci(tercatat, "/4.1/terlampaui")
    rekaan = hilang.replace("/4.1/", "/4.9/")
    tercatat[rekaan] = tercatat.pop(hilang)
    assert beda(permohonan, tercatat) == [("tidak_tercatat", hilang), ("tidak_diturunkan", rekaan)]


@pytest.mark.parametrize(
    ("bidang", "isi"),
    [
        ("jatuh_tempo", wita("2026-01-09 09.11")),
        ("terjadi_pada", wita("2026-01-09 09.11")),
        ("mulai_pada", wita("2026-01-05 09.11")),
        ("batas", "5 Hari"),
        ("putaran", 2),
        ("keterangan", "lain"),
        ("pelaksana", "kabid"),
        ("nomor", "PAUD-2026-000999"),
        ("tingkat", "mendekati"),
    ],
)
def test_a_field_that_was_changed_is_named_with_both_values(bidang: str, isi: object) -> None:
    permohonan = lewat_semua()
    tercatat = catatan(permohonan)
    kunci = satu_kunci(tercatat, "/4.1/terlampaui")
    asli = tercatat[kunci]
    tercatat[kunci] = asli.model_copy(update={bidang: isi})
    terjadi = kejadian(permohonan, sop(), BIASA, KINI)
    (satu,) = bandingkan(permohonan, terjadi, tercatat)
    assert (satu.jenis, satu.kunci, satu.nomor) == ("berbeda", kunci, permohonan.nomor)
    assert bidang in {b.nama for b in satu.bidang}
    assert {b.nama for b in satu.bidang} <= {bidang, "terlambat_terdeteksi_detik"}
    assert sidik_tercatat(tercatat.items()) != sidik_terjadi(permohonan, terjadi)


def test_when_it_was_seen_is_the_record_s_own_and_may_not_contradict_itself() -> None:
    permohonan = lewat_semua()
    tercatat = catatan(permohonan)
    terjadi = kejadian(permohonan, sop(), BIASA, KINI)
    kunci, asli = next(iter(tercatat.items()))
    kemudian = susun_pelanggaran(permohonan, terjadi[0], terjadi[0].terjadi + timedelta(days=3))
    assert kemudian.terlambat_terdeteksi_detik == 3 * 24 * 3600
    assert beda(permohonan, tercatat | {kunci: kemudian}) == []
    assert not deteksi_janggal(kemudian)
    janggal = asli.model_copy(update={"terlambat_terdeteksi_detik": 0})
    assert deteksi_janggal(janggal)
    assert beda(permohonan, tercatat | {kunci: janggal}) == [("berbeda", kunci)]


def test_one_number_stands_for_a_set_of_records_in_any_order() -> None:
    permohonan = lewat_semua()
    tercatat = list(catatan(permohonan).items())
    terjadi = kejadian(permohonan, sop(), BIASA, KINI)
    assert sidik_tercatat(reversed(tercatat)) == sidik_terjadi(permohonan, terjadi)
    assert sidik_tercatat(tercatat[1:]) != sidik_terjadi(permohonan, terjadi)


def test_records_made_before_and_after_a_change_of_the_calendar_are_reproduced() -> None:
    """A watchdog that looks twice a day, each time with the calendars known by then: the day off
    on Thursday is decided on Wednesday at 15.00, after the warning of 13.10."""
    sejak = wita("2026-01-07 15.00")
    libur = dengan('[[libur]]\ntanggal = 2026-01-08\nalasan = "Banjir"\nsumber = "SE"')
    dulu = KalenderBerlaku.selalu(bawaan())
    kini_berlaku = KalenderBerlaku((Masa(AWAL, bawaan()), Masa(sejak, libur)))
    menurut = dengan_waktu(sop(), 4, "3 Hari")
    permohonan = berjalan("2026-01-05 09.05", "2026-01-05 09.10")
    tercatat: dict[str, Pelanggaran] = {}
    for hari in range(5, 13):
        for jam in ("12.00", "18.00"):
            lihat = wita(f"2026-01-{hari:02d} {jam}")
            berlaku = dulu if lihat < sejak else kini_berlaku
            for k in kejadian(permohonan, menurut, berlaku, lihat):
                baru = susun_pelanggaran(permohonan, k, lihat)
                tercatat.setdefault(k.kunci(permohonan.id), baru)
    terjadi = kejadian(permohonan, menurut, kini_berlaku, wita("2026-01-12 18.00"))
    assert list(bandingkan(permohonan, terjadi, tercatat)) == []
    lewat = tercatat[satu_kunci(tercatat, "/4.1/terlampaui")]
    assert lewat.jatuh_tempo == wita("2026-01-09 09.10")
    # Under one of the two for all time it would not have been the same.
    for satu in (bawaan(), libur):
        lain = kejadian(permohonan, menurut, KalenderBerlaku.selalu(satu), wita("2026-01-12 18.00"))
        assert list(bandingkan(permohonan, lain, tercatat)) != []
