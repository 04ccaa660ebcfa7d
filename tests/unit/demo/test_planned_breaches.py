"""What is planned about time comes about and nothing else: for any seed, size, SOP and day."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from izin.demo.pemeriksaan import di_luar_rencana
from izin.demo.periksa import periksa
from shared.kalender.hitung import menit_kerja
from shared.mutu_baku.buku_waktu import buku_waktu
from shared.sop.model import SopTermuat
from tests.builders import katalog
from tests.unit.demo.cheap_play import SEMUA_RAGAM, dimainkan, semua_ragam
from tests.unit.demo.play import BERLAKU, TANGGAL, skenario_demo, sop_ketiga
from tests.unit.demo.played import Selesai

HARI = {
    "a Monday": TANGGAL,
    "a Friday": date(2026, 1, 9),
    "a Sunday": date(2026, 1, 11),
    "the last day before Ramadan": date(2026, 2, 18),
    "in Ramadan": date(2026, 3, 4),
    "before Idul Fitri and its cuti bersama": date(2026, 3, 17),
    "Christmas": date(2026, 12, 24),
    "in a year without a decree": date(2027, 5, 3),
}


def tiga_sop() -> Mapping[str, SopTermuat]:
    ketiga = sop_ketiga()
    return {**katalog(), ketiga.sop.kode: ketiga}


def persis_rencana(selesai: Selesai) -> None:
    hasil = periksa(selesai.bukti, selesai.harapan)
    assert [f"{satu.nama}: {t}" for satu in hasil for t in satu.temuan] == []
    lain = di_luar_rencana(selesai.bukti.waktu.klaim, selesai.harapan.skenario)
    assert [(k.pelanggaran.nomor, k.pelanggaran.langkah, k.pelanggaran.tingkat) for k in lain] == []


@pytest.mark.parametrize("tergesa", [False, True])
@pytest.mark.parametrize(("jumlah", "benih"), [(1, 1), (2, 2), (3, 3), (9, 4), (10, 5), (40, 2026)])
def test_for_any_size_and_seed(jumlah: int, benih: int, tergesa: bool) -> None:
    persis_rencana(dimainkan(jumlah, benih, tergesa=tergesa))


@pytest.mark.parametrize("hari", HARI.values(), ids=HARI.keys())
def test_on_any_day_of_the_year(hari: date) -> None:
    persis_rencana(dimainkan(SEMUA_RAGAM, tanggal=hari))


@pytest.mark.parametrize("jumlah", [1, 9, 30])
def test_for_a_made_up_sop_too(jumlah: int) -> None:
    persis_rencana(dimainkan(jumlah, termuat=tiga_sop()))


def test_so_few_applications_show_every_kind_of_slowness() -> None:
    sedikit, banyak = (skenario_demo(jumlah) for jumlah in (SEMUA_RAGAM, 60))
    assert {s.kasus.lambat for s in sedikit} == {s.kasus.lambat for s in banyak}


def test_the_same_seed_gives_the_same_alerts() -> None:
    satu, lagi = (dimainkan(10).bukti.waktu.klaim for _ in range(2))
    assert satu == lagi


def test_two_days_with_the_applicant_are_on_the_applicants_account() -> None:
    selesai = semua_ragam()
    for permohonan in selesai.semua:
        skenario = selesai.harapan.skenario[str(permohonan.id)]
        if any(satu.tempo.hari == 2 for satu in skenario.kasus.lambat):
            ruas = buku_waktu(permohonan, skenario.sop, (), selesai.bukti.waktu.kini)
            milik = [r for r in ruas if r.jenis == "pemohon" and r.langkah == 1]
            lama = sum((menit_kerja(BERLAKU.terkini, r.dari, r.sampai) for r in milik), timedelta())
            assert lama > timedelta(hours=14)


def test_who_submits_in_the_evening_is_first_in_the_morning() -> None:
    selesai = semua_ragam()
    malam = max(selesai.sandiwara, key=lambda s: s.skenario.sesudah)
    verifikasi = malam.tugas[0]
    zona = BERLAKU.terkini.zona
    assert verifikasi.dibuka_pada.astimezone(zona).hour >= 20
    assert verifikasi.jatuh_tempo is not None
    assert f"{verifikasi.jatuh_tempo.astimezone(zona):%d %H.%M}" == "06 07.40"
