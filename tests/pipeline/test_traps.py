"""What systems of this kind fall into: one test a trap, named after it."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from ops.watchdog import inspector
from shared import topology
from shared.kalender.hitung import jatuh_tempo, menit_kerja, tambah_menit
from shared.settings import Settings
from shared.sop.errors import SopTidakSah
from shared.sop.loader import FOLDER_BAWAAN, baca
from tests.builders import KURSUS, PAUD, termuat
from tests.pipeline.trap_office import (
    Jam,
    Kantor,
    ganti_sop,
    kunci,
    open_kantor,
    rusakkan,
    said_in_a_whisper,
    seharusnya,
)
from tests.unit.kalender.contoh import bawaan, waktu, wita
from tests.workers import watchdog_here

SOP = termuat().sop
INSPEKSI = next(langkah for langkah in SOP.langkah if langkah.waktu.satuan == "hari")
LOKET = SOP.langkah[1]
SEPULUH = timedelta(minutes=LOKET.waktu.jumlah)


@pytest.fixture
def settings(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """It is Monday 5 January 2026, 09.00, until a test moves the clock. What a watchdog left
    behind is taken over at once: nobody is alive whose hands could still hold something."""
    monkeypatch.setattr(inspector, "GRACE_SECONDS", 0.6)
    jam = Jam(tmp_path / "jam.json").ke("2026-01-05 09.00")
    ubah = {"berkas_jam": jam.berkas, "jeda_sapu_detik": 0.1, "sewa_klaim_detik": 1.0}
    return settings.model_copy(update=ubah)


@pytest_asyncio.fixture
async def kantor(settings: Settings) -> AsyncIterator[Kantor]:
    async with open_kantor(settings) as satu:
        yield satu


def test_trap_01_a_unit_day_that_expands_to_24_business_hours() -> None:
    """Nor is it a day of the clock: Wednesday to Tuesday is four working days."""
    mulai = wita("2026-01-07 10.00")
    assert INSPEKSI.waktu.teks == "4 Hari"
    tempo = jatuh_tempo(bawaan(), mulai, INSPEKSI.waktu)
    assert tempo == wita("2026-01-13 10.00")
    assert tempo != tambah_menit(bawaan(), mulai, timedelta(hours=4 * 24))
    assert tempo != mulai + timedelta(hours=4 * 24)
    assert menit_kerja(bawaan(), mulai, tempo) == 4 * timedelta(hours=7, minutes=30)


def test_trap_02_a_start_before_after_or_at_the_edge_of_hours_at_lunch_on_a_holiday() -> None:
    for mulai, tempo in (
        ("2026-01-05 06.00", "2026-01-05 07.40"),
        ("2026-01-05 07.30", "2026-01-05 07.40"),
        ("2026-01-05 11.50", "2026-01-05 12.00"),
        ("2026-01-05 12.00", "2026-01-05 13.10"),
        ("2026-01-05 12.30", "2026-01-05 13.10"),
        ("2026-01-05 15.50", "2026-01-05 16.00"),
        ("2026-01-05 16.00", "2026-01-06 07.40"),
        ("2026-01-05 20.00", "2026-01-06 07.40"),
        ("2026-01-09 11.35", "2026-01-09 13.10"),  # Friday's break begins at 11.30
        ("2026-01-16 09.00", "2026-01-19 07.40"),  # Isra Mikraj, then a weekend
    ):
        assert jatuh_tempo(bawaan(), wita(mulai), waktu("10 Menit")) == wita(tempo), mulai


def test_trap_03_night_hours_counted() -> None:
    tutup, buka = wita("2026-01-05 16.00"), wita("2026-01-06 07.30")
    assert menit_kerja(bawaan(), tutup, buka) == timedelta()
    assert menit_kerja(bawaan(), wita("2026-01-09 16.30"), wita("2026-01-12 07.30")) == timedelta()
    sore = wita("2026-01-05 15.55")
    assert jatuh_tempo(bawaan(), sore, waktu("10 Menit")) == wita("2026-01-06 07.35")


async def test_trap_04_a_timer_that_nothing_arms(kantor: Kantor) -> None:
    """No SOP is loaded with a limit that cannot be armed; and whoever opens a step of the office
    arms its limit in the same write."""
    teks = (FOLDER_BAWAAN / f"{PAUD}.toml").read_text(encoding="utf-8")
    for batas in ("secepatnya", "0 Menit", "4 Hari 1 Jam"):
        with pytest.raises(SopTidakSah, match="tidak dapat dijadikan batas"):
            baca(teks.replace('waktu = "4 Hari"', f'waktu = "{batas}"'), "uji.toml", None)
    permohonan = await kantor.ajukan()
    while permohonan.langkah and permohonan.langkah.pelaksana != topology.PELAKSANA_PEMOHON:
        jaga, langkah = permohonan.jaga, SOP.langkah_ke(permohonan.langkah.no)
        tempo = jatuh_tempo(bawaan(), permohonan.langkah.dibuka_pada, langkah.waktu)
        assert jaga and jaga.jatuh_tempo == tempo
        assert jaga.pada and jaga.pada <= tempo
        await kantor.office.lewati(langkah.pelaksana)
        permohonan = await kantor.sekarang(permohonan)


async def test_trap_05_one_poison_case_stopping_the_whole_sweep(settings: Settings) -> None:
    async with open_kantor(settings, "frontoffice") as kantor:
        racun = [await kantor.ajukan() for _ in range(3)]
        sehat = await kantor.ajukan()
        rusakkan(settings, racun[0], sop_versi="0" * 64)
        rusakkan(settings, racun[1], riwayat="bukan daftar")
        rusakkan(settings, racun[2], **{"langkah.no": 77})
        kantor.jam.ke("2026-01-05 12.00")
        async with watchdog_here(settings):
            kini = await kantor.disapu()
            assert kunci(await kantor.pengumuman()) == seharusnya(sehat, kini) != []
            macet = {satu.permohonan_id for satu in await kantor.ops.all_stuck()}
            assert macet == {str(satu.id) for satu in racun}


async def test_trap_06_a_sweep_that_reads_one_page(settings: Settings) -> None:
    """More than the first batch of a cursor, which is 101 documents."""
    async with open_kantor(settings, "frontoffice") as kantor:
        semua = await kantor.sekian(130)
        kantor.jam.ke("2026-01-05 12.00")
        async with watchdog_here(settings):
            kini = await kantor.disapu()
            ada = kunci(await kantor.pengumuman())
        assert ada == sorted(k for p in semua for k in seharusnya(p, kini))
        assert len(ada) == 2 * len(semua)


async def test_trap_07_cases_with_no_assignee_skipped(settings: Settings) -> None:
    """One whose task nobody has taken up, and one on a desk where not even a worker runs."""
    async with open_kantor(settings, "frontoffice") as kantor:
        diteruskan = await kantor.ajukan()
        await kantor.office.lewati("frontoffice")
        tergeletak = await kantor.ajukan()
        kantor.jam.ke("2026-01-05 12.00")
        async with watchdog_here(settings):
            await kantor.disapu()
            diumumkan = await kantor.pengumuman()
    lewat = {(p.nomor, p.pelaksana) for p in diumumkan if p.tingkat == "terlampaui"}
    assert lewat == {(diteruskan.nomor, "backoffice"), (tergeletak.nomor, "frontoffice")}


async def test_trap_08_a_clock_restarted_by_any_edit(kantor: Kantor) -> None:
    """Looking at the task, sending the submission again, or a return and its correction."""
    office = kantor.office
    pengajuan = await office.pengajuan()
    awal = await kantor.dari(await office.ajukan(pengajuan))
    tugas = await office.tugas("frontoffice")
    kantor.jam.ke("2026-01-05 09.04")
    assert (await office.ajukan(pengajuan)).diterapkan
    assert (await kantor.sekarang(awal)).jaga == awal.jaga
    assert (await office.putuskan(tugas, "tolak")).diterapkan
    kembali = await kantor.sekarang(awal)
    kantor.jam.ke("2026-01-05 11.00")
    perbaikan = await office.pengajuan(nomor=awal.nomor, putaran=kembali.putaran)
    lanjut = await kantor.dari(await office.ajukan(perbaikan))
    assert awal.langkah and lanjut.langkah and lanjut.jaga
    terpakai = kembali.riwayat[-1].ditutup_pada - awal.langkah.dibuka_pada
    assert timedelta(minutes=3) < terpakai < SEPULUH
    assert lanjut.jaga.jatuh_tempo == lanjut.langkah.dibuka_pada + SEPULUH - terpakai


async def test_trap_09_an_alert_re_sent_each_sweep_or_lost_between_claim_and_send(
    settings: Settings,
) -> None:
    """Of two applications one was left by a watchdog that was killed between the two."""
    async with open_kantor(settings, "frontoffice") as kantor:
        yatim, biasa = await kantor.ajukan(), await kantor.ajukan()
        kantor.jam.ke("2026-01-05 12.00")
        await kantor.ditinggal_mati(yatim)
        async with watchdog_here(settings):
            await kantor.semua_diumumkan(yatim)
            for _ in range(3):
                kini = await kantor.disapu()
        ada = kunci(await kantor.pengumuman())
        assert ada == sorted(seharusnya(yatim, kini) + seharusnya(biasa, kini))
        assert len(ada) == len(set(ada)) == 4


async def test_trap_10_unknown_message_fields_ignored(kantor: Kantor) -> None:
    office = kantor.office
    antrean = topology.antrean_berkas("frontoffice")
    assert "segera" in await kantor.selundupkan(antrean, await office.pengajuan(), segera=True)
    assert [p async for p in office.store.scan()] == []
    permohonan = await kantor.ajukan()
    putusan = await office.putusan(await office.tugas("frontoffice"))
    antrean = topology.antrean_putusan("frontoffice")
    assert "paksa" in await kantor.selundupkan(antrean, putusan, paksa=True)
    assert await kantor.sekarang(permohonan) == permohonan


async def test_trap_11_a_write_accepted_before_it_is_stored_then_read(kantor: Kantor) -> None:
    """Whoever is told that it was applied finds it there, with a connection of its own."""
    office = kantor.office
    for _ in range(5):
        jawaban = await office.ajukan(await office.pengajuan())
        assert (await kantor.dari(jawaban)).urutan == 1
        tugas = await office.tugas("frontoffice")
        assert (await office.putuskan(tugas)).diterapkan
        assert (await kantor.dari(jawaban)).urutan == 2
        await office.tugas("backoffice")


async def test_trap_12_a_definition_edited_under_running_cases(
    settings: Settings, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(FOLDER_BAWAAN, tmp_path / "sop"))
    settings = settings.model_copy(update={"folder_sop": folder})
    async with open_kantor(settings, "frontoffice", "backoffice") as kantor:
        lama = await kantor.ajukan()
    ganti_sop(folder, KURSUS, 'waktu = "10 Menit"', 'waktu = "20 Menit"')
    async with open_kantor(settings, "frontoffice", "backoffice") as kantor:
        office = kantor.office
        assert (await office.putuskan(await office.tugas("frontoffice"))).diterapkan
        tugas = await office.tugas("backoffice")
        assert (tugas.waktu, tugas.sop_versi) == ("10 Menit", lama.sop_versi)
        assert tugas.jatuh_tempo == tugas.dibuka_pada + SEPULUH
        baru = await kantor.ajukan()
        assert baru.sop_versi != lama.sop_versi
        assert (await office.tugas("frontoffice")).waktu == "20 Menit"


async def test_trap_13_a_returned_case_visible_in_no_queue(kantor: Kantor) -> None:
    """The applicant is told, has it in a queue, and it is found where it lies; so is one that a
    desk returned to another desk."""
    office = kantor.office
    permohonan = await kantor.ajukan()
    assert (await office.putuskan(await office.tugas("frontoffice"), "tolak")).diterapkan
    assert [(await office.pemberitahuan()).jenis for _ in range(2)] == ["diterima", "dikembalikan"]
    tugas = await office.tugas("pemohon")
    assert (tugas.nomor, tugas.tindakan, tugas.catatan) == (
        permohonan.nomor,
        "ajukan",
        "alasan uji",
    )
    assert [p.nomor async for p in office.store.scan(pelaksana="pemohon")] == [permohonan.nomor]
    lain = await kantor.ajukan()
    await office.lewati("frontoffice")
    assert (await office.putuskan(await office.tugas("backoffice"), "kembalikan")).diterapkan
    assert (await office.tugas("frontoffice")).nomor == lain.nomor


async def test_trap_14_a_resubmission_refused_as_a_duplicate(kantor: Kantor) -> None:
    """Also one that changes nothing: what was asked for may have been a matter of opinion."""
    office = kantor.office
    pertama = await office.pengajuan()
    permohonan = await kantor.dari(await office.ajukan(pertama))
    assert (await office.putuskan(await office.tugas("frontoffice"), "tolak")).diterapkan
    ubah = {"pengajuan_id": "uji-kiriman-kedua", "nomor": permohonan.nomor, "putaran": 2}
    lagi = await kantor.dari(await office.ajukan(pertama.model_copy(update=ubah)))
    assert (lagi.id, lagi.urutan) == (permohonan.id, 3)
    assert lagi.langkah and lagi.langkah.pelaksana == "frontoffice"


async def test_trap_15_closed_without_an_outcome(kantor: Kantor) -> None:
    """An end has its decree, or its reason; without them it is no end."""
    office = kantor.office
    await kantor.ajukan()
    await office.lewati("frontoffice", "backoffice")
    tugas = await office.tugas("dinasteknis")
    diam = await office.putuskan(tugas, "tolak", catatan="")
    kosong = await office.putuskan(tugas, "tolak", hasil=())
    assert (diam.kode, kosong.kode) == ("alasan_kurang", "output_kurang")
    assert (await office.putuskan(tugas, "tolak", catatan="Gedung tidak layak")).diterapkan
    assert (await office.pemberitahuan()).jenis == "diterima"
    ditolak = await office.pemberitahuan()
    assert ditolak.jenis == "ditolak" and "Gedung tidak layak" in ditolak.pesan
    await kantor.ajukan()
    await office.lewati(*(satu.pelaksana for satu in SOP.langkah[1:]))
    assert (await office.pemberitahuan()).jenis == "diterima"
    terbit = await office.pemberitahuan()
    assert (terbit.jenis, len(terbit.dokumen)) == ("sk_terbit", 1)
    assert [p.status async for p in office.store.scan()].count("berjalan") == 0


async def test_trap_16_errors_logged_at_debug_level(settings: Settings) -> None:
    """Whatever fails is said aloud: a refused message, a handler that breaks down, an application
    that cannot be watched. And nothing that handles an error says it at debug level."""
    with capture_logs() as dicatat:
        async with open_kantor(settings, "frontoffice") as kantor:
            permohonan = await kantor.ajukan()
            tugas = await kantor.office.tugas("frontoffice")
            antrean = topology.antrean_putusan("frontoffice")
            putusan = await kantor.office.putusan(tugas)
            await kantor.selundupkan(antrean, putusan, paksa=True)
            rusakkan(settings, permohonan, riwayat="bukan daftar")
            await kantor.selundupkan(antrean, putusan)
            kantor.jam.ke("2026-01-05 12.00")
            async with watchdog_here(settings):
                await kantor.disapu()
    tingkat = {satu["event"]: satu["log_level"] for satu in dicatat}
    aloud = {"refused": "warning", "unforeseen": "error", "stuck": "warning"}
    assert {nama: tingkat.get(nama) for nama in aloud} == aloud
    assert said_in_a_whisper() == []
