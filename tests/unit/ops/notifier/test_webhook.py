"""What an answer's status means."""

import pytest

from ops.notifier.errors import GagalKirim, GagalSementara, GagalTetap
from ops.notifier.webhook import WebhookSender, nilai
from shared.clock import system_clock
from tests.alerts import pelanggaran
from tests.integration.notifier.receivers import free_port


@pytest.mark.parametrize("kode", [200, 201, 202, 204])
def test_taken(kode: int) -> None:
    nilai(kode)


@pytest.mark.parametrize("kode", [400, 401, 403, 404, 405, 410, 413, 422])
def test_refused_for_good(kode: int) -> None:
    with pytest.raises(GagalTetap, match=str(kode)):
        nilai(kode)


@pytest.mark.parametrize("kode", [301, 302, 307, 308, 408, 429, 500, 502, 503, 504, 599])
def test_to_be_tried_again(kode: int) -> None:
    with pytest.raises(GagalSementara, match=str(kode)) as galat:
        nilai(kode)
    assert galat.value.tunggu_detik == 0


@pytest.mark.parametrize(
    ("diminta", "ditunggu"),
    [("30", 30), ("100000", 240), ("Wed, 21 Oct 2026 07:28:00 GMT", 0), ("-5", 0), ("", 0)],
)
def test_how_long_to_wait_may_be_asked_for_within_reason(diminta: str, ditunggu: float) -> None:
    with pytest.raises(GagalSementara) as galat:
        nilai(429, diminta)
    assert galat.value.tunggu_detik == ditunggu


@pytest.mark.parametrize("alamat", ["127.0.0.1:{port}", "tidak-ada.invalid"])
async def test_nobody_there_is_no_refusal_and_names_no_address(alamat: str) -> None:
    tujuan = alamat.format(port=free_port())
    sender = WebhookSender("satu", f"http://x:sandi@{tujuan}/kait", (b"k" * 32,), system_clock)
    with pytest.raises(GagalKirim) as galat:
        await sender.send([pelanggaran()])
    await sender.close()
    assert isinstance(galat.value, GagalSementara)
    assert "ConnectError" in str(galat.value)
    assert tujuan not in str(galat.value)
    assert galat.value.__cause__ is None
