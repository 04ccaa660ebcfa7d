"""A screen on the wall: what it shows, what else its account may see, how long it stays."""

from datetime import datetime, timedelta

import httpx
import pytest

from shared.akun.model import Akun
from shared.clock import system_clock
from shared.kantor.masuk import Asal, begin
from tests.builders import PAUD, Perjalanan
from tests.pegawai import akun_uji
from tests.stores import berjaga
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.situs import peramban

JALAN = "/papan/layar"


class Jam:
    """Life's own clock, moved by hand."""

    def __init__(self) -> None:
        self.kini = system_clock()

    def __call__(self) -> datetime:
        return self.kini


@pytest.fixture
def jam() -> Jam:
    return Jam()


@pytest.fixture
def kantor(jam: Jam) -> KantorUji:
    return KantorUji(wall=jam)


async def layar(kantor: KantorUji, **ubah: object) -> tuple[Akun, httpx.AsyncClient]:
    isi: dict[str, object] = {"hak": ("layar",)} | ubah
    akun = await akun_uji(kantor.ruang, "layar.loket", **isi)  # type: ignore[arg-type]
    browser = peramban(kantor.situs)
    hasil = await begin(kantor.ruang, akun, Asal("192.0.2.1", "Uji"), dua_langkah=True)
    browser.cookies.set("sesi", hasil.token)
    return akun, browser


async def test_it_shows_how_much_lies_where_and_no_case(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    lewat = kantor.kini - timedelta(minutes=1)
    await kantor.simpan(berjaga(perjalanan.permohonan, mendekati=lewat, jatuh_tempo=lewat))
    _, browser = await layar(kantor)
    async with browser:
        page = (await browser.get(JALAN)).text
        sebagian = await browser.get(JALAN, headers={"HX-Request": "true", "HX-Target": "layar"})
    assert "Front Office" in page
    assert "<dt>Menunggu di kantor</dt><dd>1</dd>" in page
    assert perjalanan.permohonan.nomor not in page
    assert perjalanan.permohonan.pemohon.nama not in page
    assert "Layar Loket" not in page
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in page
    assert "<html" not in sebagian.text


async def test_its_account_is_led_there_and_sees_nothing_else(kantor: KantorUji) -> None:
    _, browser = await layar(kantor)
    async with browser:
        assert (await browser.get("/")).headers["location"] == JALAN
        for jalan in ("", "/daftar", "/peringatan", "/laporan", "/mingguan", "/perkara/X"):
            assert (await browser.get(f"/papan{jalan}")).status_code == 404, jalan
        assert (await browser.get("/kotak/frontoffice")).status_code == 404


async def test_it_stays_signed_in_while_it_is_off_and_at_the_latest_a_month(
    kantor: KantorUji, jam: Jam
) -> None:
    _, browser = await layar(kantor)
    async with browser:
        for hari in (3, 26):
            jam.kini += timedelta(days=hari)
            assert (await browser.get(JALAN)).status_code == 200
        jam.kini += timedelta(days=2)
        assert (await browser.get(JALAN)).status_code == 303


@pytest.mark.parametrize("ubah", [{"hak": ("layar", "penyelia")}, {"peran": ("frontoffice",)}])
async def test_as_soon_as_it_is_more_than_a_screen_it_is_a_person(
    kantor: KantorUji, jam: Jam, ubah: dict[str, object]
) -> None:
    akun, browser = await layar(kantor)
    baru = akun.model_copy(update={**ubah, "urutan": akun.urutan + 1})
    async with browser:
        assert await kantor.ruang.akun.change(baru, akun)
        assert (await browser.get("/papan/layar")).status_code == 200
        jam.kini += timedelta(hours=2)
        assert (await browser.get("/papan/layar")).status_code == 303
