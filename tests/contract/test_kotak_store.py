"""What every store of inboxes must do; the double and the real one pass the same suite."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from shared.contracts.parts import Petugas
from shared.kotak.konsep import NaskahSk, konsep_kosong
from shared.kotak.model import Baris, Batas, Pegangan, TugasMasuk, masukan
from shared.kotak.seri import ButirSeri, HasilButir, Seri
from shared.store.kotak_port import KotakStore
from shared.store.memory_kotak import MemoryKotakStore
from shared.store.mongo_kotak import MongoKotakStore
from shared.store.motor_client import connect
from tests.builders import PAGI, Perjalanan
from tests.unit.kotak.tugas import tugas_dari

MEJA = "frontoffice"


@pytest_asyncio.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.integration)])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[KotakStore]:
    if request.param == "memory":
        yield MemoryKotakStore()
        return
    client = connect(request.getfixturevalue("mongodb_url"))
    satu = MongoKotakStore(client, request.getfixturevalue("basis_data"))
    await satu.prepare()
    yield satu
    client.close()


def masuk(perjalanan: Perjalanan, **batas: object) -> TugasMasuk:
    return masukan(tugas_dari(perjalanan), Batas(**batas), PAGI)


def pegangan(nama: str = "budi.santoso") -> Pegangan:
    petugas = Petugas(id="dn-01", nama="Budi Santoso")
    return Pegangan(akun=nama, petugas=petugas, sejak=PAGI + timedelta(minutes=1))


async def line(store: KotakStore, nomor: str) -> Baris:
    found = await store.task(MEJA, nomor)
    assert found is not None
    return found.baris


async def test_a_task_is_found_as_it_was_sent(store: KotakStore) -> None:
    one = masuk(Perjalanan(), mendekati=PAGI, jatuh_tempo=PAGI + timedelta(hours=1))
    assert await store.put(one)
    assert await store.task(MEJA, one.baris.nomor) == one
    assert await store.lines(MEJA) == [one.baris]
    assert await store.task("kabid", one.baris.nomor) is None
    assert await store.lines("kabid") == []


async def test_a_task_that_comes_again_changes_nothing_and_stays_taken(store: KotakStore) -> None:
    one = masuk(Perjalanan())
    assert await store.put(one)
    assert await store.hold(one.baris, pegangan())
    assert not await store.put(one)
    assert (await line(store, one.baris.nomor)).pegangan == pegangan()


async def test_many_copies_at_once_are_one_task(store: KotakStore) -> None:
    one = masuk(Perjalanan())
    assert sorted(await asyncio.gather(*(store.put(one) for _ in range(8)))) == [False] * 7 + [True]
    assert len(await store.lines(MEJA)) == 1


async def test_a_later_opening_replaces_one_that_is_dropped_when_it_comes_late(
    store: KotakStore,
) -> None:
    perjalanan = Perjalanan()
    first = masuk(perjalanan)
    perjalanan.putus("tolak", catatan="alamat keliru")
    perjalanan.perbaiki(perjalanan.pengajuan.dokumen)
    second = masuk(perjalanan)
    assert second.baris.pembukaan > first.baris.pembukaan
    await store.put(first)
    assert await store.hold(first.baris, pegangan())
    assert await store.put(second)
    kini = await line(store, first.baris.nomor)
    assert (kini.putaran, kini.pegangan) == (second.baris.putaran, None)
    assert not await store.put(first)
    assert not await store.hold(first.baris, pegangan())
    assert not await store.remove(first.baris)
    assert await store.remove(second.baris)
    assert await store.lines(MEJA) == []


async def test_of_two_that_take_it_at_once_one_has_it(store: KotakStore) -> None:
    one = masuk(Perjalanan())
    await store.put(one)
    names = ("budi.santoso", "citra.dewi")
    taken = await asyncio.gather(*(store.hold(one.baris, pegangan(n)) for n in names))
    assert sorted(taken) == [False, True]
    kini = await line(store, one.baris.nomor)
    assert kini.pegangan is not None
    assert kini.pegangan.akun == names[taken.index(True)]


async def test_it_is_put_back_as_it_was_held_and_not_from_under_another(store: KotakStore) -> None:
    one = masuk(Perjalanan())
    await store.put(one)
    assert not await store.release(one.baris)
    await store.hold(one.baris, pegangan())
    held = await line(store, one.baris.nomor)
    assert await store.release(held)
    await store.hold(one.baris, pegangan("citra.dewi"))
    assert not await store.release(held)
    assert (await line(store, one.baris.nomor)).pegangan == pegangan("citra.dewi")


async def test_a_limit_moves_and_who_has_it_keeps_it(store: KotakStore) -> None:
    one = masuk(Perjalanan())
    await store.put(one)
    await store.hold(one.baris, pegangan())
    batas = Batas(mendekati=PAGI, jatuh_tempo=PAGI + timedelta(hours=2))
    await store.move(one.baris, batas)
    kini = await line(store, one.baris.nomor)
    assert (kini.batas, kini.pegangan) == (batas, pegangan())


async def test_every_change_raises_the_number_of_its_own_inbox(store: KotakStore) -> None:
    one = masuk(Perjalanan())
    assert await store.numbers([MEJA, "kabid"]) == {}
    seen = []
    await store.put(one)
    for change in (
        store.hold(one.baris, pegangan()),
        store.move(one.baris, Batas(jatuh_tempo=PAGI)),
        store.remove(one.baris),
    ):
        seen.append((await store.numbers([MEJA]))[MEJA])
        await change
    seen.append((await store.numbers([MEJA]))[MEJA])
    assert seen == sorted(set(seen))
    await store.remove(one.baris)
    await store.put(one)
    await store.put(one)
    assert (await store.numbers([MEJA, "kabid"])) == {MEJA: seen[-1] + 1}
    assert await store.numbers([]) == {}


async def test_a_draft_is_kept_as_it_was_written_last_until_it_is_dropped(
    store: KotakStore,
) -> None:
    baris = masuk(Perjalanan()).baris
    konsep = konsep_kosong(baris, "budi.santoso", PAGI)
    assert await store.draft(konsep.kunci) is None
    await store.keep_draft(konsep)
    berkas = Perjalanan().permohonan.dokumen[0].berkas
    isian = (("catatan", "satu\n\ndua"), ("surat.bapl.daftar", "a"), ("surat.bapl.daftar", "b"))
    naskah = NaskahSk(nomor="503/1/2026", kode="surat-keputusan", berkas=berkas, bertanda=berkas)
    ubah = {"isian": isian, "berkas": (berkas,), "naskah": naskah, "dibaca": berkas.sha256}
    last = konsep.model_copy(update=ubah)
    await store.keep_draft(last)
    assert await store.draft(konsep.kunci) == last
    assert await store.drafts([last.kunci, "tidak/ada"]) == {last.kunci: last}
    assert await store.drafts([]) == {}
    other = konsep_kosong(baris, "siti.aminah", PAGI)
    assert await store.draft(other.kunci) is None
    await store.drop_draft(konsep.kunci)
    await store.drop_draft(konsep.kunci)
    assert await store.draft(konsep.kunci) is None


async def test_a_series_is_begun_by_one_at_a_time_and_keeps_what_became_of_each(
    store: KotakStore,
) -> None:
    baris = masuk(Perjalanan()).baris
    butir = ButirSeri(
        nomor=baris.nomor,
        permohonan_id=baris.permohonan_id,
        langkah=baris.langkah,
        putaran=baris.putaran,
        lembaga=baris.lembaga,
        draf="0" * 64,
        akibat="Disetujui",
    )
    seri = Seri(id="s1", akun="budi.santoso", pelaksana=MEJA, butir=(butir,) * 2, dibuat_pada=PAGI)
    assert await store.series("s1") is None
    await store.keep_series(seri)
    assert await store.series("s1") == seri
    sampai = PAGI + timedelta(minutes=1)
    begun = await asyncio.gather(*(store.begin_series(seri, PAGI, sampai) for _ in range(4)))
    assert sorted(begun) == [False, False, False, True]
    hasil = HasilButir(kode="diterapkan", kata="Disetujui", pada=PAGI)
    await store.note_series("s1", 1, hasil, sampai + timedelta(minutes=1))
    kini = await store.series("s1")
    assert kini is not None
    assert (kini.hasil, kini.giliran, kini.berjalan(sampai)) == ({1: hasil}, 1, True)
    assert [ke for ke, _ in kini.sisa] == [0]
    assert not await store.begin_series(kini, PAGI, sampai), "somebody is at it"
    await store.end_series("s1")
    assert not await store.begin_series(seri, PAGI, sampai), "a form of the first time, sent again"
    assert await store.begin_series(kini, PAGI, sampai)
    assert await store.begin_series(
        kini.model_copy(update={"giliran": 2}), sampai, sampai + timedelta(minutes=1)
    ), "whoever was at it is gone"
