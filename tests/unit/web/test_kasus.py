"""The sample cases of `izin web`: every state of both SOPs is among them, at instants that hold."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from izin.demo.kelambatan import langkah_kantor
from izin.web.kasus import Contoh, Perhentian, Saat, jejak, rencanakan, sebelum, tiba
from shared.kalender.hitung import jatuh_tempo, menit_kerja, saat_mendekati
from shared.topology import PELAKSANA_PEMOHON
from tests.builders import KURSUS, kalender, katalog

SENIN_PAGI = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
SIANG = datetime(2026, 1, 8, 3, 0, tzinfo=UTC)
MALAM = datetime(2026, 1, 8, 14, 0, tzinfo=UTC)
MINGGU = datetime(2026, 1, 11, 3, 0, tzinfo=UTC)
SETELAH_LIBUR_PANJANG = datetime(2026, 3, 25, 3, 0, tzinfo=UTC)


def rencana(kini: datetime = SIANG) -> tuple[Contoh, ...]:
    sop = {kode: termuat.sop for kode, termuat in katalog().items()}
    return rencanakan(sop, Saat(kini, kalender()), 2026)


def dibuka_pada(contoh: Contoh) -> datetime:
    """When it came to where it stands."""
    lewat = tuple(jejak(contoh.skenario.sop, contoh.skenario.kasus, contoh.berhenti))
    return tiba(kalender(), contoh.diajukan, lewat)


def test_at_every_desk_of_every_sop_a_case_waits() -> None:
    di_meja = {
        (satu.skenario.sop.kode, satu.berhenti.langkah) for satu in rencana() if satu.berhenti
    }
    for termuat in katalog().values():
        for langkah in langkah_kantor(termuat.sop):
            assert (termuat.sop.kode, langkah.no) in di_meja


def test_returned_refused_signed_and_received_are_among_them() -> None:
    semua = rencana()
    akhir = Counter(satu.skenario.akhir for satu in semua if satu.berhenti is None)
    assert akhir["ditolak"] >= 1
    assert akhir["selesai"] >= 2
    pemohon = [
        satu.berhenti
        for satu in semua
        if satu.berhenti
        and satu.skenario.sop.langkah_ke(satu.berhenti.langkah).pelaksana == PELAKSANA_PEMOHON
    ]
    assert {satu.putaran for satu in pemohon} == {1, 2}
    assert any(satu.berhenti and satu.berhenti.putaran == 2 for satu in semua)


@pytest.mark.parametrize("kini", [SENIN_PAGI, SIANG, MALAM, MINGGU, SETELAH_LIBUR_PANJANG])
def test_some_are_near_and_over_their_limit_at_any_hour(kini: datetime) -> None:
    keadaan: Counter[str] = Counter()
    for satu in rencana(kini):
        assert satu.diajukan < kini
        if satu.berhenti is None or satu.skenario.kasus.salah or satu.skenario.kasus.belokan:
            continue
        langkah = satu.skenario.sop.langkah_ke(satu.berhenti.langkah)
        dibuka = dibuka_pada(satu)
        if langkah.pelaksana == PELAKSANA_PEMOHON:
            continue
        if kini > jatuh_tempo(kalender(), dibuka, langkah.waktu):
            keadaan["lewat"] += 1
        elif kini >= saat_mendekati(kalender(), dibuka, langkah.waktu):
            keadaan["hampir"] += 1
        else:
            keadaan["baru"] += 1
    assert keadaan["lewat"] >= 2
    assert keadaan["hampir"] >= 1
    assert keadaan["baru"] >= 14


def test_the_first_that_is_submitted_comes_first_and_all_have_keys_of_their_own() -> None:
    semua = rencana()
    assert [satu.diajukan for satu in semua] == sorted(satu.diajukan for satu in semua)
    assert len({satu.skenario.permohonan_id for satu in semua}) == len(semua)
    assert len({satu.skenario.profil.pemohon.nik for satu in semua}) == len(semua)


def test_the_way_to_where_a_case_stands_takes_the_turn_of_its_story() -> None:
    sop = katalog()[KURSUS].sop
    kembali = Perhentian(sop.langkah_pertama.no, 2)
    (satu,) = (one for one in rencana() if one.skenario.sop is sop and one.berhenti == kembali)
    lewat = jejak(sop, satu.skenario.kasus, satu.berhenti)
    assert [langkah.pelaksana for langkah, _ in lewat] == ["frontoffice"]


def test_the_last_second_for_which_it_holds_is_found() -> None:
    batas = SIANG - timedelta(hours=30, seconds=7)
    assert sebelum(SIANG, lambda saat: saat <= batas) == batas
    lama = timedelta(hours=3)
    saat = sebelum(SIANG, lambda t: menit_kerja(kalender(), t, SIANG) >= lama)
    assert menit_kerja(kalender(), saat, SIANG) == lama
