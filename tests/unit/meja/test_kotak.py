"""An inbox: who sees it, who takes what, what is no longer there, how it is searched."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from urllib.parse import quote

import httpx
import pytest

from services.meja.situs import Situs
from shared.akun.model import Akun
from shared.kantor.kotak import WAIT_FOR_QUEUE, Kotak, PermohonanBelumAda
from shared.kantor.tugas import meja
from shared.permohonan import Permohonan
from shared.store.memory import MemoryPermohonanStore
from tests.builders import PAGI, Perjalanan
from tests.pegawai import akun_uji
from tests.stores import berjaga
from tests.unit.meja.situs import masuk_sebagai, peramban, settings, situs_uji, token

MEJA = "frontoffice"
LEMBAGA = Perjalanan().permohonan.lembaga.nama


class Kantor:
    """A desk at an instant, with its store and people."""

    def __init__(self) -> None:
        self.kini = PAGI + timedelta(minutes=3)
        self.store = MemoryPermohonanStore()
        self.situs: Situs = situs_uji(
            permohonan=self.store, clock=lambda: self.kini, settings=settings(faktor_kedua="tidak")
        )
        self.ruang, self.kotak = self.situs.ruang, self.situs.kotak

    async def masukkan(self, permohonan: Permohonan) -> bool:
        """Its task comes by the queue."""
        await self.simpan(permohonan)
        assert permohonan.langkah is not None
        tugas = await meja(self.ruang.kantor, permohonan.langkah.pelaksana).task(permohonan)
        assert tugas is not None
        return await self.kotak.receive(tugas)

    async def simpan(self, permohonan: Permohonan) -> None:
        lama = await self.store.find(permohonan.id)
        if lama is None:
            await self.store.insert(permohonan)
        else:
            assert await self.store.advance(permohonan, lama)

    async def isi(self, pelaksana: str = MEJA) -> list[str]:
        return [baris.nomor for baris in await self.kotak.store.lines(pelaksana)]

    async def masuk(self, browser: httpx.AsyncClient, akun: Akun) -> None:
        await masuk_sebagai(browser, self.ruang, akun)


@pytest.fixture
def kantor() -> Kantor:
    return Kantor()


async def send(browser: httpx.AsyncClient, jalan: str, **isi: str) -> httpx.Response:
    csrf = token((await browser.get("/akun")).text)
    return await browser.post(jalan, data={"csrf": csrf, **isi})


# --- filled from the queue, the facts and the store ---------------------------------------------


async def test_a_task_of_a_step_that_was_decided_meanwhile_does_not_come_in(
    kantor: Kantor,
) -> None:
    perjalanan = Perjalanan()
    await kantor.simpan(perjalanan.permohonan)
    tugas = await meja(kantor.ruang.kantor, MEJA).task(perjalanan.permohonan)
    assert tugas is not None
    await kantor.simpan(perjalanan.putus())
    assert not await kantor.kotak.receive(tugas)
    assert await kantor.isi() == []


async def test_a_task_of_an_application_that_is_not_there_is_not_taken_off_the_queue(
    kantor: Kantor,
) -> None:
    perjalanan = Perjalanan()
    tugas = await meja(kantor.ruang.kantor, MEJA).task(perjalanan.permohonan)
    assert tugas is not None
    with pytest.raises(PermohonanBelumAda):
        await kantor.kotak.receive(tugas)


async def test_what_was_decided_goes_and_what_is_still_open_stays(kantor: Kantor) -> None:
    perjalanan = Perjalanan()
    await kantor.masukkan(perjalanan.permohonan)
    id_, nomor = perjalanan.permohonan.id, perjalanan.permohonan.nomor
    assert not await kantor.kotak.settle(MEJA, id_, nomor)
    await kantor.simpan(perjalanan.putus())
    assert await kantor.kotak.settle(MEJA, id_, nomor)
    assert not await kantor.kotak.settle(MEJA, id_, nomor)
    assert await kantor.isi() == []


async def test_a_comparison_finds_what_neither_queue_nor_fact_told_of(kantor: Kantor) -> None:
    perjalanan = Perjalanan()
    await kantor.masukkan(perjalanan.permohonan)
    await kantor.simpan(perjalanan.putus())  # nobody tells of it
    assert perjalanan.permohonan.langkah is not None
    opened = perjalanan.permohonan.langkah.dibuka_pada
    kantor.kini = opened + WAIT_FOR_QUEUE - timedelta(seconds=1)
    assert await kantor.kotak.compare() == 1
    assert (await kantor.isi(), await kantor.isi("backoffice")) == ([], [])
    kantor.kini = opened + WAIT_FOR_QUEUE
    assert await kantor.kotak.compare() == 1
    assert await kantor.isi("backoffice") == [perjalanan.permohonan.nomor]
    assert await kantor.kotak.compare() == 0


async def test_a_limit_that_was_moved_is_moved_in_the_inbox(kantor: Kantor) -> None:
    perjalanan = Perjalanan()
    due = PAGI + timedelta(hours=1)
    permohonan = berjaga(perjalanan.permohonan, jatuh_tempo=due, mendekati=PAGI)
    await kantor.masukkan(permohonan)
    [baris] = await kantor.kotak.store.lines(MEJA)
    assert baris.batas.jatuh_tempo == due
    moved = berjaga(permohonan, jatuh_tempo=due + timedelta(days=1), mendekati=PAGI)
    kantor.store._isi[permohonan.id] = moved
    assert await kantor.kotak.compare() == 1
    [baris] = await kantor.kotak.store.lines(MEJA)
    assert baris.batas.jatuh_tempo == due + timedelta(days=1)


# --- seen and taken -----------------------------------------------------------------------------


async def test_an_inbox_opens_for_its_officers_and_for_who_leads_them(kantor: Kantor) -> None:
    nomor = Perjalanan().permohonan.nomor
    await kantor.masukkan(Perjalanan().permohonan)
    petugas = await akun_uji(kantor.ruang, "budi.santoso", MEJA)
    penyelia = await akun_uji(kantor.ruang, "citra.dewi", "kabid", hak=("penyelia",))
    lain = await akun_uji(kantor.ruang, "dedi.noor", "kabid")
    for siapa, status in ((petugas, 200), (penyelia, 200), (lain, 404)):
        async with peramban(kantor.situs) as browser:
            await kantor.masuk(browser, siapa)
            for jalan in (f"/kotak/{MEJA}", f"/perkara/{MEJA}/{nomor}"):
                answer = await browser.get(jalan)
                assert (answer.status_code, LEMBAGA in answer.text) == (status, status == 200)
            assert (await browser.get("/kotak/tidakada")).status_code == 404
            assert (await browser.get(f"/perkara/{MEJA}/XX-2026-000009")).status_code == 404


async def test_a_task_is_one_persons_until_it_is_put_back_or_freed(kantor: Kantor) -> None:
    nomor = Perjalanan().permohonan.nomor
    await kantor.masukkan(Perjalanan().permohonan)
    budi = await akun_uji(kantor.ruang, "budi.santoso", MEJA)
    siti = await akun_uji(kantor.ruang, "siti.aminah", MEJA)
    penyelia = await akun_uji(kantor.ruang, "citra.dewi", "kabid", hak=("penyelia",))
    ambil, lepas = (f"/kotak/{MEJA}/{nomor}/{apa}" for apa in ("ambil", "lepas"))
    async with (
        peramban(kantor.situs) as satu,
        peramban(kantor.situs) as dua,
        peramban(kantor.situs) as atasan,
    ):
        for browser, akun in ((satu, budi), (dua, siti), (atasan, penyelia)):
            await kantor.masuk(browser, akun)
        assert (await send(atasan, ambil)).status_code == 404, "who leads only looks"
        first = await send(satu, ambil)
        assert first.headers["location"] == f"/perkara/{MEJA}/{nomor}"
        assert (await send(satu, ambil)).status_code == 303, "twice is once"
        late = await send(dua, ambil)
        assert (late.status_code, "Budi Santoso" in late.text) == (409, True)
        assert (await send(dua, lepas)).status_code == 409
        assert (await send(atasan, lepas, kembali="/kotak/kabid")).headers["location"] == (
            "/kotak/kabid"
        )
        assert (await send(dua, ambil)).status_code == 303
        assert (await send(dua, lepas)).headers["location"] == f"/kotak/{MEJA}"
        assert (await send(dua, lepas)).status_code == 303


def bernomor(number: int, minutes: float | None) -> Permohonan:
    """Due so many minutes after PAGI, and near its limit a minute before."""
    permohonan = Perjalanan(pengajuan_id=f"uji-kotak-{number:04d}").permohonan
    permohonan = permohonan.model_copy(update={"nomor": f"IKP-2026-{number:06d}"})
    if minutes is None:
        return permohonan
    tempo = PAGI + timedelta(minutes=minutes)
    return berjaga(permohonan, jatuh_tempo=tempo, mendekati=tempo - timedelta(minutes=1))


async def shown(kantor: Kantor, akun: Akun, query: str = "") -> list[int]:
    """The numbers in the list, in its order."""
    async with peramban(kantor.situs) as browser:
        await kantor.masuk(browser, akun)
        page = (await browser.get(f"/kotak/{MEJA}{query}")).text
    return [int(number) for number in re.findall(r'class="nomor"[^>]*>IKP-2026-0*(\d+)<', page)]


async def test_what_falls_due_first_comes_first_and_what_is_over_is_said_in_words(
    kantor: Kantor,
) -> None:
    for number, minutes in ((1, None), (2, 50), (3, 1), (4, 3.5)):
        await kantor.masukkan(bernomor(number, minutes))
    budi = await akun_uji(kantor.ruang, "budi.santoso", MEJA)
    assert await shown(kantor, budi) == [3, 4, 2, 1]
    assert await shown(kantor, budi, "?keadaan=terlampaui") == [3]
    assert await shown(kantor, budi, "?keadaan=mendekati") == [4]
    assert await shown(kantor, budi, "?keadaan=bukan-apa-apa&hal=-3") == [3, 4, 2, 1]
    async with peramban(kantor.situs) as browser:
        await kantor.masuk(browser, budi)
        page = (await browser.get(f"/kotak/{MEJA}")).text
    assert "lewat 2 menit" in page
    assert "sisa 47 menit" in page
    assert "tanpa batas" in page
    assert '1<span class="tersembunyi"> terlampaui,</span>' in page


async def test_it_is_searched_by_number_names_and_nib_and_never_by_nik(kantor: Kantor) -> None:
    permohonan = bernomor(1, 5)
    nib = {"nib": "9120001234567"}
    permohonan = permohonan.model_copy(update={"isian": {**permohonan.isian, **nib}})
    await kantor.masukkan(permohonan)
    await kantor.masukkan(bernomor(2, 6))
    budi = await akun_uji(kantor.ruang, "budi.santoso", MEJA)
    pemohon = permohonan.pemohon
    for kata, found in (
        ("000001", [1]),
        ("9120001234567", [1]),
        (pemohon.nama.split()[0].upper(), [1, 2]),
        (f"{permohonan.lembaga.nama} ikp-2026-000002", [2]),
        (pemohon.nik, []),
        ("tidak ada", []),
    ):
        assert await shown(kantor, budi, f"?cari={quote(kata)}") == found, kata


async def test_who_has_what_can_be_chosen_by(kantor: Kantor) -> None:
    for number in (1, 2, 3):
        await kantor.masukkan(bernomor(number, number))
    budi = await akun_uji(kantor.ruang, "budi.santoso", MEJA)
    siti = await akun_uji(kantor.ruang, "siti.aminah", MEJA)
    for akun, number in ((budi, 1), (siti, 2)):
        async with peramban(kantor.situs) as browser:
            await kantor.masuk(browser, akun)
            await send(browser, f"/kotak/{MEJA}/IKP-2026-{number:06d}/ambil")
    for pemegang, found in (("saya", [1]), ("orang_lain", [2]), ("bebas", [3])):
        assert await shown(kantor, budi, f"?pemegang={pemegang}") == found
    assert await shown(kantor, budi, "?sop=lain") == []


async def test_a_long_inbox_has_pages(kantor: Kantor) -> None:
    for number in range(1, 54):
        await kantor.masukkan(bernomor(number, number))
    budi = await akun_uji(kantor.ruang, "budi.santoso", MEJA)
    assert await shown(kantor, budi) == list(range(1, 51))
    assert await shown(kantor, budi, "?hal=2") == [51, 52, 53]
    assert await shown(kantor, budi, "?hal=99") == [51, 52, 53]


async def test_two_processes_see_each_others_changes(kantor: Kantor) -> None:
    """The lines that one remembers are read anew when the other has changed them."""
    await kantor.masukkan(bernomor(1, 5))
    budi = await akun_uji(kantor.ruang, "budi.santoso", MEJA)
    assert await shown(kantor, budi) == [1]
    other = Kotak(kantor.ruang.kotak_store, kantor.ruang.kantor, kantor.ruang.meja)
    [baris] = await other.store.lines(MEJA)
    await other.store.remove(baris)
    assert await shown(kantor, budi) == []


async def test_the_first_page_is_ones_own_desk_and_says_so_where_there_is_none(
    kantor: Kantor,
) -> None:
    for nama, peran, hak, where in (
        ("budi.santoso", ("kabid", MEJA), (), "/kotak/frontoffice"),
        ("citra.dewi", (), ("penyelia",), "/kotak/frontoffice"),
        ("dedi.noor", (), (), None),
    ):
        akun = await akun_uji(kantor.ruang, nama, *peran, hak=hak)  # type: ignore[arg-type]
        async with peramban(kantor.situs) as browser:
            await kantor.masuk(browser, akun)
            answer = await browser.get("/")
        assert answer.headers.get("location") == where
        assert where or "Belum ada meja untuk Anda" in answer.text


async def test_what_changed_before_a_page_listens_is_told_when_it_does(kantor: Kantor) -> None:
    await kantor.masukkan(bernomor(1, 5))
    budi = await akun_uji(kantor.ruang, "budi.santoso", MEJA)
    async with peramban(kantor.situs) as browser:
        await kantor.masuk(browser, budi)
        page = (await browser.get(f"/kotak/{MEJA}")).text
        [url] = re.findall(r'sse-connect="([^"]+)"', page)
        kantor.situs.kabar.close()  # so that it ends
        assert "event" not in (await browser.get(url)).text
        await kantor.masukkan(bernomor(2, 6))
        assert f"event: kotak-{MEJA}" in (await browser.get(url)).text


async def test_a_page_asks_for_the_numbers_of_the_inboxes_once(
    kantor: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[str]] = []
    store = kantor.situs.kotak.store
    numbers = store.numbers

    async def counted(pelaksana: Sequence[str]) -> Mapping[str, int]:
        asked.append(pelaksana)
        return await numbers(pelaksana)

    monkeypatch.setattr(store, "numbers", counted)
    await kantor.masukkan(bernomor(1, 5))
    budi = await akun_uji(kantor.ruang, "budi.santoso", MEJA)
    async with peramban(kantor.situs) as browser:
        await kantor.masuk(browser, budi)
        page = await browser.get(f"/kotak/{MEJA}")
    assert "IKP-2026-000001" in page.text
    assert asked == [(MEJA,)]
