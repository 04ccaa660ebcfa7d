"""What stands around every page: headers, the origin of what is sent, limits, answers to errors."""

import asyncio
from datetime import datetime

import httpx
import pytest
from starlette.responses import PlainTextResponse, Response
from structlog.testing import capture_logs

from services.meja.aplikasi import RUTE, aplikasi
from services.meja.permintaan import Permintaan, jalan_di_sini
from services.meja.rute import Rute
from services.meja.situs import Situs
from services.meja.untuk import Untuk
from shared.clock import system_clock
from shared.errors import BrokerTidakTerjangkau, JamTidakSepakat, StoreTidakTerjangkau
from shared.store.memory import MemoryPermohonanStore
from tests.pegawai import akun_uji
from tests.unit.meja.situs import (
    masuk_sebagai,
    peramban,
    settings,
    situs_uji,
    token,
)


async def rusak(_: Permintaan) -> Response:
    raise ZeroDivisionError("NIK 6372010101010001")


async def tanpa_penyimpanan(_: Permintaan) -> Response:
    raise StoreTidakTerjangkau("di sana")


async def tanpa_broker(_: Permintaan) -> Response:
    raise BrokerTidakTerjangkau("di sana")


async def simpan(permintaan: Permintaan) -> Response:
    return PlainTextResponse(f"disimpan {permintaan.isian.get('isi', '')}")


UJI = (
    Rute("/rusak", "rusak", Untuk.SIAPA_PUN, baca=rusak),
    Rute("/penyimpanan", "penyimpanan", Untuk.SIAPA_PUN, baca=tanpa_penyimpanan),
    Rute("/broker", "broker", Untuk.SIAPA_PUN, baca=tanpa_broker),
    Rute("/simpan", "simpan", Untuk.SIAPA_PUN, tulis=simpan, batas_bytes=1000),
)


def client(situs: Situs | None = None, alamat: str = "http://127.0.0.1") -> httpx.AsyncClient:
    return peramban(situs, (*RUTE, *UJI), alamat)


@pytest.mark.parametrize("jalan", ["/masuk", "/", "/tidak-ada", "/rusak", "/sehat"])
async def test_every_answer_runs_and_shows_only_what_is_ours(jalan: str) -> None:
    async with client() as browser:
        headers = (await browser.get(jalan)).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"


async def test_no_page_has_a_script_or_a_style_of_its_own() -> None:
    async with client() as browser:
        page = (await browser.get("/masuk")).text
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
    assert " on" not in {part[:3] for part in page.split('"')}


@pytest.mark.parametrize(
    ("jalan", "status", "kata"),
    [
        ("/tidak-ada", 404, "Halaman tidak ditemukan"),
        ("/tema", 405, "Halaman tidak ditemukan"),
        ("/penyimpanan", 503, "Sistem sedang tidak terjangkau"),
        ("/broker", 503, "Sistem sedang tidak terjangkau"),
        ("/rusak", 500, "Ada yang salah di sini"),
    ],
)
async def test_an_error_is_a_page_that_people_understand(
    jalan: str, status: int, kata: str
) -> None:
    async with client() as browser:
        answer = await browser.get(jalan)
    assert answer.status_code == status
    assert f"<h1>{kata}</h1>" in answer.text
    assert 'lang="id"' in answer.text


async def test_a_defect_shows_a_code_and_nothing_of_what_it_was_about() -> None:
    async with client() as browser:
        answer = await browser.get("/rusak")
    assert "Kode kejadian" in answer.text
    assert "6372010101010001" not in answer.text
    assert "ZeroDivisionError" not in answer.text


async def test_a_server_that_is_away_says_when_to_come_again() -> None:
    async with client() as browser:
        assert int((await browser.get("/penyimpanan")).headers["retry-after"]) > 0


async def test_a_form_of_ours_is_taken() -> None:
    async with client() as browser:
        csrf = token((await browser.get("/masuk")).text)
        answer = await browser.post("/simpan", data={"csrf": csrf, "isi": "ini"})
    assert answer.text == "disimpan ini"


@pytest.mark.parametrize(
    ("headers", "brought"),
    [
        ({}, None),
        ({}, "0" * 64),
        ({"origin": "https://lain.example"}, "own"),
        ({"sec-fetch-site": "cross-site"}, "own"),
    ],
)
async def test_a_form_from_elsewhere_changes_nothing(
    headers: dict[str, str], brought: str | None
) -> None:
    async with client() as browser:
        own = token((await browser.get("/masuk")).text)
        data = {"isi": "ini"} | ({} if brought is None else {"csrf": brought})
        data = {k: own if v == "own" else v for k, v in data.items()}
        answer = await browser.post("/simpan", data=data, headers=headers)
    assert answer.status_code == 403
    assert "tidak ada yang diubah" in answer.text.replace("\n", " ")


async def test_a_token_of_one_browser_is_worth_nothing_in_another() -> None:
    situs = situs_uji()
    async with client(situs) as one, client(situs) as other:
        csrf = token((await one.get("/masuk")).text)
        await other.get("/masuk")
        assert (await other.post("/simpan", data={"csrf": csrf})).status_code == 403


async def test_what_is_too_large_is_not_read() -> None:
    async with client() as browser:
        csrf = token((await browser.get("/masuk")).text)
        answer = await browser.post("/simpan", data={"csrf": csrf, "isi": "x" * 2000})
    assert answer.status_code == 413
    assert "tidak ada yang disimpan" in answer.text


async def test_who_asks_too_often_is_told_to_wait() -> None:
    situs = situs_uji(settings=settings(laju_meja=1))
    async with client(situs) as browser:
        answers = [await browser.get("/sehat") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "Terlalu banyak permintaan" in answers[-1].text
    assert answers[-1].headers["retry-after"] == "1"
    assert "content-security-policy" in answers[-1].headers


async def test_a_name_that_is_not_ours_is_not_answered_to() -> None:
    async with client(alamat="http://penyerang.example") as browser:
        assert (await browser.get("/masuk")).status_code == 400


async def test_by_https_cookies_stay_on_https_and_with_this_host() -> None:
    situs = situs_uji(settings=settings(url_meja="https://meja.contoh.go.id"))
    async with client(situs, "https://meja.contoh.go.id") as browser:
        answer = await browser.get("/masuk")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-benih=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= {
        p.strip() for p in cookie.split(";")
    }
    assert "max-age" in answer.headers["strict-transport-security"]


async def test_health_is_told_without_waiting_for_a_store_that_hangs() -> None:
    class Hanging(MemoryPermohonanStore):
        async def ping(self) -> None:
            raise StoreTidakTerjangkau

    async with client() as browser:
        assert (await browser.get("/sehat")).json() == {"keadaan": "baik"}
    async with client(situs_uji(permohonan=Hanging())) as browser:
        async with asyncio.timeout(5):
            assert (await browser.get("/sehat")).status_code == 503


async def test_colours_are_chosen_and_kept() -> None:
    async with client() as browser:
        page = await browser.get("/masuk")
        assert "data-bs-theme" not in page.text
        data = {"csrf": token(page.text), "tema": "gelap", "kembali": "/?a=1"}
        answer = await browser.post("/tema", data=data)
        assert (answer.status_code, answer.headers["location"]) == (303, "/?a=1")
        page = await browser.get("/masuk")
        assert 'data-bs-theme="dark"' in page.text
        await browser.post("/tema", data={"csrf": token(page.text), "tema": ""})
        assert "data-bs-theme" not in (await browser.get("/masuk")).text


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("/kotak?peran=a", "/kotak?peran=a"),
        ("https://lain.example/", "/"),
        ("//lain.example/", "/"),
        ("/\\lain.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nset-cookie: x=y", "/"),
        ("kotak", "/"),
        ("", "/"),
    ],
)
def test_a_way_back_leads_to_a_page_of_ours(url: str, way: str) -> None:
    assert jalan_di_sini(url) == way


async def test_a_clock_that_disagrees_shows_nothing_and_says_why() -> None:
    agreed = True

    def clock() -> datetime:
        if not agreed:
            raise JamTidakSepakat("jam mesin ini 9 menit di depan jam penyimpanan")
        return system_clock()

    situs = situs_uji(clock=clock)
    akun = await akun_uji(situs.ruang, "budi.santoso", "frontoffice")
    async with client(situs) as browser:
        await masuk_sebagai(browser, situs.ruang, akun)
        agreed = False
        page = await browser.get("/kotak/frontoffice")
        browser.cookies.clear()
        health = await browser.get("/sehat")
    assert page.status_code == 503
    assert "Jam sistem tidak sepakat" in page.text
    assert (health.status_code, health.json()["keadaan"]) == (
        503,
        "jam tidak sepakat dengan penyimpanan",
    )


async def test_a_page_closed_while_it_sends_something_is_no_defect_of_ours() -> None:
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/simpan",
        "raw_path": b"/simpan",
        "query_string": b"",
        "headers": [
            (b"host", b"127.0.0.1"),
            (b"content-type", b"application/x-www-form-urlencoded"),
            (b"content-length", b"100"),
        ],
        "client": ("127.0.0.1", 40000),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
    }
    sent: list[dict[str, object]] = []

    async def gone() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    with capture_logs() as logged:
        await aplikasi(situs_uji(), UJI)(scope, gone, send)  # type: ignore[arg-type]
    assert logged == []
    assert sent[0]["status"] == 400
