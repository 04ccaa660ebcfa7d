"""An office worked by its use cases alone: what a portal, a desk and a board will call."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from izin.registry import discover_desks
from shared.contracts import Verdik
from shared.kantor.ajukan import Draft, Form, Limits, check, derived_id, registered, submit
from shared.kantor.audit import audit_all
from shared.kantor.berkas import LocalFile, download, measure
from shared.kantor.cocok import HasilCocok, periksa_catatan
from shared.kantor.errors import MasukanKeliru, PermohonanTidakDikenal, TidakBerlaku
from shared.kantor.gladi import Limit, Plan, Span, Watchers, changes, rehearse
from shared.kantor.kantor import Kantor, open_kantor
from shared.kantor.karantina import open_shelf
from shared.kantor.laporan import kumpulkan
from shared.kantor.lihat import Filter, choose, know, reckon
from shared.kantor.papan import Looker
from shared.kantor.pulihkan import Request, recover
from shared.kantor.tugas import Decision, TaskQueue, decide, meja, settle
from shared.laporan.bulan import Bulan
from shared.rabbit.client import WireClient, open_client
from shared.settings import Settings
from shared.sop.waktu import Waktu
from shared.topology import topologi
from tests.builders import KURSUS, pdf, pengajuan, petugas, termuat
from tests.workers import watchdog_here

BATAS = Limits(10**7, 10**8)


@pytest_asyncio.fixture
async def kantor(settings: Settings, semua_worker: None) -> AsyncIterator[Kantor]:
    async with open_kantor(settings, discover_desks()) as satu:
        yield satu


@pytest_asyncio.fixture
async def wire(settings: Settings) -> AsyncIterator[WireClient]:
    async with open_client(settings.named_rabbitmq_url()) as client:
        yield client


def files_for(folder: Path) -> tuple[LocalFile, ...]:
    """A file for every persyaratan, of the first type that it may have."""
    made = []
    for persyaratan in termuat(KURSUS).sop.persyaratan:
        isi = pdf(persyaratan.kode)
        path = folder / f"{persyaratan.kode}.pdf"
        path.write_bytes(isi)
        made.append(measure(persyaratan.kode, path, BATAS.file))
    return tuple(made)


def draft_of(folder: Path) -> Draft:
    sop = termuat(KURSUS).sop
    contoh = pengajuan(sop, ())
    form = Form(pemohon=contoh.pemohon, lembaga=contoh.lembaga, isian=contoh.isian)
    wajib = {p.kode for p in sop.persyaratan if "application/pdf" in p.media}
    files = tuple(file for file in files_for(folder) if file.kode in wajib)
    return Draft(form, sop, files, derived_id(form, sop.kode, files))


async def nomor_baru(kantor: Kantor, wire: WireClient, folder: Path) -> str:
    draft = draft_of(folder)
    check(draft, BATAS, kantor.clock())
    jawaban = await submit(kantor, wire, draft, 30)
    assert jawaban is not None and jawaban.diterapkan and jawaban.nomor
    assert (known := await registered(kantor, draft)) is not None
    assert known.nomor == jawaban.nomor
    return jawaban.nomor


async def sudah_disapu(kantor: Kantor) -> HasilCocok:
    async with asyncio.timeout(30):
        while (hasil := await periksa_catatan(kantor, pause_seconds=0.05)).kini is None:
            await asyncio.sleep(0.05)
    return hasil


async def test_a_submission_a_task_and_a_decision_without_a_terminal(
    kantor: Kantor, wire: WireClient, tmp_path: Path
) -> None:
    nomor = await nomor_baru(kantor, wire, tmp_path)
    depan = meja(kantor, "frontoffice")
    tugas = await depan.task_of(nomor)
    assert (await depan.limit(tugas)).state(kantor.clock()) == "dalam_batas"
    assert len(await download(kantor.dokumen, tugas, tmp_path / "unduhan")) == len(tugas.dokumen)
    queue = TaskQueue(depan, wire)
    received = await queue.at_head(nomor)
    buruk = tugas.dokumen[0].kode
    verdik = tuple(
        Verdik(kode=d.kode, diterima=d.kode != buruk, alasan="buram" if d.kode == buruk else "")
        for d in tugas.dokumen
    )
    belum = Decision("tolak", petugas("frontoffice"), catatan="lihat verdik")
    ditolak = await decide(depan, wire, tugas, belum)
    assert (ditolak.diterapkan, await settle(received, ditolak)) == (False, False)
    putusan = Decision("tolak", petugas("frontoffice"), verdik, catatan="lihat verdik")
    jawaban = await decide(depan, wire, tugas, putusan)
    assert jawaban.diterapkan, jawaban
    assert await settle(received, jawaban)
    assert await queue.next() is None
    with pytest.raises(TidakBerlaku, match="sekarang pada Pemohon"):
        await depan.task_of(nomor)
    with pytest.raises(PermohonanTidakDikenal):
        await depan.task_of("IKP-1999-000001")


async def test_what_an_office_sees_of_itself_without_a_terminal(
    kantor: Kantor, wire: WireClient, settings: Settings, tmp_path: Path
) -> None:
    nomor = await nomor_baru(kantor, wire, tmp_path)
    kini = kantor.clock()
    chosen = await choose(kantor.permohonan, Filter("berjalan", "frontoffice", 10))
    assert [one.nomor for one in chosen.applications] == [nomor]
    permohonan = chosen.applications[0]
    sop = (await kantor.sop.version(permohonan.sop_versi)).sop
    clock = reckon(permohonan, sop, await know(kantor, permohonan, kini))
    assert clock.langkah is not None and clock.langkah.charged
    looker = Looker(kantor, kantor.clock, 1.0)
    assert (await looker.look()).papan.pada("frontoffice").terbuka == 1
    await looker.close()
    setempat = kini.astimezone((await kantor.kalender.berlaku()).terkini.zona)
    laporan = await kumpulkan(kantor, Bulan(setempat.year, setempat.month), kini)
    assert sum(baris.masuk for baris in laporan.keseluruhan) == 1
    async with watchdog_here(settings):
        assert (await sudah_disapu(kantor)).cocok
    lines = await audit_all(kantor, with_files=True)
    assert [str(temuan) for line in lines.all for temuan in line.findings] == []
    tally = await recover(
        kantor, settings.named_rabbitmq_url(), Request(semua=False, coba=True, sejak=None)
    )
    assert (tally.beres, tally.dikirim) == (True, 0)
    async with open_shelf(settings.named_rabbitmq_url(), topologi(kantor.desks)) as shelf:
        assert await shelf.entries() == []


async def test_a_rehearsal_without_a_terminal(
    kantor: Kantor, wire: WireClient, tmp_path: Path
) -> None:
    await nomor_baru(kantor, wire, tmp_path)
    zona = (await kantor.kalender.berlaku()).terkini.zona
    shorter = Limit(KURSUS, 2, Waktu.model_validate("1 Menit"))
    plan = Plan(changes([], [shorter], kantor.sop.katalog), Span(None, None, zona), kantor.clock())
    result = await rehearse(kantor, plan, Watchers())
    assert (result.untouched, result.rekap.dihitung) == (0, 1)
    with pytest.raises(MasukanKeliru, match="disebut dua kali"):
        changes([], [shorter, shorter], kantor.sop.katalog)
