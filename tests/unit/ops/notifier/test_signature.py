"""Signatures, against the vector that the reference libraries of Standard Webhooks test by."""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

import pytest

from ops.notifier.tanda_tangan import RahasiaTidakSah, baca_rahasia, kepala_tanda_tangan
from tests.unit.docs.pages import blocks, operations

RAHASIA = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ISI = b'{"test": 2432232314}'
TANDA = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_published_example_comes_out_as_published() -> None:
    kepala = kepala_tanda_tangan(
        baca_rahasia(RAHASIA), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, ISI
    )
    assert kepala == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": TANDA,
    }


def test_two_secrets_sign_side_by_side_while_one_replaces_the_other() -> None:
    baru = "whsec_" + base64.b64encode(bytes(range(32))).decode()
    kepala = kepala_tanda_tangan(
        baca_rahasia(f"{baru} {RAHASIA}"), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, ISI
    )
    satu, dua = kepala["webhook-signature"].split(" ")
    assert dua == TANDA
    assert satu.startswith("v1,")
    assert satu != dua


@pytest.mark.parametrize("bagian", [0, 1, 2])
def test_whatever_is_signed_another_signature_follows(bagian: int) -> None:
    def tanda(message_id: str = "id", detik: int = 1, isi: bytes = b"{}") -> str:
        return kepala_tanda_tangan((b"k" * 32,), message_id, detik, isi)["webhook-signature"]

    lain: tuple[str, ...] = (tanda(message_id="di"), tanda(detik=2), tanda(isi=b"{ }"))
    assert lain[bagian] != tanda()


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "   ",
        "rahasia",
        "whsec_",
        "whsec_bukan base64!",
        RAHASIA.removeprefix("whsec_"),
        "whsec_" + base64.b64encode(b"k" * 23).decode(),
        "whsec_" + base64.b64encode(b"k" * 65).decode(),
        f"{RAHASIA} whsec_x",
    ],
)
def test_a_weak_or_broken_secret_is_refused_without_being_repeated(teks: str) -> None:
    with pytest.raises(RahasiaTidakSah) as galat:
        baca_rahasia(teks)
    assert "openssl rand" in str(galat.value)
    assert len(teks) < 10 or teks not in str(galat.value)


def test_what_the_operations_page_shows_verifies_what_we_sign() -> None:
    [shown] = [b for b in blocks(operations(), "python") if "def is_ours" in b]
    modules = {"base64": base64, "hashlib": hashlib, "hmac": hmac, "time": time}
    page: dict[str, Any] = {**modules, "Mapping": Mapping}
    exec(shown, page)  # noqa: S102 - our own page
    is_ours = page["is_ours"]
    kunci, kini = baca_rahasia(f"whsec_{'QUJD' * 10} {RAHASIA}"), int(time.time())
    kepala = kepala_tanda_tangan(kunci, "id", kini, ISI)
    assert is_ours(RAHASIA, kepala, ISI)
    assert not is_ours(RAHASIA, kepala, ISI + b" ")
    assert not is_ours(RAHASIA, kepala | {"webhook-id": "di"}, ISI)
    assert not is_ours(RAHASIA, kepala_tanda_tangan(kunci, "id", kini - 600, ISI), ISI)
    assert not is_ours(f"whsec_{'Q' * 40}", kepala, ISI)
