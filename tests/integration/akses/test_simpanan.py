"""The store's rights: they suffice for all that each account does, and nothing in them is idle."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pymongo
import pytest
from bson import ObjectId
from pymongo.errors import OperationFailure

from ops.metrics.companion import metrics_companions
from ops.watchdog import NAME as WATCHDOG
from ops.watchdog.karantina import watch_karantina
from services.meja import NAME as MEJA
from shared.akses import DASBOR, OPS, PORTAL, layanan, meja
from shared.clock import system_clock
from shared.kotak.konsep import Konsep
from shared.kotak.seri import Seri
from shared.mutu_baku.buku_waktu import Gangguan
from shared.settings import Settings
from shared.store.hak import PEMULIH, SEHAT, SEMUA, Aksi, hak_simpanan
from shared.store.mongo_akun import MongoAkunStore
from shared.store.mongo_clocks import MongoClockStore
from shared.store.mongo_dilihat import MongoDilihatStore
from shared.store.mongo_dokumen import GridFsDokumenStore
from shared.store.mongo_kotak import MongoKotakStore
from shared.store.mongo_ops import MongoOpsStore
from shared.store.mongo_permohonan import MongoPermohonanStore
from shared.store.mongo_records import MongoKabarStore, MongoKalenderStore, MongoKarantinaStore
from shared.store.mongo_reports import MongoReportStore
from shared.store.mongo_sk import MongoSkStore
from shared.store.mongo_surat import MongoSuratStore
from shared.store.mongo_watch import MongoWatchStore
from shared.store.motor_client import UNAUTHORIZED
from shared.store.port import HakSimpananKurang
from shared.store.watch_port import CatatanKarantina, CatatanMasa
from shared.tandatangan.susunan import tulis_uji_coba
from tests.browser.meja import buka_meja
from tests.builders import PAUD, Perjalanan, pdf, termuat
from tests.contract.test_sk_store import buat
from tests.integration.akses.papan import looks_at_the_board, store_of
from tests.integration.akses.recording import Asked, record
from tests.integration.akses.servers import BASIS_DATA, SecureOffice
from tests.integration.notifier.stage import notifier_here, webhook, with_channels
from tests.letters import isian
from tests.office import open_office, sekali
from tests.register import teks_petugas
from tests.stores import VERSI_KALENDER, berjaga, klaim
from tests.unit.cli.folders import sample_folder
from tests.unit.cli.running import Outcome, izin
from tests.unit.meja.situs import token
from tests.workers import watchdog_here, workers_here

KINI = system_clock()
PETUGAS = "198001012005011001:Budi Petugas"
CHANNELS = {"satu": "", "atasan": 'eskalasi = ["kabid"]'}
PERAN = ("--peran", "frontoffice", "--hak", "penyelia")
SANDI = "perahu naik ke gunung"


async def command(kantor: SecureOffice, akun: str, *arguments: object) -> Outcome:
    """As an operator or a desk gives it, in this process."""
    env = kantor.env(akun) | {"IZIN_PETUGAS": PETUGAS}
    return await asyncio.to_thread(izin, *arguments, env=env)


@asynccontextmanager
async def everybody(kantor: SecureOffice, folder: Path) -> AsyncIterator[None]:
    kunci = tulis_uji_coba(folder / "kunci")

    def worker(nama: str) -> Settings:
        return kantor.settings(layanan(nama), tanda_tangan=kunci)

    watchdog = kantor.settings(layanan(WATCHDOG), port_metrik=0)
    petugas = folder / "petugas.toml"
    petugas.write_text(teks_petugas(PETUGAS.partition(":")[0], "Budi", ["kabid"]))
    channels = (webhook(nama, "http://127.0.0.1:9/", lain) for nama, lain in CHANNELS.items())
    kabar = with_channels(
        kantor.settings(layanan("kabar"), daftar_petugas=petugas), folder, *channels
    )
    companions = (watch_karantina, *metrics_companions(watchdog))
    async with workers_here(worker), watchdog_here(watchdog, *companions), notifier_here(kabar):
        yield


async def journey(kantor: SecureOffice, folder: Path) -> None:
    """One application by hand, one through the office's tools; then everybody who looks."""
    form = sample_folder(folder / "permohonan")
    for arguments in (("ajukan", form), ("tugas", "pemohon", "--daftar")):
        outcome = await command(kantor, PORTAL, *arguments)
        assert outcome.code == 0, outcome.err
    async with open_office(kantor.settings(PORTAL)) as portal:
        jawaban = await portal.ajukan(await portal.pengajuan(termuat(PAUD).sop))
        assert jawaban.nomor
        await at_the_desk(kantor, folder, jawaban.nomor)
        for langkah in termuat(PAUD).sop.langkah[1:8]:
            async with open_office(kantor.settings(meja(langkah.pelaksana))) as petugas:
                tugas = await petugas.tugas(langkah.pelaksana)
                if tugas.atas:
                    desk = (meja(langkah.pelaksana), "tugas", langkah.pelaksana)
                    shown = await command(kantor, *desk, "--nomor", tugas.nomor)
                    assert shown.code == 0, shown.err
                files = await petugas.putusan(tugas)
                texts = isian(tugas)
                sent = files.model_copy(update={"hasil": texts}) if texts else files
                assert (await petugas.client.decide(sent)).diterapkan
    for akun in (PORTAL, DASBOR):
        got = await command(kantor, akun, "unduh", jawaban.nomor, "nib", "--ke", folder / akun)
        assert got.code == 0, got.err
    await looked_at(kantor, folder, jawaban.nomor)


async def at_the_desk(kantor: SecureOffice, folder: Path, nomor: str) -> None:
    assert (await command(kantor, meja("frontoffice"), "sk", "daftar")).code == 0
    desk = (meja("frontoffice"), "tugas", "frontoffice")
    assert (await command(kantor, *desk, "--daftar")).code == 0
    assert (await command(kantor, *desk, "--nomor", nomor, "--unduh", folder / "unduh")).code == 0


async def looked_at(kantor: SecureOffice, folder: Path, nomor: str) -> None:
    looks: tuple[tuple[str, ...], ...] = (
        *(("lihat",), ("lihat", nomor), ("pantau", "--sekali"), ("audit",), ("gladi",)),
        ("laporan", f"{system_clock():%Y-%m}"),
        ("sk", "daftar"),
    )
    for arguments in looks:
        outcome = await command(kantor, DASBOR, *arguments)
        assert outcome.code in {0, 1}, (arguments, outcome.err)
    keeps: tuple[tuple[str, ...], ...] = (
        *(("karantina",), ("karantina", "catatan"), ("pulihkan", "--coba"), ("audit",)),
        ("cadangan", "buat", str(folder / "cadangan")),
    )
    for arguments in keeps:
        outcome = await command(kantor, OPS, *arguments)
        assert outcome.code == 0, (arguments, outcome.err)


async def at_a_browser(kantor: SecureOffice, folder: Path) -> None:
    """Accounts made by the administrator; a task that comes to the inbox, taken and put back."""
    made = await command(kantor, OPS, "akun", "buat", "budi.satu", "--petugas", PETUGAS, *PERAN)
    assert made.code == 0, made.err
    async with (
        buka_meja(kantor.settings(layanan(MEJA)), folder / "meja") as desk,
        open_office(kantor.settings(PORTAL)) as portal,
        httpx.AsyncClient(base_url=desk.alamat) as browser,
    ):
        for sandi in ("bukan ini sandinya", made.out.strip()):
            page = (await browser.get("/masuk")).text
            data = {"csrf": token(page), "nama": "budi.satu", "sandi": sandi}
            answer = await browser.post("/masuk", data=data)
        assert answer.headers["location"].startswith("/akun/sandi")
        page = (await browser.get("/akun/sandi")).text
        new = {"csrf": token(page), "lama": sandi, "baru": SANDI, "ulang": SANDI}
        assert (await browser.post("/akun/sandi", data=new)).status_code == 303
        jawaban = await portal.ajukan(await portal.pengajuan(termuat(PAUD).sop))
        async with asyncio.timeout(60):
            while str(jawaban.nomor) not in (await browser.get("/kotak/frontoffice")).text:
                await asyncio.sleep(0.1)
        for apa in ("ambil", "lepas"):
            page = (await browser.get("/akun")).text
            jalan = f"/kotak/frontoffice/{jawaban.nomor}/{apa}"
            assert (await browser.post(jalan, data={"csrf": token(page)})).status_code == 303
        await looks_at_the_board(kantor, browser)
        opened = await browser.get(f"/perkara/frontoffice/{jawaban.nomor}")
        assert opened.status_code == 200
        await portal.tarik(await portal.permohonan(jawaban))
        async with asyncio.timeout(60):
            while str(jawaban.nomor) in (await browser.get("/kotak/frontoffice")).text:
                await asyncio.sleep(0.1)
    nip = PETUGAS.partition(":")[0]
    for asked in ((str(jawaban.nomor),), ("--oleh", "budi.satu"), ("--oleh", nip)):
        told = await command(kantor, OPS, "perkara", "dibuka", *asked)
        assert (told.code, str(jawaban.nomor) in told.out, nip in told.out) == (0, True, True)
    for arguments in (("daftar",), ("atur-ulang", "budi.satu"), ("cabut-sesi", "budi.satu")):
        outcome = await command(kantor, OPS, "akun", *arguments)
        assert outcome.code == 0, outcome.err


async def seldom(kantor: SecureOffice) -> None:
    """What a calm hour does not bring about: the very methods that the processes call."""
    looking = (layanan("kabid"), layanan(WATCHDOG), layanan(MEJA), meja("kabid"))
    for akun in (*looking, PORTAL, DASBOR, OPS):
        async with store_of(kantor, akun) as client:
            await MongoPermohonanStore(client, BASIS_DATA).load_sop("0" * 64)
            await MongoKalenderStore(client, BASIS_DATA).load_kalender("0" * 64)
    for akun in (layanan("kabid"), layanan(WATCHDOG), layanan("kabar"), layanan(MEJA)):
        async with store_of(kantor, akun) as client:
            await MongoClockStore(client, BASIS_DATA).forget("tidak-ada")
    async with store_of(kantor, layanan("kabar")) as client:
        await MongoKalenderStore(client, BASIS_DATA).load_kalender("0" * 64)
        await MongoDilihatStore(client, BASIS_DATA).seen(["tidak-ada"])
    for akun in (DASBOR, OPS):
        async with store_of(kantor, akun) as client:
            laporan = MongoReportStore(client, BASIS_DATA)
            if akun == OPS:
                await laporan.keep("2020-01", {})
            await laporan.first("2020-01")
    for akun in (meja("kabid"), DASBOR):
        async with store_of(kantor, akun) as client:
            await MongoSkStore(client, BASIS_DATA).find_by_digest("0" * 64)
            letters = MongoSuratStore(client, BASIS_DATA)
            await letters.find("0" * 24)
            await letters.load_katalog("0" * 64)
    await revoking(kantor)
    async with store_of(kantor, layanan(MEJA)) as client:
        files = GridFsDokumenStore(client, BASIS_DATA)
        kept = await files.put("uji.pdf", sekali(pdf("uji")), 1_000_000)
        assert await files.facts(kept.berkas_id, 1_000_000)
        await MongoAkunStore(client, BASIS_DATA).seen("0" * 64, KINI)
    async with store_of(kantor, OPS) as client:
        await MongoAkunStore(client, BASIS_DATA).end("0" * 64)
    await at_work(kantor)
    await at_a_case(kantor)
    await watching(kantor)
    async with store_of(kantor, layanan("kabar")) as client:
        kabar = MongoKabarStore(client, BASIS_DATA)
        await kabar.delivered("satu", "uji")
        await kabar.record("satu", ("uji",), KINI)
        await kabar.claim_warning("uji", KINI)
        await kabar.warned("uji", KINI)
        await kabar.forget_channel("tidak-ada")
    async with store_of(kantor, OPS) as client:
        catatan = CatatanKarantina("uji", "buang", KINI, *("",) * 7, properti={})
        await MongoKarantinaStore(client, BASIS_DATA).record(catatan)


async def revoking(kantor: SecureOffice) -> None:
    entry = buat(None)(1)
    async with store_of(kantor, OPS) as client:
        register = MongoSkStore(client, BASIS_DATA)
        assert not await register.change(entry, entry)
        assert (await register.draw("uji", 2026, None, buat(None, "uji"))).urut == 1


async def at_a_case(kantor: SecureOffice) -> None:
    """The desk in a browser: a case looked at, a form that is kept, a picture for its letter."""
    konsep = Konsep(
        pelaksana="kabid",
        permohonan_id=uuid4(),
        langkah=6,
        putaran=1,
        akun="budi.satu",
        diubah_pada=KINI,
    )
    async with store_of(kantor, layanan(MEJA)) as client:
        surat, kotak = MongoSuratStore(client, BASIS_DATA), MongoKotakStore(client, BASIS_DATA)
        assert await surat.find("0" * 24) is None
        assert await surat.load_katalog("0" * 64) is None
        assert await MongoSkStore(client, BASIS_DATA).find("tidak-ada") is None
        await MongoOpsStore(client, BASIS_DATA).outages(KINI, KINI)
        await kotak.keep_draft(konsep)
        assert await kotak.draft(konsep.kunci) == konsep
        await kotak.drop_draft(konsep.kunci)
        seri = Seri(id="seri-uji", akun="budi.satu", pelaksana="kabid", butir=(), dibuat_pada=KINI)
        await kotak.keep_series(seri)
        assert await kotak.begin_series(seri, KINI, KINI)
        assert await kotak.series(seri.id)
        await GridFsDokumenStore(client, BASIS_DATA).put("foto.jpg", sekali(b"foto"), 10)


async def at_work(kantor: SecureOffice) -> None:
    async with store_of(kantor, layanan("kabid")) as client:
        for _ in range(2):
            await MongoPermohonanStore(client, BASIS_DATA).next_number("UJI")
        await MongoOpsStore(client, BASIS_DATA).add_outage(Gangguan("uji", KINI, KINI))


async def watching(kantor: SecureOffice) -> None:
    async with store_of(kantor, layanan(WATCHDOG)) as client:
        ops, watch = MongoOpsStore(client, BASIS_DATA), MongoWatchStore(client, BASIS_DATA)
        await ops.stuck("uji", "uji", KINI)
        await ops.unstuck("uji")
        await ops.saw_karantina(1, KINI)
        held = klaim()
        assert await watch.claim(held)
        await watch.release(held)
        await watch.announced(("uji",), KINI)
        case = berjaga(Perjalanan(PAUD).permohonan)
        assert not await watch.watch(case, case)
        kalender = MongoKalenderStore(client, BASIS_DATA)
        await kalender.save_kalender(VERSI_KALENDER, "")
        assert not await kalender.adopt(CatatanMasa(0, VERSI_KALENDER, KINI, ()))
        await kalender.count_moved(99, 1)


def empty(kantor: SecureOffice) -> None:
    """Some rights are for the first time of all only."""
    with pymongo.MongoClient[dict[str, Any]](kantor.store.url) as root:
        for nama in root[BASIS_DATA].list_collection_names():
            root[BASIS_DATA].drop_collection(nama)


async def test_every_account_asks_for_what_it_may_and_may_nothing_that_nobody_asks_for(
    kantor: SecureOffice, kosong: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UJI_RAHASIA", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    empty(kantor)
    asked = record(monkeypatch)
    async with everybody(kantor, tmp_path):
        await journey(kantor, tmp_path)
        await at_a_browser(kantor, tmp_path)
        await seldom(kantor)
    hak = {one.pengguna: one for one in hak_simpanan(satu.pengguna for satu in kantor.hak)}
    refused = {one for one in asked if not hak[one[0]].boleh(one[1], one[2])}
    assert refused == set()
    assert idle(asked, kantor) == set()


async def test_a_desk_is_told_that_it_may_not_change_the_register(kantor: SecureOffice) -> None:
    entry = buat(None)(1)
    async with store_of(kantor, meja("kabid")) as client:
        with pytest.raises(HakSimpananKurang):
            await MongoSkStore(client, BASIS_DATA).change(entry, entry)


def kind(akun: str) -> str:
    for begin in ("meja-",):
        if akun.startswith(begin):
            return begin
    alone = {layanan(WATCHDOG), layanan("kabar"), layanan(MEJA)}
    return "layanan-" if akun.startswith("layanan-") and akun not in alone else akun


def idle(asked: set[Asked], kantor: SecureOffice) -> set[Asked]:
    """Rights of a kind of account that none of its accounts used."""
    used = {(kind(akun), aksi, koleksi) for akun, aksi, koleksi in asked}
    everywhere = {(akun, aksi) for akun, aksi, _ in used}
    return {
        (kind(one.pengguna), aksi, koleksi)
        for one in hak_simpanan(satu.pengguna for satu in kantor.hak)
        if one.pengguna not in {PEMULIH, SEHAT}
        for koleksi, semua in one.koleksi.items()
        for aksi in semua
        if (kind(one.pengguna), aksi, koleksi) not in used
        and not (koleksi == SEMUA and (kind(one.pengguna), aksi) in everywhere)
    }


async def test_a_copy_is_put_back_by_an_account_of_its_own(
    kantor: SecureOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can do that without ever being able to change an application."""
    with pymongo.MongoClient[dict[str, Any]](kantor.store.url) as root:
        root[BASIS_DATA]["kalender"].update_one({"_id": "uji"}, {"$set": {"uji": 1}}, upsert=True)
    made = await command(kantor, OPS, "cadangan", "buat", tmp_path / "c")
    assert made.code == 0, made.err
    empty(kantor)
    asked = record(monkeypatch)
    put = await command(kantor, PEMULIH, "cadangan", "pasang", tmp_path / "c", "--lompati-nomor", 1)
    assert put.code == 0, put.err
    hak = {one.pengguna: one for one in hak_simpanan(())}[PEMULIH]
    assert {one for one in asked if not hak.boleh(one[1], one[2])} == set()
    used = {aksi for _, aksi, _ in asked}
    assert used == {*hak.koleksi[SEMUA], Aksi.UBAH, Aksi.LIHAT_KOLEKSI}


TRIED: dict[Aksi, Any] = {
    Aksi.BACA: lambda koleksi: koleksi.find_one({"_id": "uji"}),
    Aksi.TAMBAH: lambda koleksi: koleksi.insert_one({"_id": ObjectId(), "files_id": 1, "n": 2}),
    Aksi.UBAH: lambda koleksi: koleksi.update_one({"_id": "uji"}, {"$set": {"uji": 1}}),
    Aksi.HAPUS: lambda koleksi: koleksi.delete_one({"_id": "uji"}),
    Aksi.INDEKS: lambda koleksi: koleksi.create_index("uji"),
    Aksi.LIHAT_INDEKS: lambda koleksi: koleksi.index_information(),
    Aksi.BUANG: lambda koleksi: koleksi.drop(),
}


def test_the_store_itself_refuses_every_action_that_an_account_has_on_no_collection(
    kantor: SecureOffice,
) -> None:
    """The embedded store looks at the action and at the database; which collection it is, only
    MongoDB looks at."""
    for one in hak_simpanan(satu.pengguna for satu in kantor.hak):
        if one.pengguna == SEHAT:
            continue
        has = {aksi for semua in one.koleksi.values() for aksi in semua}
        with pymongo.MongoClient[dict[str, Any]](kantor.env(one.pengguna)["MONGODB_URL"]) as client:
            for aksi, attempt in TRIED.items():
                assert allowed(attempt, client[BASIS_DATA]["uji"]) is (aksi in has), (one, aksi)


def allowed(attempt: Any, collection: Any) -> bool:
    try:
        attempt(collection)
    except OperationFailure as error:
        assert error.code == UNAUTHORIZED, error
        return False
    return True
