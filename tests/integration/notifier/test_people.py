"""Mail and chat through Apprise, to a real SMTP server and a real HTTP server."""

import asyncio
import re
from pathlib import Path

import pytest

from shared.clock import system_clock
from shared.settings import Settings
from shared.topology import antrean_kabar
from tests.alerts import keseluruhan, pelanggaran
from tests.integration.notifier.receivers import HttpReceiver, Mailbox
from tests.integration.notifier.stage import (
    apprise,
    notifier_here,
    publish,
    until,
    waiting,
    webhook,
    with_channels,
)

SEGERA = "kelompok_detik = 0"
BANYAK = 8


def mail_to(mailbox: Mailbox) -> str:
    return f"mailto://127.0.0.1:{mailbox.port}?from=alurizin@kantor.test&to=kepala@kantor.test"


def chat(http: HttpReceiver, path: str = "obrolan") -> str:
    """Like Telegram and the others it is one POST of Apprise's own for each message."""
    return f"json://127.0.0.1:{http.port}/{path}"


def nomor_dalam(mailbox: Mailbox) -> set[str]:
    texts = (mail.get_body(("plain",)) for mail in mailbox.mails)
    return {n for text in texts if text for n in re.findall(r"IKP-2026-\d{6}", text.get_content())}


async def test_a_mail_arrives_and_says_what_has_happened(
    settings: Settings, tmp_path: Path, mailbox: Mailbox
) -> None:
    settings = with_channels(settings, tmp_path, apprise("surat", mail_to(mailbox), SEGERA))
    async with notifier_here(settings):
        await publish(settings, pelanggaran(terlambat_terdeteksi_detik=180))
        await until(lambda: bool(mailbox.mails))
    [mail] = mailbox.mails
    assert mail["to"] == "kepala@kantor.test"
    assert mail["subject"] == "[AlurIzin] Terlampaui: IKP-2026-000041, langkah 2 Front Office"
    body = mail.get_body(("plain", "html"))
    assert body is not None
    assert (
        "batas 10 Menit, jatuh tempo Senin 5 Januari 2026 09.10 WITA,"
        " terlambat terdeteksi 3 menit" in body.get_content()
    )


async def test_alerts_of_one_moment_become_one_message(
    settings: Settings, tmp_path: Path, http: HttpReceiver
) -> None:
    lain = "kelompok_detik = 1.5\nrincian_maks = 3"
    settings = with_channels(settings, tmp_path, apprise("obrolan", chat(http), lain))
    kabar = [pelanggaran(n) for n in range(1, 11)]
    kabar.append(keseluruhan(11, tingkat="mendekati"))
    async with notifier_here(settings):
        await publish(settings, *kabar)
        await until(lambda: bool(http.requests))
        await publish(settings, kabar[0])
        await asyncio.sleep(0.3)
    [request] = http.requests
    assert request.json["title"].endswith("11 kabar mutu baku: 10 terlampaui, 1 mendekati batas")
    assert request.json["message"].count("\n- ") == 2
    assert request.json["message"].endswith("… dan 8 lagi: 7 terlampaui, 1 mendekati batas")
    assert request.json["type"] == "failure"


async def test_a_channel_that_is_down_holds_nobody_up_and_gets_everything_later(
    settings: Settings, tmp_path: Path, http: HttpReceiver, mailbox: Mailbox
) -> None:
    mailbox.refuse = True
    http.answer = lambda r: 503 if r.path == "/mati" and len(http.on("/hidup")) < BANYAK else 200
    settings = with_channels(
        settings,
        tmp_path,
        apprise("surat", mail_to(mailbox), SEGERA),
        webhook("mati", f"{http.url}/mati"),
        webhook("hidup", f"{http.url}/hidup"),
    )
    kini = system_clock()
    async with notifier_here(settings):
        await publish(settings, *(pelanggaran(n, terdeteksi_pada=kini) for n in range(BANYAK)))
        await until(lambda: len(http.on("/hidup")) == BANYAK)
        assert not mailbox.mails
        mailbox.refuse = False
        await until(lambda: len({r.webhook_id for r in http.on("/mati")}) == BANYAK)
        await until(lambda: nomor_dalam(mailbox) == {f"IKP-2026-{n:06d}" for n in range(BANYAK)})
    assert await waiting(settings, antrean_kabar("surat")) == 0


async def test_what_apprise_says_about_a_failure_does_not_reach_the_log(
    settings: Settings, tmp_path: Path, http: HttpReceiver, capfd: pytest.CaptureFixture[str]
) -> None:
    http.answer = lambda _: 200 if len(http.requests) > 1 else 500
    alamat = chat(http, "token-rahasia?+Authorization=rahasia").replace("//", "//saya:rahasia@")
    settings = with_channels(settings, tmp_path, apprise("obrolan", alamat, SEGERA))
    async with notifier_here(settings):
        await publish(settings, pelanggaran())
        await until(lambda: len(http.requests) == 2)
    log = "".join(capfd.readouterr())
    assert "layanan menjawab dengan kode 500" in log
    assert "rahasia" not in log
    assert str(http.port) not in log
