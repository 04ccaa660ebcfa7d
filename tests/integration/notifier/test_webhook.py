"""Webhooks over the real broker, to a real HTTP server."""

import asyncio
import base64
import hashlib
import hmac
import time
from pathlib import Path

import pytest

from shared.contracts import Pelanggaran
from shared.mutu_baku.kejadian import kunci_pelanggaran
from shared.settings import Settings
from shared.topology import antrean_kabar
from tests.alerts import keseluruhan, pelanggaran
from tests.integration.notifier.receivers import HttpReceiver, Request
from tests.integration.notifier.stage import (
    RAHASIA,
    notifier_here,
    publish,
    quarantined,
    until,
    waiting,
    webhook,
    with_channels,
)


def is_signed(request: Request) -> bool:
    """As a receiver would see to it, from the specification alone."""
    key = base64.b64decode(RAHASIA.removeprefix("whsec_"))
    when = request.headers["webhook-timestamp"]
    signed = f"{request.webhook_id}.{when}.".encode() + request.body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return request.headers["webhook-signature"] == f"v1,{expected}" and (
        abs(time.time() - int(when)) < 60
    )


async def test_an_alert_arrives_signed_as_it_stands_on_the_wire(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    settings = with_channels(settings, tmp_path, webhook("satu", f"{http.url}/masuk"))
    kabar = pelanggaran()
    async with notifier_here(settings):
        await publish(settings, kabar)
        await until(lambda: bool(http.requests))
    [request] = http.requests
    assert Pelanggaran.dari_json(request.body) == kabar
    assert request.webhook_id == kunci_pelanggaran(kabar)
    assert request.headers["content-type"] == "application/json"
    assert is_signed(request)


async def test_an_alert_that_is_published_twice_arrives_once(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    settings = with_channels(settings, tmp_path, webhook("satu", f"{http.url}/masuk"))
    async with notifier_here(settings):
        await publish(settings, pelanggaran(1), pelanggaran(1), pelanggaran(2))
        await until(lambda: len(http.requests) == 2)
    async with notifier_here(settings):
        await publish(settings, pelanggaran(1), pelanggaran(3))
        await until(lambda: len(http.requests) == 3)
        assert await waiting(settings, antrean_kabar("satu")) == 0
    assert sorted(r.json["nomor"][-1] for r in http.requests) == ["1", "2", "3"]


async def test_a_failure_that_may_pass_is_tried_again(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    http.answer = lambda _: 200 if len(http.requests) > 3 else 500
    settings = with_channels(settings, tmp_path, webhook("satu", http.url))
    async with notifier_here(settings):
        await publish(settings, pelanggaran())
        await until(lambda: len(http.requests) == 4)
        await publish(settings, pelanggaran(42))
        await until(lambda: len(http.requests) == 5)
    assert len({r.webhook_id for r in http.requests[:4]}) == 1
    assert all(is_signed(r) for r in http.requests)


async def test_a_refusal_goes_to_karantina_at_once_with_the_reason_and_no_secret(
    settings: Settings, tmp_path: Path, http: HttpReceiver, capfd: pytest.CaptureFixture[str]
) -> None:
    http.answer = lambda r: 400 if r.json["nomor"].endswith("1") else 200
    alamat = (
        http.url.replace("://", "://pengguna:sandi-rahasia@") + "/jalur-rahasia?t=token-rahasia"
    )
    settings = with_channels(settings, tmp_path, webhook("satu", alamat))
    ditolak = pelanggaran(1)
    async with notifier_here(settings):
        await publish(settings, ditolak, pelanggaran(2))
        pesan = await quarantined(settings)
        await until(lambda: len(http.requests) == 2)
    assert pesan.body == ditolak.ke_json()
    assert pesan.headers["kode"] == "kabar_tidak_terkirim"
    assert pesan.headers["antrean_asal"] == antrean_kabar("satu")
    assert "saluran satu" in str(pesan.headers["alasan"])
    assert "400" in str(pesan.headers["alasan"])
    assert len([r for r in http.requests if r.json["nomor"].endswith("1")]) == 1
    assert "rahasia" not in str(pesan.headers) + "".join(capfd.readouterr())


async def test_a_redirect_is_not_followed(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    http.answer = lambda _: 200 if len(http.requests) > 2 else 307
    settings = with_channels(settings, tmp_path, webhook("satu", f"{http.url}/masuk"))
    async with notifier_here(settings):
        await publish(settings, pelanggaran())
        await until(lambda: len(http.requests) == 3)
    assert {r.path for r in http.requests} == {"/masuk"}


async def test_an_alert_that_nobody_takes_for_too_long_goes_to_karantina(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    """The alert is of another year: it is older than the channel's patience as it comes, and still
    has one whole turn of tries."""
    http.answer = lambda _: 503
    settings = with_channels(settings, tmp_path, webhook("satu", http.url))
    async with notifier_here(settings):
        await publish(settings, pelanggaran())
        pesan = await quarantined(settings)
    assert "503" in str(pesan.headers["alasan"])
    assert len(http.requests) >= 3


async def test_a_poisonous_alert_does_not_hold_up_the_others(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    http.answer = lambda r: 500 if r.json["nomor"].endswith("00") else 200
    settings = with_channels(settings, tmp_path, webhook("satu", http.url))
    async with notifier_here(settings):
        await publish(settings, *(pelanggaran(n) for n in range(100, 120)))
        await until(lambda: len({r.json["nomor"] for r in http.requests}) == 20)


async def test_each_channel_gets_what_it_asked_for(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    settings = with_channels(
        settings,
        tmp_path,
        webhook("semua", f"{http.url}/semua"),
        webhook("berat", f"{http.url}/berat", 'tingkat = ["terlampaui"]'),
        webhook("depan", f"{http.url}/depan", 'pelaksana = ["frontoffice", "keseluruhan"]'),
        webhook("lain", f"{http.url}/lain", 'sop = ["izin-paud"]'),
    )
    kabar = [
        pelanggaran(1),
        pelanggaran(2, tingkat="mendekati", pelaksana="backoffice", langkah=3),
        keseluruhan(3, tingkat="mendekati"),
        pelanggaran(4, sop="izin-paud", pelaksana="kabid", langkah=6),
    ]
    async with notifier_here(settings):
        await publish(settings, *kabar)
        await until(lambda: len(http.requests) == 9)
        await asyncio.sleep(0.2)
    got = {
        p: sorted(r.json["nomor"][-1] for r in http.on(f"/{p}"))
        for p in ("semua", "berat", "depan", "lain")
    }
    assert got == {
        "semua": ["1", "2", "3", "4"],
        "berat": ["1", "4"],
        "depan": ["1", "3"],
        "lain": ["4"],
    }


async def test_what_was_announced_while_nobody_ran_arrives_afterwards(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    settings = with_channels(settings, tmp_path, webhook("satu", http.url))
    async with notifier_here(settings):
        pass
    await publish(settings, *(pelanggaran(n) for n in range(10)))
    async with notifier_here(settings):
        await until(lambda: len(http.requests) == 10)
    assert len({r.webhook_id for r in http.requests}) == 10
