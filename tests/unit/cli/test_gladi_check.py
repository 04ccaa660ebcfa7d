"""The check of the records: equal sets, or every difference by its nomor."""

from dataclasses import replace
from datetime import timedelta

import pytest

from izin.cli.gladi import read_span
from izin.cli.gladi_view import print_check
from shared.kantor.cocok import HasilCocok, periksa_catatan
from shared.permohonan import Permohonan
from shared.store.watch_port import Klaim
from tests.unit.gladi.rehearsal_case import berjalan
from tests.unit.kalender.contoh import WITA, wita
from tests.unit.kantor.gladi_office import KINI, Office

BUKA = ("2026-01-05 09.05", "2026-01-05 09.10")


@pytest.fixture
def lambat() -> Permohonan:
    """Late at the inspection, and now at the draft."""
    return berjalan(*BUKA, "2026-01-09 10.00", nomor=1)


@pytest.fixture
def tepat() -> Permohonan:
    return berjalan(*BUKA, nomor=2)


async def periksa(office: Office) -> HasilCocok:
    return await periksa_catatan(office.stores, pause_seconds=0)


def jenis(found: HasilCocok) -> list[tuple[str, str]]:
    return [(satu.nomor, satu.jenis) for satu in found.beda]


async def test_what_the_watchdog_recorded_is_reproduced(
    lambat: Permohonan, tepat: Permohonan
) -> None:
    office = Office()
    await office.isi([lambat, tepat])
    found = await periksa(office)
    assert found.cocok
    assert (found.kini, found.permohonan) == (KINI, 2)
    assert found.catatan == len([k async for k in office.watch.records()]) > 5


async def test_without_a_sweep_there_is_nothing_to_compare(lambat: Permohonan) -> None:
    office = Office()
    await office.permohonan.insert(lambat)
    found = await periksa(office)
    assert (found.kini, found.cocok, found.beda) == (None, False, ())


async def test_what_came_about_after_the_sweep_is_not_asked_for(lambat: Permohonan) -> None:
    """Recorded or not: a sweep may be going on."""
    office = Office()
    await office.isi([lambat], wita("2026-01-09 09.00"))
    assert (await periksa(office)).cocok
    for klaim in await office.klaim(lambat):
        await office.watch.claim(klaim)
    assert (await periksa(office)).cocok


async def test_a_record_that_is_missing_is_named(lambat: Permohonan, tepat: Permohonan) -> None:
    office = Office()
    await office.isi([tepat])
    await office.permohonan.insert(lambat)
    found = await periksa(office)
    assert set(jenis(found)) == {(lambat.nomor, "tidak_tercatat")}
    assert {satu.kunci for satu in found.beda} == {k.kunci for k in await office.klaim(lambat)}


async def test_why_the_watchdog_could_not_record_it_is_said_too(lambat: Permohonan) -> None:
    office = Office()
    await office.permohonan.insert(lambat)
    await office.ops.stuck(str(lambat.id), "JagaTidakMaju", KINI)
    await office.ops.swept("satu", KINI)
    alasan = {satu.alasan for satu in (await periksa(office)).beda}
    assert alasan == {"watchdog tidak dapat menjaganya, JagaTidakMaju"}


async def ubah(office: Office, permohonan: Permohonan, **isi: object) -> Klaim:
    """The office with one record changed, all others as they should be."""
    await office.permohonan.insert(permohonan)
    semua = await office.klaim(permohonan)
    lewat = next(k for k in semua if k.kunci.endswith("/terlampaui"))
    for klaim in semua:
        pelanggaran = klaim.pelanggaran.model_copy(update=isi)
        await office.catat(replace(klaim, pelanggaran=pelanggaran) if klaim is lewat else klaim)
    await office.ops.swept("satu", KINI)
    return lewat


@pytest.mark.parametrize(
    ("bidang", "isi"),
    [
        ("jatuh_tempo", wita("2026-01-09 09.30")),
        ("batas", "3 Hari"),
        ("terdeteksi_pada", wita("2026-01-09 11.00")),
        ("terlambat_terdeteksi_detik", 0),
        ("nomor", "PAUD-2026-000077"),
    ],
)
async def test_a_record_that_was_changed_is_named_with_its_field(
    lambat: Permohonan, bidang: str, isi: object
) -> None:
    office = Office()
    klaim = await ubah(office, lambat, **{bidang: isi})
    (satu,) = (await periksa(office)).beda
    assert (satu.nomor, satu.jenis, satu.kunci) == (lambat.nomor, "berbeda", klaim.kunci)
    # When it was seen can only contradict how late that was.
    assert [b.nama for b in satu.bidang] == [
        "terlambat_terdeteksi_detik" if bidang == "terdeteksi_pada" else bidang
    ]


async def test_a_record_moved_beyond_the_sweep_does_not_hide(lambat: Permohonan) -> None:
    office = Office()
    await ubah(office, lambat, terjadi_pada=KINI + timedelta(days=1))
    (satu,) = (await periksa(office)).beda
    assert "terjadi_pada" in {b.nama for b in satu.bidang}


async def test_a_claim_that_was_not_announced_is_named(lambat: Permohonan) -> None:
    office = Office()
    await office.permohonan.insert(lambat)
    for klaim in await office.klaim(lambat):
        await office.catat(replace(klaim, diumumkan_pada=None))
    await office.ops.swept("satu", KINI)
    assert set(jenis(await periksa(office))) == {(lambat.nomor, "belum_diumumkan")}


async def test_a_difference_that_goes_away_in_a_moment_is_none(lambat: Permohonan) -> None:
    """A watchdog that is just announcing: its claim is there, its mark comes with the second
    look."""
    office = Office()
    await office.permohonan.insert(lambat)
    semua = await office.klaim(lambat)
    for klaim in semua:
        await office.catat(replace(klaim, diumumkan_pada=None))
    await office.ops.swept("satu", KINI)
    melihat = office.watch.klaim

    async def lalu_umumkan(permohonan_id: object) -> tuple[Klaim, ...]:
        dilihat = await melihat(lambat.id)
        await office.watch.announced([k.kunci for k in semua], KINI)
        return dilihat

    office.watch.klaim = lalu_umumkan  # type: ignore[method-assign]
    assert (await periksa(office)).cocok


async def test_records_of_an_application_that_is_gone_are_named(
    lambat: Permohonan, tepat: Permohonan
) -> None:
    office = Office()
    await office.isi([tepat])
    for klaim in await office.klaim(lambat):
        await office.catat(klaim)
    assert set(jenis(await periksa(office))) == {(lambat.nomor, "permohonan_tidak_ada")}


async def test_a_history_with_one_instant_changed_is_named(lambat: Permohonan) -> None:
    office = Office()
    await office.isi([lambat])
    entri = lambat.riwayat[2]
    digeser = entri.model_copy(update={"ditutup_pada": wita("2026-01-09 10.01")})
    riwayat = (*lambat.riwayat[:2], digeser, *lambat.riwayat[3:])
    office.permohonan._isi[lambat.id] = lambat.model_copy(update={"riwayat": riwayat})
    (satu,) = (await periksa(office)).beda
    assert (satu.nomor, satu.jenis) == (lambat.nomor, "riwayat_rusak")
    assert "entri 2" in satu.alasan


async def test_an_unknown_sop_version_is_named_with_the_reason(lambat: Permohonan) -> None:
    office = Office()
    await office.isi([lambat])
    office.stores.sop._versi.clear()
    (satu,) = (await periksa(office)).beda
    assert (satu.nomor, satu.jenis) == (lambat.nomor, "tidak_dapat_dihitung")
    assert "versi SOP-nya tidak tersimpan" in satu.alasan


async def test_only_what_was_submitted_in_the_span_is_checked(
    lambat: Permohonan, tepat: Permohonan
) -> None:
    office = Office()
    await ubah(office, lambat, batas="3 Hari")
    await office.isi([tepat])
    sebelum = read_span("", "2026-01-04", WITA)
    found = await periksa_catatan(office.stores, sebelum, pause_seconds=0)
    assert (found.cocok, found.permohonan, found.catatan) == (True, 0, 0)
    sejak = read_span("2026-01-05", "2026-01-05", WITA)
    found = await periksa_catatan(office.stores, sejak, pause_seconds=0)
    assert (found.permohonan, jenis(found)) == (2, [(lambat.nomor, "berbeda")])


async def test_people_read_what_differs_and_what_should_be_there(
    lambat: Permohonan, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office()
    await ubah(office, lambat, batas="3 Hari")
    print_check(await periksa(office), WITA)
    shown = capsys.readouterr().out
    assert "TIDAK COCOK: 1 perbedaan" in shown
    assert f"{lambat.nomor}  tercatat lain dari yang seharusnya" in shown
    assert "batas: tercatat 3 Hari, seharusnya 4 Hari" in shown


async def test_people_read_that_all_agrees(
    lambat: Permohonan, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office()
    await office.isi([lambat])
    found = await periksa(office)
    print_check(found, WITA)
    shown = " ".join(capsys.readouterr().out.split())
    assert "Sapuan terakhir watchdog: Jum 9 Jan 2026 12.00.00 WITA" in shown
    assert f"tepat yang tercatat, {found.catatan} peringatan dari 1 permohonan" in shown
