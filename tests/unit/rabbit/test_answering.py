"""Queues that are there and do not answer: which of them, and what a process says of them. A real
one: tests/integration/recovery/test_silent.py."""

from collections.abc import Callable, Sequence

import pytest

from shared.rabbit import account, answering
from shared.rabbit.account import Account
from shared.rabbit.answering import silent
from shared.readiness import TidakSiap
from shared.settings import Settings
from shared.topology import topologi

BROKER = "amqp://izin:rahasia@127.0.0.1:1/uji"
SEMUA = topologi(["kabid"])
TERAKHIR = SEMUA.antrean[-1].nama


async def test_the_silent_ones_are_named_and_nobody_is_asked_alone_where_all_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Sequence[str]] = []

    async def answer(_: str, antrean: Sequence[str]) -> bool:
        asked.append(antrean)
        return "diam" not in antrean

    monkeypatch.setattr(answering, "_answer", answer)
    assert await silent(BROKER, ["satu", "dua"]) == []
    assert asked == [["satu", "dua"]]
    assert await silent(BROKER, ["satu", "diam", "dua"]) == ["diam"]
    assert asked[1:] == [["satu", "diam", "dua"], ["satu"], ["diam"], ["dua"]]


async def test_a_process_whose_queue_is_silent_says_so_instead_of_waiting(
    monkeypatch: pytest.MonkeyPatch, skipping_time: Callable[[], float]
) -> None:
    async def declared(*_: object) -> None: ...

    async def last_is_silent(_: str, antrean: Sequence[str]) -> list[str]:
        return [nama for nama in antrean if nama == TERAKHIR]

    monkeypatch.setattr(account, "declare", declared)
    monkeypatch.setattr(account, "silent", last_is_silent)
    settings, began = Settings(batas_mulai_detik=20), skipping_time()
    reader = Account(BROKER, SEMUA, settings, frozenset({TERAKHIR}))
    with pytest.raises(TidakSiap, match=rf"tidak menjawab: {TERAKHIR}.*izin pulihkan"):
        await reader.wait()
    assert skipping_time() - began < 2 * 20
    await Account(BROKER, SEMUA, settings, frozenset({SEMUA.antrean[0].nama})).wait()
