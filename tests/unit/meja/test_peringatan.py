"""Alerts at the desk: what came about, who has seen it, and what is left to look at."""

from datetime import timedelta

import httpx
import pytest

from shared.contracts import Pelanggaran
from shared.kantor.papan_hidup import PERINGATAN, PengamatPapan
from tests.builders import PAUD
from tests.stores import klaim, pelanggaran
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.situs import token

JALAN = "/papan/peringatan"


@pytest.fixture
def kantor() -> KantorUji:
    satu = KantorUji()
    satu.situs.papan.pause = lambda _: 0.0
    return satu


async def datang(kantor: KantorUji, hari: int = 0, **isi: object) -> Pelanggaran:
    pada = kantor.kini - timedelta(days=hari)
    satu = pelanggaran(**{"terdeteksi_pada": pada, "terjadi_pada": pada, **isi})  # type: ignore[arg-type]
    assert await kantor.ruang.kantor.watch.claim(klaim(satu))
    return satu


def kunci(satu: Pelanggaran) -> str:
    return klaim(satu).kunci


async def penyelia(kantor: KantorUji, nama: str = "dedi.noor") -> httpx.AsyncClient:
    return await kantor.peramban(await kantor.petugas(nama, hak=("penyelia",)))


async def lihat(browser: httpx.AsyncClient, *satu: Pelanggaran) -> httpx.Response:
    page = (await browser.get(JALAN)).text
    isi = {"csrf": token(page), "kunci": [kunci(s) for s in satu]}
    return await browser.post(JALAN, data=isi)


async def test_an_alert_stands_there_with_whoever_has_seen_it_and_when(kantor: KantorUji) -> None:
    satu = await datang(kantor, nomor="IKP-2026-000007")
    async with await penyelia(kantor) as dedi, await penyelia(kantor, "eka.putri") as eka:
        belum = (await eka.get(JALAN)).text
        assert (await lihat(dedi, satu)).headers["location"] == JALAN
        milik_eka, milik_dedi = (await eka.get(JALAN)).text, (await dedi.get(JALAN)).text
    assert "IKP-2026-000007" in belum
    assert "Terlampaui" in belum
    assert "Langkah 3, Back Office" in belum
    assert "Belum dilihat siapa pun" in belum
    assert "Dilihat Dedi Noor (5 Jan 09.03)" in milik_eka
    assert "Saya sudah melihat" in milik_eka, "Eka has not seen it"
    assert "sudah Anda lihat" in milik_dedi
    assert (await kantor.ruang.kantor.watch.latest(9))[0].pelanggaran == satu, "unchanged"


async def test_pressed_twice_the_first_instant_stands(kantor: KantorUji) -> None:
    satu = await datang(kantor)
    async with await penyelia(kantor) as dedi:
        await lihat(dedi, satu)
        kantor.kini += timedelta(hours=1)
        assert (await lihat(dedi, satu)).status_code == 303
        page = (await dedi.get(JALAN)).text
    assert page.count("Dilihat Dedi Noor (5 Jan 09.03)") == 1
    assert "10.03" not in page


async def test_the_list_is_sifted(kantor: KantorUji) -> None:
    satu = await datang(kantor, nomor="IKP-2026-000001")
    dua = await datang(kantor, nomor="IKP-2026-000002", tingkat="mendekati", sop=PAUD)
    await datang(kantor, nomor="IKP-2026-000003", langkah=None, pelaksana=None)
    await datang(kantor, hari=20, nomor="IKP-2026-000004")

    async def ada(browser: httpx.AsyncClient, kueri: str) -> str:
        page = (await browser.get(f"{JALAN}?{kueri}")).text
        return "".join(str(n) for n in range(1, 5) if f"IKP-2026-00000{n}" in page)

    async with await penyelia(kantor) as dedi, await penyelia(kantor, "eka.putri") as eka:
        await lihat(eka, satu)
        await lihat(dedi, dua)
        assert await ada(dedi, "") == "123"
        assert await ada(dedi, "hari=30") == "1234"
        assert await ada(dedi, "hari=99999") == "123", "what makes no sense is the usual"
        assert await ada(dedi, "dilihat=belum") == "3"
        assert await ada(dedi, "dilihat=belum_saya") == "13"
        assert await ada(dedi, "tingkat=mendekati") == "2"
        assert await ada(dedi, f"sop={PAUD}") == "2"
        assert await ada(dedi, "pelaksana=keseluruhan") == "3"
        papan = (await dedi.get("/papan")).text
    assert 'href="/papan/peringatan?dilihat=belum">1<' in papan


async def test_all_of_a_page_are_seen_with_one_button(kantor: KantorUji) -> None:
    semua = [await datang(kantor, nomor=f"IKP-2026-00000{n}") for n in range(3)]
    async with await penyelia(kantor) as dedi:
        assert "3 peringatan di halaman ini" in (await dedi.get(JALAN)).text
        await lihat(dedi, *semua)
        page = (await dedi.get(JALAN)).text
    assert "di halaman ini" not in page
    assert page.count("sudah Anda lihat") == 3


async def test_nothing_is_seen_that_is_not_there(kantor: KantorUji) -> None:
    satu = await datang(kantor)
    async with await penyelia(kantor) as dedi:
        page = (await dedi.get(JALAN)).text
        for salah in ([], ["tidak/2.1/terlampaui"], [kunci(satu), "tidak/2.1/terlampaui"]):
            isi = {"csrf": token(page), "kunci": salah}
            assert (await dedi.post(JALAN, data=isi)).status_code == 404
        assert (await dedi.post(JALAN, data={"kunci": kunci(satu)})).status_code == 403
    assert await kantor.ruang.dilihat_store.number() == 0


async def test_who_looks_after_the_system_sees_alerts_without_a_way_into_cases(
    kantor: KantorUji,
) -> None:
    satu = await datang(kantor)
    admin = await kantor.petugas("admin.satu", hak=("pengelola",))
    async with await kantor.peramban(admin) as browser:
        page = (await browser.get(JALAN)).text
    assert satu.nomor in page
    assert "/papan/perkara/" not in page


async def test_pages_that_are_open_are_told_of_an_alert_and_of_who_has_seen_it(
    kantor: KantorUji,
) -> None:
    told: list[str] = []
    pengamat = PengamatPapan(kantor.situs.papan, told.append, lambda: True)
    await pengamat.once()
    assert PERINGATAN in told, "an alert may have come since the page was made"
    told.clear()
    satu = await datang(kantor)
    await pengamat.once()
    assert told == [PERINGATAN]
    async with await penyelia(kantor) as dedi:
        await lihat(dedi, satu)
    await pengamat.once()
    assert told == [PERINGATAN, PERINGATAN]
