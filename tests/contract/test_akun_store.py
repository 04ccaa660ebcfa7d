"""What every store of accounts must do; the double and the real one pass the same suite."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from shared.akun.model import Akun, Faktor, Sesi, Tahap
from shared.contracts.parts import Petugas
from shared.store.akun_port import MasukStore
from shared.store.memory_akun import MemoryAkunStore
from shared.store.mongo_akun import MongoAkunStore
from shared.store.motor_client import connect

PADA = datetime(2036, 11, 30, 2, 0, tzinfo=UTC)
"""Not yet over: the real store lets sessions go that are."""


@pytest_asyncio.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[MasukStore]:
    if request.param == "memory":
        yield MemoryAkunStore()
        return
    client = connect(request.getfixturevalue("mongodb_url"))
    satu = MongoAkunStore(client, request.getfixturevalue("basis_data"))
    await satu.prepare()
    yield satu
    client.close()


def akun(nama: str = "budi.santoso", id_: str = "198001012005011001", **ubah: Any) -> Akun:
    isi: dict[str, Any] = {"nama": nama, "petugas": Petugas(id=id_, nama="Budi Santoso")}
    return Akun(**(isi | {"dibuat_pada": PADA} | ubah))


def sesi(id_: str = "a" * 64, nama: str = "budi.santoso", **ubah: Any) -> Sesi:
    isi: dict[str, Any] = {"id": id_, "akun": nama, "tahap": Tahap.PENUH, "mulai_pada": PADA}
    isi |= {"terlihat_pada": PADA, "sampai": PADA + timedelta(hours=10)}
    return Sesi(**(isi | ubah))


async def test_an_account_is_found_as_it_was_kept(store: MasukStore) -> None:
    faktor = Faktor(rahasia="tersegel", terakhir=7, pemulihan=("b" * 64,))
    one = akun(peran=("kabid",), hak=("penyelia",), sandi="$argon2id$…", faktor=faktor)
    assert await store.add(one)
    assert await store.find(one.nama) == one
    assert await store.find("siapa.itu") is None


async def test_an_officer_has_one_account_however_the_number_is_written(store: MasukStore) -> None:
    assert await store.add(akun())
    assert not await store.add(akun(nama="budi.lain", id_="198001012005011001"))
    assert not await store.add(akun(id_="dn-07"))
    found = await store.find_by_officer("19800101 200501 1 001")
    assert found is not None
    assert found.nama == "budi.santoso"
    assert await store.find_by_officer("dn-07") is None
    assert len(await store.all()) == 1


async def test_of_two_changes_at_once_one_is_kept(store: MasukStore) -> None:
    await store.add(akun())
    lama = await store.find("budi.santoso")
    assert lama is not None
    ubah = [lama.model_copy(update={"terkunci": sebab}) for sebab in ("satu", "dua")]
    assert sorted(await asyncio.gather(*(store.change(one, lama) for one in ubah))) == [False, True]
    kini = await store.find("budi.santoso")
    assert kini is not None
    assert (kini.urutan, kini.terkunci in {"satu", "dua"}) == (1, True)


async def test_accounts_are_told_by_name(store: MasukStore) -> None:
    for nama, id_ in (("citra.dewi", "dn-02"), ("andi.noor", "dn-01")):
        await store.add(akun(nama, id_))
    assert [one.nama for one in await store.all()] == ["andi.noor", "citra.dewi"]


async def test_a_session_lives_until_it_is_ended(store: MasukStore) -> None:
    await store.begin(sesi(dua_langkah=True, peramban="Firefox"))
    assert await store.session("a" * 64) == sesi(dua_langkah=True, peramban="Firefox")
    later = PADA + timedelta(minutes=5)
    await store.seen("a" * 64, later)
    seen = await store.session("a" * 64)
    assert seen is not None
    assert seen.terlihat_pada == later
    await store.end("a" * 64)
    await store.end("a" * 64)
    assert await store.session("a" * 64) is None


async def test_a_session_that_is_gone_is_not_brought_back_by_being_seen(store: MasukStore) -> None:
    await store.seen("a" * 64, PADA)
    assert await store.session("a" * 64) is None


async def test_all_sessions_of_one_account_end_but_one(store: MasukStore) -> None:
    for at, digit in enumerate("abc"):
        await store.begin(sesi(digit * 64, mulai_pada=PADA + timedelta(minutes=at)))
    await store.begin(sesi("d" * 64, "citra.dewi"))
    latest = [one.id[0] for one in await store.sessions_of("budi.santoso")]
    assert latest == ["c", "b", "a"]
    assert await store.end_all("budi.santoso", but="b" * 64) == 2
    assert [one.id[0] for one in await store.sessions_of("budi.santoso")] == ["b"]
    assert await store.end_all("budi.santoso") == 1
    assert await store.session("d" * 64) is not None


async def test_attempts_at_once_are_all_counted(store: MasukStore) -> None:
    assert await store.attempts("akun:budi") is None
    await asyncio.gather(*(store.attempt("akun:budi", PADA) for _ in range(10)))
    counted = await store.attempts("akun:budi")
    assert counted is not None
    assert (counted.kali, counted.pada) == (10, PADA)


async def test_attempts_are_taken_back_some_or_all(store: MasukStore) -> None:
    for _ in range(3):
        await store.attempt("akun:budi", PADA)
    await store.forgive("akun:budi", 1)
    await store.forgive("akun:lain", 1)
    left = await store.attempts("akun:budi")
    assert left is not None
    assert left.kali == 2
    await store.forgive("akun:budi")
    assert await store.attempts("akun:budi") is None
    assert await store.attempts("akun:lain") is None
