"""The report as it is made from the stores: everything is in it, or is named as missing."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from shared.books import KalenderBook
from shared.kantor.laporan import kumpulkan
from shared.laporan.bulan import Bulan, BulanBelumMulai
from shared.laporan.model import Laporan
from shared.mutu_baku.buku_waktu import Gangguan
from shared.permohonan import Permohonan, Status
from shared.sop.errors import SopTidakDikenal
from shared.store.memory import MemoryKalenderStore, MemoryPermohonanStore
from shared.store.memory_watch import MemoryWatchStore
from shared.store.port import DokumenTidakTerbaca
from tests.builders import KURSUS, PAUD, Perjalanan, katalog
from tests.unit.kalender.contoh import bawaan, diganti
from tests.unit.kantor.gladi_office import Office
from tests.unit.laporan.report_case import dikembalikan, lalui, lancar, wita

JANUARI = Bulan(2026, 1)
KINI = wita(9, "12.00")


def bernomor(perjalanan: Perjalanan, ke: int) -> Permohonan:
    nomor = f"{perjalanan.sop.awalan_nomor}-2026-{ke:06}"
    return perjalanan.permohonan.model_copy(update={"nomor": nomor})


async def kantor() -> Office:
    office = Office()
    kursus = lalui(Perjalanan(KURSUS, diajukan=wita(5, "10.00")), wita(5, "10.30"))
    semua = [bernomor(lancar(), 1), bernomor(dikembalikan(), 2), bernomor(kursus, 1)]
    await office.isi(semua, KINI)
    return office


async def test_what_the_watchdog_recorded_is_what_the_report_derives() -> None:
    office = await kantor()
    isi = await kumpulkan(office.stores, JANUARI, KINI)
    catatan = [klaim async for klaim in office.watch.records()]
    assert isi.pencocokan.sama
    assert isi.pencocokan.turunan == isi.pencocokan.tercatat == len(catatan) > 12
    assert all(baris.jumlah == baris.tercatat for baris in isi.peringatan)
    assert isi.pencocokan.belum_diumumkan == 0


async def test_records_of_other_months_and_other_sops_are_not_compared() -> None:
    office = await kantor()
    desember = await kumpulkan(office.stores, Bulan(2025, 12), KINI)
    assert (desember.pencocokan.turunan, desember.pencocokan.tercatat) == (0, 0)
    satu = await kumpulkan(office.stores, JANUARI, KINI, KURSUS)
    assert satu.pencocokan.sama
    assert 0 < satu.pencocokan.tercatat < 12


async def test_one_sop_alone_is_reported_when_it_is_asked_for() -> None:
    office = await kantor()
    isi = await kumpulkan(office.stores, JANUARI, KINI, KURSUS)
    assert {b.sop for b in isi.keseluruhan} == {b.sop for b in isi.langkah} == {KURSUS}
    assert {b.sop for b in isi.waktu} == {b.sop for b in isi.alasan} == {KURSUS}
    assert [satu.permohonan for satu in isi.tentang.sop] == [1]


async def test_an_office_without_applications_has_a_report_of_nothing() -> None:
    isi = await kumpulkan(Office().stores, JANUARI, KINI)
    assert {satu.sop for satu in isi.keseluruhan} == set(katalog())
    assert sum(b.selesai.jumlah + b.terbuka.jumlah for b in isi.langkah) == 0
    assert isi.pencocokan.sama


async def test_an_sop_that_nobody_knows_is_refused() -> None:
    with pytest.raises(SopTidakDikenal):
        await kumpulkan(Office().stores, JANUARI, KINI, "izin-lain")


async def test_a_month_to_come_is_refused() -> None:
    with pytest.raises(BulanBelumMulai):
        await kumpulkan(Office().stores, Bulan(2026, 2), KINI)


async def test_outages_of_the_record_excuse_what_they_made_late() -> None:
    office = Office()
    perjalanan = lalui(Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(5, "09.30"))
    await office.isi([perjalanan.permohonan], KINI)
    await office.ops.add_outage(Gangguan("frontoffice", wita(5, "08.00"), wita(5, "09.25")))
    isi = await kumpulkan(office.stores, JANUARI, KINI, PAUD)
    (depan,) = [b for b in isi.langkah if b.pelaksana == "frontoffice"]
    assert depan.selesai.karena_gangguan == 1


async def test_an_application_whose_sop_version_is_gone_is_named() -> None:
    office = await kantor()
    hilang = bernomor(lancar(), 9).model_copy(update={"sop_versi": "f" * 64})
    await office.permohonan.insert(hilang)
    isi = await kumpulkan(office.stores, JANUARI, KINI)
    (satu,) = isi.tentang.tak_terbaca
    assert satu.nomor == hilang.nomor
    assert "versi SOP ffffffffffff" in satu.alasan


async def test_a_document_that_cannot_be_read_is_named_and_the_others_are_counted() -> None:
    class Rusak(MemoryPermohonanStore):
        async def scan(
            self, status: Status | None = None, pelaksana: str | None = None
        ) -> AsyncIterator[Permohonan]:
            yield lancar().permohonan
            raise DokumenTidakTerbaca(["PAUD-2026-000099"])

    stores = replace(Office().stores, permohonan=Rusak())
    isi = await kumpulkan(stores, JANUARI, KINI)
    assert [satu.nomor for satu in isi.tentang.tak_terbaca] == ["PAUD-2026-000099"]
    assert sum(b.selesai.jumlah for b in isi.keseluruhan) == 1


async def test_the_report_of_a_past_month_is_the_same_whenever_it_is_made() -> None:
    office = await kantor()
    dulu = await kumpulkan(office.stores, JANUARI, wita(1, "09.00", 2))
    nanti = await kumpulkan(office.stores, JANUARI, wita(1, "09.00", 5))
    sama = {"dibuat": nanti.tentang.dibuat}
    assert dulu.tentang.model_copy(update=sama) == nanti.tentang
    assert dulu.model_copy(update={"tentang": nanti.tentang}) == nanti


# A month that is past: as it was reported, or it says what changed and why.

FEBRUARI = wita(3, "09.00", 2)


async def sesudah(office: Office) -> Laporan:
    return await kumpulkan(office.stores, JANUARI, FEBRUARI)


async def test_a_past_month_says_when_it_was_first_reported_and_stays_as_it_was() -> None:
    office = await kantor()
    pertama = await sesudah(office)
    lagi = await kumpulkan(office.stores, JANUARI, wita(9, "09.00", 6))
    assert pertama.tentang.pertama == lagi.tentang.pertama == FEBRUARI
    dibuat = {"tentang": pertama.tentang}
    assert lagi.model_copy(update=dibuat) == pertama
    assert not lagi.perubahan
    assert not lagi.sebab


async def test_a_month_that_is_not_over_is_not_kept() -> None:
    office = await kantor()
    assert (await kumpulkan(office.stores, JANUARI, KINI)).tentang.pertama is None
    assert (await sesudah(office)).tentang.pertama == FEBRUARI


async def test_a_submission_that_was_recorded_later_is_named_with_what_it_changed() -> None:
    office = await kantor()
    await sesudah(office)
    await office.isi([bernomor(Perjalanan(PAUD, diajukan=wita(30, "10.00")), 77)], FEBRUARI)
    isi = await sesudah(office)
    assert "permohonan PAUD-2026-000077 dicatat sesudahnya" in isi.sebab
    masuk = [b for b in isi.perubahan if (b.bagian, b.kolom) == ("keseluruhan", "masuk")]
    assert [(b.semula, b.menjadi) for b in masuk] == [("2", "3")]
    assert masuk[0].baris.startswith(PAUD)


async def test_an_outage_that_was_written_down_later_is_named_with_what_it_changed() -> None:
    office = Office()
    perjalanan = lalui(Perjalanan(PAUD, diajukan=wita(5, "09.00")), wita(5, "09.30"))
    await office.isi([perjalanan.permohonan], KINI)
    await sesudah(office)
    await office.ops.add_outage(Gangguan("frontoffice", wita(5, "08.00"), wita(5, "09.25")))
    isi = await sesudah(office)
    assert [s for s in isi.sebab if s.startswith("gangguan dicatat sesudahnya: frontoffice 2026")]
    kolom = {(b.bagian, b.kolom): (b.semula, b.menjadi) for b in isi.perubahan}
    assert kolom["langkah", "selesai.karena_gangguan"] == ("0", "1")
    assert kolom["lewat", "karena_gangguan"] == ("tidak", "ya")


async def test_an_application_that_is_gone_or_cannot_be_read_any_more_is_named() -> None:
    office = await kantor()
    await sesudah(office)
    hilang = bernomor(lancar(), 9).model_copy(update={"sop_versi": "f" * 64})
    await office.permohonan.insert(hilang)
    isi = await sesudah(office)
    assert isi.perubahan == ()
    sisa = MemoryPermohonanStore()
    for satu in office.permohonan.everything():
        if satu.nomor != "PAUD-2026-000002":
            await sisa.insert(satu)
    isi = await kumpulkan(replace(office.stores, permohonan=sisa), JANUARI, FEBRUARI)
    assert "permohonan PAUD-2026-000002 tidak terhitung lagi" in isi.sebab


async def test_an_alert_that_was_recorded_later_is_a_reason_of_its_own() -> None:
    office = await kantor()
    kosong = replace(office.stores, watch=MemoryWatchStore(office.permohonan))
    await kumpulkan(kosong, JANUARI, FEBRUARI)
    isi = await sesudah(office)
    assert isi.sebab == ("peringatan dicatat atau hilang sesudahnya",)
    assert {b.bagian for b in isi.perubahan} == {"peringatan", "pencocokan"}


async def test_a_calendar_that_is_adopted_later_changes_no_past_month() -> None:
    """It is in force from its adoption on, never before."""
    office = await kantor()
    store = MemoryKalenderStore()
    await KalenderBook(bawaan(), store).keep()
    lama = replace(office.stores, kalender=KalenderBook(bawaan(), store))
    pertama = await kumpulkan(lama, JANUARI, FEBRUARI)
    baru = KalenderBook(diganti("07.30", "08.30"), store, lambda: FEBRUARI)
    assert await baru.adopt() is not None
    isi = await kumpulkan(replace(office.stores, kalender=baru), JANUARI, FEBRUARI)
    assert isi == pertama


async def test_a_calendar_of_another_past_is_named() -> None:
    office = await kantor()
    await sesudah(office)
    lain = diganti("07.30", "08.30")
    kalender_lain = KalenderBook(lain, MemoryKalenderStore())
    isi = await kumpulkan(replace(office.stores, kalender=kalender_lain), JANUARI, FEBRUARI)
    assert "kalender yang berlaku dalam bulan itu berubah" in isi.sebab


async def test_one_sop_alone_has_a_first_report_of_its_own() -> None:
    office = await kantor()
    await sesudah(office)
    isi = await kumpulkan(office.stores, JANUARI, wita(9, "09.00", 6), KURSUS)
    assert isi.tentang.pertama == wita(9, "09.00", 6)
