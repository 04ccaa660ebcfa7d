"""The national service from a page of the desk: the text read first, then signed once; what goes
wrong is told in a sentence, and NIK and passphrase are left nowhere."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from pydantic import SecretStr

from izin.registry import discover_desks
from services.meja.situs import Situs
from shared.contracts import Tugas
from shared.errors import BrokerTidakTerjangkau
from shared.kantor.ruang import open_ruang
from shared.rabbit.wires import Wires
from shared.settings import Settings
from shared.store.mongo_sk import MongoSkStore
from shared.store.motor_client import connect
from shared.tandatangan.naskah import berawal_naskah
from tests.kantor_bsre import KEPALA, KantorBsre, kantor_bsre
from tests.layanan_tanda_tangan import AKUN, FRASA, NIK, Gangguan
from tests.office import Office
from tests.pegawai import akun_uji
from tests.pipeline.test_bsre import tersebut, tersimpan
from tests.pipeline.test_letters import isi_berkas
from tests.pipeline.test_signing import buku, kasus, sampai_tanda_tangan
from tests.sadap import tapped
from tests.unit.meja.situs import KUNCI, masuk_sebagai, peramban, token

MEJA = "kepaladinas"


@pytest.fixture
def luar(tmp_path: Path) -> Iterator[KantorBsre]:
    with kantor_bsre(tmp_path) as satu:
        yield satu


@pytest.fixture
def settings(settings: Settings, luar: KantorBsre) -> Settings:
    return settings.model_copy(update={"tanda_tangan": luar.pelaksana, "faktor_kedua": "tidak"})


@pytest_asyncio.fixture
async def register(settings: Settings) -> AsyncIterator[MongoSkStore]:
    client = connect(settings.named_mongodb_url())
    yield MongoSkStore(client, settings.basis_data)
    client.close()


@dataclass
class Kepala:
    """The Kepala Dinas in front of the page of a case that was taken."""

    browser: httpx.AsyncClient
    situs: Situs
    tugas: Tugas

    @property
    def pangkal(self) -> str:
        return f"/perkara/{MEJA}/{self.tugas.nomor}"

    async def kirim(self, jalan: str, **isi: str) -> httpx.Response:
        csrf = token((await self.browser.get("/akun")).text)
        return await self.browser.post(f"{self.pangkal}/{jalan}", data={"csrf": csrf, **isi})

    async def konfirmasi(self) -> str:
        return (await self.browser.get(f"{self.pangkal}/putuskan")).text

    async def siapkan(self) -> None:
        """Accepted, and the text is there."""
        answer = await self.kirim("periksa", putusan="terima")
        assert answer.headers["location"] == f"{self.pangkal}/putuskan", answer.text
        assert "frasa-sandi" not in await self.konfirmasi(), "the text is read first"
        answer = await self.kirim("naskah")
        assert answer.headers["location"] == f"{self.pangkal}/putuskan", answer.text

    async def tandatangani(self, frasa: str = FRASA, nik: str = NIK) -> httpx.Response:
        """The form of the page as it stands."""
        isi = dict(
            re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', await self.konfirmasi())
        )
        isi |= {"nik-penanda-tangan": nik, "frasa-sandi": frasa}
        return await self.browser.post(f"{self.pangkal}/putuskan", data=isi)


@asynccontextmanager
async def kepala(
    settings: Settings, luar: KantorBsre, tugas: Tugas, **ubah: object
) -> AsyncIterator[Kepala]:
    """`ubah` are lines of `[bsre]`."""
    milik = settings.model_copy(update={"tanda_tangan": luar.alat_dengan(**ubah)})
    async with open_ruang(milik, discover_desks(), KUNCI, "uji") as ruang:
        situs = Situs(ruang, wires=Wires({MEJA: milik.named_rabbitmq_url()}))
        await situs.wires.start()
        await tersambung(situs)
        async with peramban(situs) as browser:
            nama = "kepala.dinas"
            siapa = await ruang.akun.find(nama) or await akun_uji(ruang, nama, MEJA, petugas=KEPALA)
            await masuk_sebagai(browser, ruang, siapa)
            await situs.kotak.receive(tugas)
            satu = Kepala(browser, situs, tugas)
            csrf = token((await browser.get("/akun")).text)
            await browser.post(f"/kotak/{MEJA}/{tugas.nomor}/ambil", data={"csrf": csrf})
            yield satu
        await situs.wires.stop()
        situs.surat.close()


async def tersambung(situs: Situs) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                situs.wires.client(MEJA)
            except BrokerTidakTerjangkau:
                await asyncio.sleep(0.01)
            else:
                return


GANGGUAN: dict[Gangguan, tuple[int, str]] = {
    "salah-frasa": (422, "mengunci akun"),
    "terkunci": (422, "terkunci"),
    "kedaluwarsa": (422, "sudah berakhir"),
    "tak-terdaftar": (422, "belum terdaftar"),
    "rusak-500": (422, "sedang terganggu"),
    "bukan-pdf": (422, "sedang terganggu"),
    "putus": (503, "mungkin sudah ditandatangani"),
    "lambat": (503, "mungkin sudah ditandatangani"),
}


async def test_after_each_fault_the_page_says_what_happened_and_the_same_text_is_signed_at_last(
    settings: Settings, office: Office, register: MongoSkStore, luar: KantorBsre
) -> None:
    tugas = await sampai_tanda_tangan(office)
    sebelum = await kasus(office, tugas)
    async with kepala(settings, luar, tugas, alamat='"http://127.0.0.1:1"') as satu:
        await satu.siapkan()
        page = await satu.konfirmasi()
        (nomor,) = await buku(register)
        assert nomor.nomor in page and nomor.status == "terambil"
        answer = await satu.browser.get(f"{satu.pangkal}/naskah")
        dibaca = answer.content
        assert (await satu.browser.get(f"{satu.pangkal}/naskah/lihat")).status_code == 200
        jauh = await satu.tandatangani()
        assert jauh.status_code == 503 and "tidak ada yang dikirim" in jauh.text
        assert "nomornya tetap" in jauh.text
    async with (
        kepala(settings, luar, tugas) as sabar,
        kepala(settings, luar, tugas, batas_detik=0.5) as tidak_sabar,
    ):
        for gangguan, (status, kata) in GANGGUAN.items():
            luar.pusat.gangguan, dikirim = gangguan, len(luar.pusat.diterima)
            satu = tidak_sabar if gangguan == "lambat" else sabar
            answer = await satu.tandatangani()
            assert (answer.status_code, kata in answer.text) == (status, True), answer.text
            assert not tersebut(answer.text), "shown again nowhere"
            assert "frasa-sandi" in answer.text, "and asked for again"
            assert len(luar.pusat.diterima) <= dikirim + 1, "nothing is tried again by itself"
            assert await kasus(office, tugas) == sebelum
    luar.pusat.gangguan, tanda = "", luar.pusat.tanda_tangani
    async with kepala(settings, luar, tugas) as satu:
        for frasa, nik in (("", NIK), (FRASA, "12")):
            keliru = await satu.tandatangani(frasa, nik)
            assert keliru.status_code == 422 and FRASA not in keliru.text
        luar.pusat.tanda_tangani = lambda isi: isi
        tolak = await satu.tandatangani()
        assert "tidak bertanda tangan" in tolak.text
        luar.pusat.tanda_tangani, luar.pusat.gangguan = tanda, "500-berkas"
        dikirim = len(luar.pusat.diterima)
        dua = await asyncio.gather(satu.tandatangani(), satu.tandatangani())
        assert len(luar.pusat.diterima) == dikirim + 1, "pressed twice, signed once"
        (ke,) = {answer.headers["location"] for answer in dua}
        page = (await satu.browser.get(ke)).text
        assert f"SK nomor {nomor.nomor}" in page
        lagi = await satu.browser.post(
            f"{satu.pangkal}/putuskan",
            data={
                "csrf": token(page),
                "rupa": "x",
                "pembukaan": f"{tugas.langkah}.{tugas.putaran}",
            },
        )
        assert lagi.headers["location"] == ke, "sent again after it stands"
    hasil = (await kasus(office, tugas)).hasil_untuk("surat-keputusan")
    assert hasil and hasil.berkas
    assert [(satu.nomor, satu.status) for satu in await buku(register)] == [
        (nomor.nomor, "berlaku")
    ]
    assert berawal_naskah(await isi_berkas(office, hasil.berkas.berkas_id), dibaca)


async def test_what_was_signed_and_not_answered_is_sent_again_without_a_passphrase(
    settings: Settings,
    office: Office,
    luar: KantorBsre,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tugas = await sampai_tanda_tangan(office)
    async with kepala(settings, luar, tugas) as satu:
        await satu.siapkan()
        client = satu.situs.wires.client(MEJA)

        async def hilang(_: object) -> None:
            raise BrokerTidakTerjangkau

        with monkeypatch.context() as sambil:
            sambil.setattr(client, "decide", hilang)
            answer = await satu.tandatangani()
            assert answer.status_code == 503
            assert "SK sudah ditandatangani" in answer.text
        page = await satu.konfirmasi()
        assert "frasa-sandi" not in page and "Kirim putusan" in page
        answer = await satu.tandatangani("", "")
        assert "/putusan/" in answer.headers["location"]
    assert len(luar.pusat.diterima) == 1


async def test_nik_and_passphrase_are_left_nowhere(
    settings: Settings,
    office: Office,
    luar: KantorBsre,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    for pustaka in ("httpx", "httpcore", "aio_pika", "aiormq", "asyncio", "starlette", "multipart"):
        caplog.set_level(logging.DEBUG, pustaka)
    tugas = await sampai_tanda_tangan(office)
    with (
        tapped(settings.named_rabbitmq_url()) as broker,
        tapped(settings.named_mongodb_url()) as store,
    ):
        ubah = {"mongodb_url": SecretStr(store.url), "rabbitmq_url": SecretStr(broker.url)}
        async with kepala(settings.model_copy(update=ubah), luar, tugas) as satu:
            await satu.siapkan()
            cookie = satu.browser.cookies.get("sesi")
            isi = dict(
                re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', await satu.konfirmasi())
            )
            rahasia = {"nik-penanda-tangan": NIK, "frasa-sandi": FRASA}
            satu.browser.cookies.delete("sesi")
            berakhir = await satu.browser.post(f"{satu.pangkal}/putuskan", data=isi | rahasia)
            assert berakhir.status_code == 401 and not tersebut(berakhir.text)
            assert "titipan.rupa" in berakhir.text
            satu.browser.cookies.set("sesi", str(cookie))
            for gangguan in ("tak-terdaftar", "salah-frasa", "500-berkas"):
                luar.pusat.gangguan = gangguan
                assert not tersebut((await satu.tandatangani()).text)
    assert (await kasus(office, tugas)).hasil_untuk("surat-keputusan")
    assert len(luar.pusat.diterima) == 3
    assert b"MintaNaskah" in broker.heard and len(store.heard) > 10_000
    for lewat in (broker.heard, store.heard, tersimpan(settings)):
        assert not tersebut(lewat.decode("latin-1"))
    assert not tersebut("".join(capfd.readouterr()) + caplog.text)
    assert AKUN[1] not in caplog.text
