"""Signing in, step by step, and what of it others can make use of: nothing."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pyotp
import pytest

from services.meja.aplikasi import RUTE
from services.meja.rute import Rute
from services.meja.situs import Situs
from services.meja.untuk import Untuk
from shared.akun.aturan import GRATIS_AKUN, GRATIS_ALAMAT
from shared.akun.model import Akun
from shared.clock import system_clock
from shared.kantor.akun import Pembukuan
from shared.oidc.penerbit import Klien, Penerbit
from tests.pegawai import akun_uji
from tests.unit.meja.situs import masuk_sebagai, peramban, settings, situs_uji, token

SANDI_AWAL = "kuda lumping makan kaca"
SANDI_BARU = "perahu naik ke gunung"


class Jam:
    """A clock that stands still until it is moved on."""

    def __init__(self) -> None:
        self.kini = system_clock()

    def __call__(self):  # type: ignore[no-untyped-def]
        return self.kini

    def maju(self, **lama: float) -> None:
        self.kini += timedelta(**lama)


def tanpa_faktor(**ruang: Any) -> Situs:
    return situs_uji(settings=settings(faktor_kedua="tidak"), **ruang)


async def bersandi(situs: Situs, nama: str = "budi.santoso", *peran: str, **ubah: Any) -> Akun:
    hashed = await situs.ruang.sandi.hash(SANDI_AWAL)
    return await akun_uji(situs.ruang, nama, *(peran or ("kabid",)), sandi=hashed, **ubah)


async def kirim(
    browser: httpx.AsyncClient, jalan: str, dari: str | None = None, **isi: str
) -> httpx.Response:
    page = await browser.get(dari or jalan)
    return await browser.post(jalan, data={"csrf": token(page.text), **isi})


async def masuk(
    browser: httpx.AsyncClient, nama: str = "budi.santoso", sandi: str = SANDI_AWAL, **isi: str
) -> httpx.Response:
    """As whoever comes to the page that asks for it."""
    lupa(browser)
    return await kirim(browser, "/masuk", nama=nama, sandi=sandi, **isi)


def lupa(browser: httpx.AsyncClient) -> None:
    for cookie in [one for one in browser.cookies.jar if one.name == "sesi"]:
        browser.cookies.jar.clear(cookie.domain, cookie.path, cookie.name)


async def test_name_and_password_lead_to_where_one_wanted_to_go() -> None:
    situs = tanpa_faktor()
    await bersandi(situs)
    async with peramban(situs) as browser:
        first = await browser.get("/akun")
        assert (first.status_code, first.headers["location"]) == (303, "/masuk?lanjut=/akun")
        answer = await masuk(browser, nama=" Budi.Santoso ", lanjut="/akun")
        assert (answer.status_code, answer.headers["location"]) == (303, "/akun")
        assert "Budi Santoso" in (await browser.get("/akun")).text


@pytest.mark.parametrize(
    ("nama", "sandi"),
    [
        ("budi.santoso", "bukan ini sandinya"),
        ("tidak.ada", SANDI_AWAL),
        ("", ""),
        ("'; --", "satu-dua-tiga"),
    ],
)
async def test_whatever_is_wrong_the_answer_is_the_same(nama: str, sandi: str) -> None:
    situs = tanpa_faktor()
    await bersandi(situs)
    async with peramban(situs) as browser:
        answer = await masuk(browser, nama, sandi)
    assert answer.status_code == 422
    assert "Nama atau kata sandi keliru" in answer.text
    assert "sesi=" not in answer.headers.get("set-cookie", "")
    assert not sandi or sandi not in answer.text


async def test_who_fails_too_often_waits_also_with_the_right_password() -> None:
    jam = Jam()
    situs = tanpa_faktor(wall=jam)
    await bersandi(situs)
    async with peramban(situs) as browser:
        for _ in range(GRATIS_AKUN):
            assert "keliru" in (await masuk(browser, sandi="bukan ini sandinya")).text
        held = await masuk(browser)
        assert "Terlalu sering gagal. Coba lagi 30 detik lagi" in held.text
        jam.maju(seconds=31)
        assert (await masuk(browser)).status_code == 303


async def test_one_address_that_tries_many_names_waits_and_its_successes_do_not_count() -> None:
    jam = Jam()
    situs = tanpa_faktor(wall=jam)
    await bersandi(situs)
    async with peramban(situs) as browser:
        for _ in range(3):
            assert (await masuk(browser)).status_code == 303
            browser.cookies.clear()
        for number in range(GRATIS_ALAMAT):
            assert "keliru" in (await masuk(browser, nama=f"nama.{number}")).text
        assert "Terlalu sering gagal" in (await masuk(browser, nama="nama.lain")).text


async def test_a_locked_account_does_not_come_in_and_who_is_in_is_out() -> None:
    situs = tanpa_faktor()
    akun = await bersandi(situs)
    buku = Pembukuan(situs.ruang.akun, situs.ruang.sandi, situs.ruang.wall, situs.ruang.meja)
    async with peramban(situs) as browser:
        await masuk(browser)
        assert (await browser.get("/akun")).status_code == 200
        await buku.lock(akun.nama, "pindah tugas")
        assert (await browser.get("/akun")).status_code == 303
        assert "Akun ini dikunci: pindah tugas" in (await masuk(browser)).text
        await buku.unlock(akun.nama)
        assert (await masuk(browser)).status_code == 303


async def test_a_first_password_is_good_for_choosing_another_one() -> None:
    situs = tanpa_faktor()
    await bersandi(situs, harus_ganti=True)
    async with peramban(situs) as browser, peramban(situs) as elsewhere:
        for one in (browser, elsewhere):
            assert (await masuk(one)).headers["location"].startswith("/akun/sandi")
            assert (await one.get("/akun")).headers["location"] == "/akun/sandi?lanjut=/akun"
        isi = {"lama": SANDI_AWAL, "baru": SANDI_BARU, "ulang": SANDI_BARU}
        for keliru, sebab in (
            ({"ulang": "lain sekali ini"}, "tidak sama"),
            ({"lama": "bukan ini sandinya"}, "yang sekarang keliru"),
            ({"baru": "pendek", "ulang": "pendek"}, "Paling sedikit 12 huruf"),
            ({"baru": SANDI_AWAL, "ulang": SANDI_AWAL}, "sama dengan yang lama"),
        ):
            refused = await kirim(browser, "/akun/sandi", **(isi | keliru))
            assert (refused.status_code, sebab in refused.text) == (422, True), sebab
        before = browser.cookies["sesi"]
        assert (await kirim(browser, "/akun/sandi", **isi)).status_code == 303
        assert browser.cookies["sesi"] != before, "what was known before is worth nothing"
        assert (await browser.get("/akun")).status_code == 200
        assert (await elsewhere.get("/akun/sandi")).status_code == 303, "ended by the change"
        assert (await masuk(elsewhere)).status_code == 422
        assert (await masuk(elsewhere, sandi=SANDI_BARU)).headers["location"] == "/"


def secret_of(page: str) -> str:
    found = re.search(r'<code class="kunci">([A-Z2-7]+)</code>', page)
    assert found is not None
    return found[1]


def hidden(page: str, nama: str) -> str:
    found = re.search(rf'name="{nama}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


async def test_who_signs_sets_up_a_second_factor_and_shows_it_every_time() -> None:
    jam = Jam()
    situs = situs_uji(wall=jam)
    await bersandi(situs, "kepala.dinas", "kepaladinas")
    async with peramban(situs) as browser:
        assert (
            (await masuk(browser, "kepala.dinas")).headers["location"].startswith("/masuk/pasang")
        )
        assert (await browser.get("/akun")).headers["location"] == "/masuk/pasang?lanjut=/akun"
        page = (await browser.get("/masuk/pasang")).text
        totp = pyotp.TOTP(secret_of(page))
        isi = {"csrf": token(page), "titipan": hidden(page, "titipan")}
        wrong = await browser.post("/masuk/pasang", data={**isi, "kode": "000000"})
        assert (wrong.status_code, secret_of(wrong.text)) == (422, secret_of(page))
        done = await browser.post("/masuk/pasang", data={**isi, "kode": totp.at(jam.kini)})
        recovery = re.findall(r"<li><code>([a-z0-9-]+)</code></li>", done.text)
        assert len(recovery) == 10
        assert (await browser.get("/akun")).status_code == 200
    jam.maju(seconds=60)
    async with peramban(situs) as browser:
        assert (await masuk(browser, "kepala.dinas")).headers["location"].startswith("/masuk/kode")
        assert (await browser.get("/akun")).headers["location"] == "/masuk/kode?lanjut=/akun"
        assert (await browser.get("/masuk/pasang")).status_code == 303, "no second one instead"
        assert (await kirim(browser, "/masuk/kode", kode="000000")).status_code == 422
        code = totp.at(jam.kini)
        assert (await kirim(browser, "/masuk/kode", kode=code)).status_code == 303
        assert (await browser.get("/akun")).status_code == 200
        browser.cookies.clear()
        await masuk(browser, "kepala.dinas")
        assert (await kirim(browser, "/masuk/kode", kode=code)).status_code == 422, "used up"
        assert (await kirim(browser, "/masuk/kode", kode=recovery[3].upper())).status_code == 303
        browser.cookies.clear()
        await masuk(browser, "kepala.dinas")
        assert (await kirim(browser, "/masuk/kode", kode=recovery[3])).status_code == 422


async def test_a_password_that_fits_does_not_take_back_wrong_codes() -> None:
    jam = Jam()
    situs = situs_uji(wall=jam)
    akun = await bersandi(situs, "kepala.dinas", "kepaladinas")
    async with peramban(situs) as browser:
        await masuk(browser, akun.nama)
        page = (await browser.get("/masuk/pasang")).text
        code = pyotp.TOTP(secret_of(page)).at(jam.kini)
        isi = {"csrf": token(page), "titipan": hidden(page, "titipan"), "kode": code}
        await browser.post("/masuk/pasang", data=isi)
        for number in range(GRATIS_AKUN + 1):
            await masuk(browser, akun.nama)
            answer = await kirim(browser, "/masuk/kode", kode="000000")
            assert ("Terlalu sering" in answer.text) is (number == GRATIS_AKUN)


async def test_a_factor_on_its_way_is_good_in_its_own_session_alone() -> None:
    situs = situs_uji()
    await bersandi(situs, "kepala.dinas", "kepaladinas")
    async with peramban(situs) as one, peramban(situs) as other:
        for browser in (one, other):
            await masuk(browser, "kepala.dinas")
        page = (await one.get("/masuk/pasang")).text
        answer = await kirim(other, "/masuk/pasang", titipan=hidden(page, "titipan"), kode="000000")
    assert (answer.status_code, "kedaluwarsa" in answer.text) == (422, True)
    assert secret_of(answer.text) != secret_of(page)


async def test_a_session_ends_unused_and_at_its_latest_and_survives_a_restart() -> None:
    jam = Jam()
    situs = tanpa_faktor(wall=jam)
    await bersandi(situs)
    async with peramban(situs) as browser:
        await masuk(browser)
        for _ in range(12):
            jam.maju(minutes=45)
            assert (await browser.get("/akun")).status_code == 200
        cookies = dict(browser.cookies)
    async with peramban(situs) as again:
        again.cookies.update(cookies)
        assert (await again.get("/akun")).status_code == 200
        jam.maju(minutes=61)
        assert (await again.get("/akun")).status_code == 303
        await masuk(again)
        for _ in range(11):
            jam.maju(minutes=59)
            last = (await again.get("/akun")).status_code
    assert last == 303


async def test_out_is_out_here_and_everywhere() -> None:
    situs = tanpa_faktor()
    await bersandi(situs)
    async with peramban(situs) as one, peramban(situs) as other:
        for browser in (one, other):
            await masuk(browser)
        old = one.cookies["sesi"]
        assert (await kirim(one, "/keluar", dari="/akun")).status_code == 303
        one.cookies.set("sesi", old)
        assert (await one.get("/akun")).status_code == 303
        await masuk(one)
        assert (await kirim(one, "/akun/cabut-sesi", dari="/akun")).status_code == 303
        assert (await one.get("/akun")).status_code == 200
        assert (await other.get("/akun")).status_code == 303


async def test_a_form_that_was_sent_after_the_session_had_ended_is_sent_again() -> None:
    situs = tanpa_faktor()
    await bersandi(situs)
    async with peramban(situs) as browser:
        await masuk(browser)
        csrf = token((await browser.get("/akun")).text)
        lupa(browser)
        kept = await browser.post("/akun/cabut-sesi", data={"csrf": csrf, "catatan": 'a "kutip"'})
        assert kept.status_code == 401
        assert "Isian Anda terbawa" in kept.text
        isi = {"titipan.catatan": 'a "kutip"', "kirim": "ya", "lanjut": "/akun/cabut-sesi"}
        assert hidden(kept.text, "titipan.catatan") == "a &#34;kutip&#34;"
        offered = await masuk(browser, **isi)
        assert 'action="/akun/cabut-sesi"' in offered.text
        assert hidden(offered.text, "catatan") == "a &#34;kutip&#34;"
        again = {"csrf": token(offered.text), "catatan": 'a "kutip"'}
        assert (await browser.post("/akun/cabut-sesi", data=again)).status_code == 303


async def test_what_is_carried_along_passes_the_second_factor_too() -> None:
    jam = Jam()
    situs = situs_uji(wall=jam)
    akun = await bersandi(situs, "kepala.dinas", "kepaladinas")
    async with peramban(situs) as browser:
        await masuk(browser, akun.nama)
        page = (await browser.get("/masuk/pasang")).text
        totp = pyotp.TOTP(secret_of(page))
        isi = {"csrf": token(page), "titipan": hidden(page, "titipan"), "kode": totp.at(jam.kini)}
        await browser.post("/masuk/pasang", data=isi)
        jam.maju(seconds=60)
        bawaan = {"kirim": "ya", "titipan.catatan": "ini", "lanjut": "/akun/cabut-sesi"}
        asked = await masuk(browser, akun.nama, **bawaan)
        assert hidden(asked.text, "titipan.catatan") == "ini"
        isi = {"csrf": token(asked.text), **bawaan}
        again = await browser.post("/masuk/kode", data={**isi, "kode": "000000"})
        assert hidden(again.text, "titipan.catatan") == "ini"
        offered = await browser.post("/masuk/kode", data={**isi, "kode": totp.at(jam.kini)})
        assert 'action="/akun/cabut-sesi"' in offered.text
        assert hidden(offered.text, "catatan") == "ini"


CARA = [(rute, cara) for rute in RUTE for cara in rute.cara]


@pytest.mark.parametrize(("rute", "cara"), CARA, ids=[f"{c} {r.jalan}" for r, c in CARA])
async def test_no_route_opens_for_who_is_not_in_or_not_wholly(rute: Rute, cara: str) -> None:
    """What somebody with a role may open is looked at beside each page."""
    penerbit = Penerbit(Klien("http://127.0.0.1:9", "meja", "", ""))  # nobody answers there
    situs = replace(situs_uji(), penerbit=penerbit)
    situs.kabar.close()  # a stream that nobody ends
    locked = await akun_uji(situs.ruang, "siti.dikunci", "kabid", terkunci="uji")
    half = await akun_uji(situs.ruang, "kepala.dinas", "kepaladinas", harus_ganti=True)
    full = await akun_uji(situs.ruang, "tanpa.peran")
    opens_for: dict[Untuk, list[Akun | None]] = {
        Untuk.SIAPA_PUN: [None, locked, half, full],
        Untuk.SETENGAH: [half, full],
        Untuk.MASUK: [full],
    }
    for who in (None, locked, half, full):
        async with peramban(situs) as browser:
            csrf = token((await browser.get("/masuk")).text)
            if who is not None:
                await masuk_sebagai(browser, situs.ruang, who)
            jalan = rute.jalan.replace("{", "").replace("}", "")
            answer = await browser.request(
                cara, jalan, data={"csrf": csrf} if cara == "POST" else None
            )
        where = answer.headers.get("location", "")
        turned_away = answer.status_code in {401, 404} or "?lanjut=" in where
        of_a_case = "{" in rute.jalan  # and there is none of theirs
        opens = not of_a_case and who in opens_for.get(rute.untuk, [])
        assert turned_away is not opens, (who, answer)
