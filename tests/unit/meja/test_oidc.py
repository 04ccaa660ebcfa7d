"""Signing in by the office's own sign-in, over HTTP with a stand-in for it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import pytest_asyncio
from pydantic import SecretStr

from services.meja.situs import Situs
from shared.akun.model import Akun
from shared.kantor.masuk_oidc import penerbit_of
from tests.pegawai import akun_uji
from tests.penyedia_oidc import KLIEN, SANDI, Penyedia, buka_penyedia
from tests.unit.meja.situs import peramban, settings, situs_uji

NIP = "dn-budi.santoso"


@pytest_asyncio.fixture
async def penyedia() -> AsyncIterator[Penyedia]:
    async with buka_penyedia() as satu:
        satu.klaim = {"nip": NIP}
        yield satu


def meja(penyedia: Penyedia, **ubah: Any) -> Situs:
    isi: dict[str, Any] = {"oidc_url": penyedia.alamat, "oidc_klien": KLIEN}
    isi |= {"oidc_sandi": SecretStr(SANDI), "oidc_nama": "Akun Pemkot", "faktor_kedua": "tidak"}
    situs = situs_uji(settings=settings(**(isi | ubah)))
    return replace(situs, penerbit=penerbit_of(situs.settings, "http://127.0.0.1"))


async def budi(situs: Situs, *peran: str, **ubah: Any) -> Akun:
    return await akun_uji(situs.ruang, "budi.santoso", *(peran or ("kabid",)), **ubah)


async def there(browser: httpx.AsyncClient, lanjut: str = "/akun") -> str:
    """The address by which the issuer sends the browser back."""
    answer = await browser.get(f"/masuk/oidc?lanjut={lanjut}")
    assert answer.status_code == 303, answer.text
    async with httpx.AsyncClient() as outside:
        return (await outside.get(answer.headers["location"])).headers["location"]


async def test_who_is_known_there_is_in_here(penyedia: Penyedia) -> None:
    situs = meja(penyedia)
    await budi(situs)
    async with peramban(situs) as browser:
        assert "Masuk dengan Akun Pemkot" in (await browser.get("/masuk")).text
        back = await browser.get(await there(browser))
        assert (back.status_code, back.headers["location"]) == (303, "/akun")
        assert (await browser.get("/akun")).status_code == 200


@pytest.mark.parametrize(
    "klaim",
    [
        {"iss": "https://lain.example"},
        {"aud": "aplikasi-lain"},
        {"aud": [KLIEN, "lain"], "azp": "lain"},
        {"exp": 1_000_000_000},
        {"exp": "besok"},
        {"nonce": "lain"},
        {"nip": None},
        {"nip": "dn-orang.lain"},
        {"nip": {"$ne": ""}},
    ],
)
async def test_a_token_that_is_not_for_us_or_for_nobody_here_lets_nobody_in(
    penyedia: Penyedia, klaim: dict[str, Any]
) -> None:
    situs = meja(penyedia)
    await budi(situs)
    penyedia.klaim |= klaim
    async with peramban(situs) as browser:
        back = await browser.get(await there(browser))
        assert (back.status_code, "sesi" in browser.cookies) == (422, False)
        assert "hubungi pengelola sistem" in back.text


async def test_a_token_signed_by_another_key_lets_nobody_in_and_a_new_key_is_asked_for(
    penyedia: Penyedia,
) -> None:
    situs = meja(penyedia)
    await budi(situs)
    async with peramban(situs) as browser:
        penyedia.kunci_lain = True
        assert (await browser.get(await there(browser))).status_code == 422
        penyedia.kunci_lain = False
        penyedia.ganti_kunci()
        assert (await browser.get(await there(browser))).status_code == 303


async def test_only_the_browser_that_went_can_come_back_and_only_once(penyedia: Penyedia) -> None:
    situs = meja(penyedia)
    await budi(situs)
    async with peramban(situs) as browser, peramban(situs) as other:
        back = await there(browser)
        assert (await other.get(back)).status_code == 422
        assert (await browser.get(back.replace("state=", "state=x"))).status_code == 422
        again = await there(browser)
        assert (await browser.get(again)).status_code == 303
        browser.cookies.clear()
        assert (await browser.get(again)).status_code == 422


async def test_a_locked_account_stays_out(penyedia: Penyedia) -> None:
    situs = meja(penyedia)
    await budi(situs, terkunci="pindah tugas")
    async with peramban(situs) as browser:
        back = await browser.get(await there(browser))
    assert (back.status_code, "Akun ini dikunci: pindah tugas" in back.text) == (422, True)


@pytest.mark.parametrize(
    ("diakui", "amr", "ke"),
    [
        ("", ["mfa"], "/masuk/pasang?lanjut=/akun"),
        ("mfa,otp", ["pwd"], "/masuk/pasang?lanjut=/akun"),
        ("mfa,otp", "mfa", "/masuk/pasang?lanjut=/akun"),
        ("mfa,otp", ["pwd", "otp"], "/akun"),
    ],
)
async def test_a_second_factor_is_owed_unless_the_office_counts_the_one_shown_there(
    penyedia: Penyedia, diakui: str, amr: object, ke: str
) -> None:
    situs = meja(penyedia, faktor_kedua="penanda_tangan", oidc_dua_langkah=diakui)
    await budi(situs, "kepaladinas")
    penyedia.klaim["amr"] = amr
    async with peramban(situs) as browser:
        back = await browser.get(await there(browser))
    assert back.headers["location"] == ke


async def test_an_issuer_that_does_not_answer_is_told_and_passwords_still_work(
    penyedia: Penyedia,
) -> None:
    situs = meja(penyedia)
    penyedia.diam = True
    async with peramban(situs) as browser:
        answer = await browser.get("/masuk/oidc")
        assert (answer.status_code, "tidak berhasil" in answer.text) == (422, True)
        penyedia.diam = False
        assert (await browser.get("/masuk/oidc")).status_code == 303


async def test_an_office_without_one_has_no_such_pages() -> None:
    async with peramban() as browser:
        assert "Masuk dengan" not in (await browser.get("/masuk")).text
        for jalan in ("/masuk/oidc", "/masuk/oidc/kembali?code=x&state=y"):
            assert (await browser.get(jalan)).status_code == 404
