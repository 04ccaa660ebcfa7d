"""Every account on the real broker: what it may do works, and what lies next to it is refused."""

from collections.abc import Iterable, Iterator

import pytest

from ops.watchdog import NAME as WATCHDOG
from services.meja import NAME as MEJA
from shared import topology as t
from shared.akses import DASBOR, OPS, PORTAL, Hak, layanan, meja
from shared.akses.hak import LANJUT
from shared.topology import topologi
from tests.integration.akses.servers import SecureOffice, rights
from tests.integration.akses.wire import (
    Attempt,
    bind,
    consume,
    delete_queue,
    logged_in,
    make_exchange,
    make_queue,
    own_queue,
    publish,
    purge,
    read,
)

HAK = {hak.pengguna: hak for hak in rights()}
PELAKSANA = sorted(n.removeprefix("meja-") for n in HAK if n.startswith("meja-"))
SEMUA = topologi(PELAKSANA)
QUEUES = sorted(SEMUA.nama_antrean)
OF_IZIN = sorted(a.nama for a in SEMUA.antrean if a.ikatan[0] == t.EXCHANGE_IZIN)

Outcome = tuple[str, Attempt, bool]


def reading(hak: Hak) -> Iterator[Outcome]:
    for antrean in QUEUES:
        yield f"membaca {antrean}", read(antrean), antrean in hak.baca
    for antrean in QUEUES:
        if antrean in hak.baca:
            yield f"mendengarkan {antrean}", consume(antrean), True
        else:
            yield f"mengosongkan {antrean}", purge(antrean), False


def writing(hak: Hak) -> Iterator[Outcome]:
    topik = {satu.exchange: satu.kunci for satu in hak.topik}
    for kunci in OF_IZIN:
        boleh = t.EXCHANGE_IZIN in hak.tulis and kunci in topik.get(t.EXCHANGE_IZIN, OF_IZIN)
        yield f"menulis {kunci}", publish(t.EXCHANGE_IZIN, kunci), boleh
    for exchange in SEMUA.exchange:
        if exchange != t.EXCHANGE_IZIN:
            boleh = exchange in hak.tulis
            yield f"menulis ke {exchange}", publish(exchange, "uji.bukan-apa-apa"), boleh
    boleh = t.EXCHANGE_BAWAAN in hak.tulis
    yield "menulis lewat exchange bawaan", publish("", t.ANTREAN_KARANTINA), boleh


def making(hak: Hak) -> Iterator[Outcome]:
    """Only what it may declare is tried where it is allowed: the queues are everybody's."""
    ops = hak.pengguna == OPS
    yield "membuat antrean lain", make_queue("uji.lain", exclusive=True), False
    yield "membuat exchange lain", make_exchange("uji.lain"), False
    yield "membuat exchange izin", make_exchange(t.EXCHANGE_IZIN), ops
    for antrean in QUEUES:
        if not ops:
            yield f"menghapus {antrean}", delete_queue(antrean), False
        for exchange in (t.EXCHANGE_IZIN, t.EXCHANGE_PERISTIWA):
            yield f"mengikat {antrean} ke {exchange}", bind(antrean, exchange), ops
    for contoh in (t.antrean_dasbor("uji"), t.antrean_kabar("uji")):
        boleh = any(contoh.startswith(n[:-1]) for n in hak.atur if n.endswith(LANJUT))
        yield f"membuat {contoh}", make_queue(contoh, auto_delete=True), boleh
    listens = {layanan(WATCHDOG), layanan(MEJA)}
    yield "membuat antrean tanpa nama", own_queue(), hak.pengguna in listens


async def differences(kantor: SecureOffice, pengguna: str, tried: Iterable[Outcome]) -> list[str]:
    async with logged_in(kantor.rabbitmq_url(pengguna)) as allowed:
        return [
            f"{pengguna} {'tidak dapat' if boleh else 'dapat'} {apa}"
            for apa, attempt, boleh in tried
            if await allowed(attempt) != boleh
        ]


@pytest.mark.parametrize("rule", [reading, writing, making])
@pytest.mark.parametrize("pengguna", HAK)
async def test_an_account_can_do_what_it_may_and_nothing_next_to_it(
    kantor: SecureOffice, pengguna: str, rule: type
) -> None:
    assert await differences(kantor, pengguna, rule(HAK[pengguna])) == []


@pytest.mark.parametrize("pelaksana", PELAKSANA)
def test_the_tool_of_a_role_reads_its_tasks_and_writes_its_decisions_and_nothing_else(
    pelaksana: str,
) -> None:
    """By the words of the rule, not by the tables that the others are made from."""
    hak = HAK[meja(pelaksana)]
    assert hak.read == f"^({pelaksana}\\.tugas)$"
    assert (hak.configure, hak.topik) == ("^$", ())
    assert hak.write == f"^(pintu\\.{pelaksana}\\.putusan)$"


async def test_a_dashboard_hears_facts_and_breaches_in_queues_of_its_own(
    kantor: SecureOffice,
) -> None:
    milik = t.antrean_dasbor("arsip")
    async with logged_in(kantor.rabbitmq_url(DASBOR)) as allowed:
        assert await allowed(make_queue(milik, durable=True))
        for exchange in (t.EXCHANGE_PERISTIWA, t.EXCHANGE_MUTU_BAKU):
            assert await allowed(bind(milik, exchange))
        assert not await allowed(bind(milik, t.EXCHANGE_IZIN))
        assert not await allowed(bind(milik, t.EXCHANGE_KARANTINA))
        assert await allowed(read(milik))
        assert await allowed(delete_queue(milik))


async def test_the_portal_cannot_decide_for_an_officer(kantor: SecureOffice) -> None:
    async with logged_in(kantor.rabbitmq_url(PORTAL)) as allowed:
        for pelaksana in PELAKSANA:
            kunci = t.antrean_putusan(pelaksana)
            for exchange in (t.EXCHANGE_IZIN, t.pintu(kunci)):
                assert not await allowed(publish(exchange, kunci, user_id=PORTAL))
