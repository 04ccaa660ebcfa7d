"""The plan of a demo: what it promises to show, for whatever SOPs are loaded."""

from collections import Counter
from datetime import timedelta
from typing import get_args

import pytest

from izin.demo.kelambatan import belokan_sop, jalan_lurus
from izin.demo.skenario import Skenario
from shared.contracts.pelanggaran import Tingkat
from shared.sop.model import Rute, Sop
from tests.unit.demo.play import skenario_demo, sop_bawaan

EMPAT_PULUH = skenario_demo(40)


def pelaksana_berbelok(skenario: tuple[Skenario, ...]) -> Counter[tuple[str, str]]:
    return Counter(
        (s.kasus.belokan.pelaksana, s.kasus.belokan.putusan) for s in skenario if s.kasus.belokan
    )


def test_forty_applications_take_the_sops_in_turn() -> None:
    assert Counter(s.sop.kode for s in EMPAT_PULUH) == dict.fromkeys(sop_bawaan(), 20)
    assert [s.no for s in EMPAT_PULUH] == list(range(1, 41))


def test_most_applications_raise_no_alert_and_meet_no_obstacle_or_nobody_slow() -> None:
    assert sum(not s.peringatan for s in EMPAT_PULUH) > 25
    assert sum(s.kasus.ragam in ("mulus", "lambat") for s in EMPAT_PULUH) > 20


@pytest.mark.parametrize("ragam", ["tidak lengkap", "dokumen salah"])
@pytest.mark.parametrize("kode", sop_bawaan())
def test_each_sop_has_a_submission_that_must_be_corrected(kode: str, ragam: str) -> None:
    assert any(s.sop.kode == kode and s.kasus.ragam == ragam for s in EMPAT_PULUH)


@pytest.mark.parametrize(
    "siapa",
    [
        ("dinasteknis", "tolak"),
        ("dinasteknis", "kembalikan"),
        ("sekretaris", "kembalikan"),
        ("kepaladinas", "kembalikan"),
        ("kabid", "kembalikan"),
    ],
)
def test_every_officer_who_can_decide_otherwise_does_so(siapa: tuple[str, str]) -> None:
    assert pelaksana_berbelok(EMPAT_PULUH)[siapa] == 1


def test_every_kind_of_route_of_the_sops_is_taken() -> None:
    ada = {belokan.kunci for sop in sop_bawaan().values() for belokan in belokan_sop(sop)}
    assert {s.kasus.belokan.kunci for s in EMPAT_PULUH if s.kasus.belokan} == ada


def test_exactly_one_quiet_submission_is_sent_twice() -> None:
    dua_kali = [s for s in EMPAT_PULUH if s.kirim_dua_kali]
    assert [s.kasus.ragam for s in dua_kali] == ["mulus"]


def test_only_what_is_refused_after_inspection_must_end_refused() -> None:
    ditolak = [s for s in EMPAT_PULUH if s.akhir == "ditolak"]
    assert [s.kasus.belokan.pelaksana for s in ditolak if s.kasus.belokan] == ["dinasteknis"]


def test_what_is_missing_or_wrong_is_a_required_document() -> None:
    for satu in EMPAT_PULUH:
        wajib = {p.kode for p in satu.sop.persyaratan if p.wajib}
        assert {*satu.kasus.hilang, *satu.kasus.salah} <= wajib


def test_ten_applications_already_show_a_bit_of_everything() -> None:
    sedikit = skenario_demo(10)
    assert {s.kasus.ragam for s in sedikit} == {s.kasus.ragam for s in EMPAT_PULUH}
    assert {("dinasteknis", "tolak"), ("sekretaris", "kembalikan")} <= set(
        pelaksana_berbelok(sedikit)
    )


@pytest.mark.parametrize("jumlah", [1, 2, 3, 7])
def test_few_applications_are_possible_too(jumlah: int) -> None:
    sedikit = skenario_demo(jumlah)
    assert len(sedikit) == jumlah
    assert sum(s.kirim_dua_kali for s in sedikit) == 1


def test_the_same_seed_plans_the_same_demo() -> None:
    assert skenario_demo(40) == EMPAT_PULUH


def test_no_two_submissions_share_a_key() -> None:
    assert len({s.pengajuan_id for s in EMPAT_PULUH}) == 40


def tanpa_rute_lain(sop: Sop) -> Sop:
    def lurus(rute: tuple[Rute, ...]) -> tuple[Rute, ...]:
        return tuple(r for r in rute if r.putusan == "terima")

    langkah = tuple(satu.model_copy(update={"rute": lurus(satu.rute)}) for satu in sop.langkah)
    return sop.model_copy(update={"langkah": langkah, "kode": "izin-lurus"})


def test_an_sop_without_other_routes_has_quiet_applications_and_slow_officers_only() -> None:
    lurus = tanpa_rute_lain(next(iter(sop_bawaan().values())))
    ragam = {s.kasus.ragam for s in skenario_demo(12, {lurus.kode: lurus})}
    assert ragam == {"mulus", "lambat"}


def test_every_kind_of_alert_is_planned() -> None:
    semua = {p.tingkat for s in EMPAT_PULUH for p in s.peringatan}
    assert semua == set(get_args(Tingkat))
    assert any(p.langkah is None for s in EMPAT_PULUH for p in s.peringatan)


def test_two_applications_already_show_somebody_late() -> None:
    tingkat = {p.tingkat for s in skenario_demo(2) for p in s.peringatan}
    assert {"mendekati", "terlampaui", "selesai_terlambat", "kembali_ujung_batas"} <= tingkat


def test_one_applicant_of_each_sop_needs_two_days_and_that_is_no_alert() -> None:
    lama = [s for s in EMPAT_PULUH if any(satu.tempo.hari for satu in s.kasus.lambat)]
    pemohon = [s for s in lama if s.kasus.lambat[0].langkah == s.sop.langkah_pertama.no]
    assert {s.sop.kode for s in pemohon} == set(sop_bawaan())
    assert not any(s.peringatan for s in pemohon)


def test_applicants_come_in_waves_and_one_in_the_evening() -> None:
    sesudah = [s.sesudah for s in EMPAT_PULUH]
    assert len(set(sesudah)) == 6
    assert max(sesudah) > timedelta(hours=12)
    assert sesudah.count(max(sesudah)) == 1


def test_the_straight_way_is_every_step_once() -> None:
    for sop in sop_bawaan().values():
        assert [langkah.no for langkah in jalan_lurus(sop)] == [s.no for s in sop.langkah]
