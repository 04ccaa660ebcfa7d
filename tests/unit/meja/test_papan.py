"""The board: what it counts, who sees it, how a figure leads to its cases."""

import re
from datetime import timedelta

import pytest

from services.meja.situs import Situs
from shared.kantor.papan_hidup import PAPAN, PapanHidup, PengamatPapan
from tests.builders import KURSUS, PAGI, PAUD, Perjalanan
from tests.pegawai import akun_uji
from tests.stores import berjaga
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.situs import masuk_sebagai, peramban

FRONT = "frontoffice"


@pytest.fixture
def kantor() -> KantorUji:
    satu = KantorUji()
    segar(satu.situs)
    return satu


def segar(situs: Situs) -> None:
    """Every look reads anew."""
    situs.papan.pause = lambda _: 0.0


async def terbuka(kantor: KantorUji, sop: str, ke: int = 0, **jaga: int) -> str:
    """At its first desk, or some desks later; the limits in minutes from now."""
    perjalanan = Perjalanan(sop)
    for _ in range(ke):
        perjalanan.putus()
    saat = {nama: kantor.kini + timedelta(minutes=menit) for nama, menit in jaga.items()}
    permohonan = berjaga(perjalanan.permohonan, **saat)
    await kantor.simpan(permohonan)
    return permohonan.nomor


def angka(halaman: str, pelaksana: str) -> list[str]:
    """The figures of a desk's first line."""
    baris = next(b for b in halaman.split("<tr")[1:] if f">{pelaksana}" in b)
    return re.findall(r">(\d+)<", baris)


async def test_every_desk_is_counted_by_sop_with_what_is_near_and_over(kantor: KantorUji) -> None:
    await terbuka(kantor, PAUD, mendekati=5, jatuh_tempo=10)
    await terbuka(kantor, PAUD, mendekati=-1, jatuh_tempo=4)
    await terbuka(kantor, PAUD, mendekati=-9, jatuh_tempo=-5)
    await terbuka(kantor, KURSUS, ke=1, mendekati=-9, jatuh_tempo=-5)
    dedi = await kantor.petugas("dedi.noor", hak=("penyelia",))
    async with await kantor.peramban(dedi) as browser:
        page = (await browser.get("/papan")).text
    kursus, paud = page.split('aria-labelledby="sop-')[1:]
    kursus, paud = (kursus, paud) if kursus.startswith(KURSUS) else (paud, kursus)
    assert angka(paud, "Front Office") == ["3", "1", "1"]
    assert angka(kursus, "Front Office") == ["0", "0", "0"]
    assert angka(kursus, "Back Office") == ["1", "0", "1"]
    assert "3 menit" in paud, "the age of the oldest, in office time"
    assert f"/papan/daftar?sop={PAUD}&amp;pelaksana={FRONT}&amp;keadaan=terlampaui" in paud


async def test_a_figure_opens_the_list_of_its_cases_and_these_their_pages(
    kantor: KantorUji,
) -> None:
    jauh = await terbuka(kantor, PAUD, mendekati=5, jatuh_tempo=10)
    lewat = await terbuka(kantor, KURSUS, ke=1, mendekati=-9, jatuh_tempo=-5)
    dedi = await kantor.petugas("dedi.noor", hak=("penyelia",))
    async with await kantor.peramban(dedi) as browser:
        semua = (await browser.get("/papan/daftar")).text
        satu = (await browser.get("/papan/daftar?keadaan=terlampaui&sop=tak-ada")).text
        buka = await browser.get(f"/papan/perkara/{lewat}")
        perkara = await browser.get(buka.headers["location"])
    assert semua.index(lewat) < semua.index(jauh), "what fell due first comes first"
    assert lewat in satu
    assert jauh not in satu
    assert buka.headers["location"] == f"/perkara/backoffice/{lewat}"
    assert perkara.status_code == 200
    assert 'name="putusan"' not in perkara.text, "who leads looks, and does not decide"


async def test_who_leads_opens_a_case_that_lies_with_the_applicant(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    perjalanan.putus("tolak", catatan="Perbaiki alamat.")
    await kantor.simpan(perjalanan.permohonan)
    dedi = await kantor.petugas("dedi.noor", hak=("penyelia",))
    async with await kantor.peramban(dedi) as browser:
        daftar = (await browser.get("/papan/daftar?pelaksana=pemohon")).text
        buka = await browser.get(f"/papan/perkara/{perjalanan.permohonan.nomor}")
    assert f"/papan/perkara/{perjalanan.permohonan.nomor}" in daftar
    assert buka.headers["location"] == f"/perkara/{FRONT}/{perjalanan.permohonan.nomor}"


async def test_who_looks_after_the_system_sees_figures_and_opens_no_case(
    kantor: KantorUji,
) -> None:
    nomor = await terbuka(kantor, PAUD, jatuh_tempo=10)
    admin = await kantor.petugas("admin.satu", hak=("pengelola",))
    async with await kantor.peramban(admin) as browser:
        muka = await browser.get("/")
        daftar = (await browser.get("/papan/daftar")).text
        buka = [await browser.get(f"/papan/perkara/{satu}") for satu in (nomor, "XX-2026-000001")]
    assert muka.headers["location"] == "/papan"
    assert nomor in daftar
    assert f"/papan/perkara/{nomor}" not in daftar
    assert [satu.status_code for satu in buka] == [404, 404]


@pytest.mark.parametrize("bagian", ["", "/daftar", "/kabar", "/perkara/X", "/peringatan"])
async def test_for_others_there_is_no_board(kantor: KantorUji, bagian: str) -> None:
    budi = await akun_uji(kantor.ruang, "budi.santoso", FRONT)
    async with peramban(kantor.situs) as browser:
        await masuk_sebagai(browser, kantor.ruang, budi)
        answer = await browser.get(f"/papan{bagian}")
        menu = (await browser.get("/akun")).text
    assert answer.status_code == 404
    assert 'href="/papan"' not in menu


async def test_a_watchdog_that_does_not_run_is_told_of(kantor: KantorUji) -> None:
    ops = kantor.ruang.kantor.ops
    dedi = await kantor.petugas("dedi.noor", hak=("penyelia",))
    async with await kantor.peramban(dedi) as browser:
        belum = (await browser.get("/papan")).text
        await ops.swept("satu", kantor.kini)
        jalan = (await browser.get("/papan")).text
        kantor.kini += timedelta(minutes=5)
        await ops.saw_karantina(2, PAGI)
        lama = (await browser.get("/papan")).text
    assert "Pengawas mutu baku tidak berjalan" in belum
    assert "Pengawas mutu baku" not in jalan
    assert "Pengawas mutu baku tidak berjalan" in lama
    assert "2 pesan di karantina" in lama


async def test_however_many_look_the_store_is_read_once_in_a_while(kantor: KantorUji) -> None:
    await terbuka(kantor, PAUD, jatuh_tempo=10)
    papan = PapanHidup(kantor.ruang.kantor, kantor.situs.peringatan, pause=lambda _: 3600.0)
    dulu = await papan.terbuka()
    await terbuka(kantor, PAUD, jatuh_tempo=10)
    assert await papan.terbuka() is dulu
    assert papan.urut == 1


async def test_pages_that_are_open_are_told_when_something_moved(kantor: KantorUji) -> None:
    told: list[str] = []
    papan = PapanHidup(kantor.ruang.kantor, kantor.situs.peringatan, pause=lambda _: 0.0)
    pengamat = PengamatPapan(papan, told.append, lambda: True)
    await pengamat.once()
    assert PAPAN in told, "something may have moved since the page was made"
    told.clear()
    await pengamat.once()
    assert told == []
    await terbuka(kantor, PAUD, jatuh_tempo=10)
    await pengamat.once()
    await pengamat.once()
    assert told == [PAPAN]
