"""Who opened which case is on record before the page is shown, on every page of a case."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from services.meja.aplikasi import RUTE
from services.meja.rute import Rute
from shared.errors import StoreTidakTerjangkau
from shared.kotak.jejak import Dibuka
from shared.store.memory_jejak import MemoryJejakStore
from tests.builders import KURSUS, Perjalanan
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.test_semua_rute import alamat

FRONT = "frontoffice"
SATU = tuple(rute for rute in RUTE if rute.jalan.startswith("/perkara/{pelaksana}/{nomor}"))
PDF = b"%PDF-1.7 isi"


class Rusak(MemoryJejakStore):
    async def add(self, dibuka: Dibuka) -> None:
        raise StoreTidakTerjangkau("di sana")


@pytest.fixture
def kantor() -> KantorUji:
    return KantorUji()


async def di_meja(kantor: KantorUji) -> tuple[str, str]:
    """The nomor of a case at the first desk, and one of its files."""
    perjalanan = Perjalanan(KURSUS)
    nomor = await kantor.masukkan(perjalanan)
    berkas = perjalanan.permohonan.dokumen[0].berkas
    kantor.taruh(berkas, PDF)
    return nomor, berkas.berkas_id


async def jejak(kantor: KantorUji, nomor: str) -> Sequence[Dibuka]:
    return await kantor.ruang.jejak_store.of_case(nomor, 100)


async def test_the_page_and_each_file_are_noted_with_who_looked(kantor: KantorUji) -> None:
    nomor, berkas_id = await di_meja(kantor)
    akun = await kantor.petugas("budi.santoso", FRONT)
    pangkal = f"/perkara/{FRONT}/{nomor}"
    async with await kantor.peramban(akun) as browser:
        for _ in range(3):
            assert (await browser.get(pangkal)).status_code == 200
        assert (await browser.get(f"{pangkal}/berkas/{berkas_id}")).content == PDF
    berkas, perkara = sorted(await jejak(kantor, nomor), key=lambda satu: satu.apa)
    assert (perkara.akun, perkara.petugas, perkara.pada) == (
        "budi.santoso",
        akun.petugas,
        kantor.kini,
    )
    assert (perkara.apa, perkara.berkas_id) == ("perkara", "")
    assert (berkas.apa, berkas.berkas_id) == ("berkas", berkas_id)
    assert berkas.berkas


async def test_a_minute_later_it_is_another_look(kantor: KantorUji) -> None:
    nomor, _ = await di_meja(kantor)
    akun = await kantor.petugas("budi.santoso", FRONT)
    async with await kantor.peramban(akun) as browser:
        await browser.get(f"/perkara/{FRONT}/{nomor}")
        kantor.kini += timedelta(minutes=1)
        await browser.get(f"/perkara/{FRONT}/{nomor}")
    assert len(await jejak(kantor, nomor)) == 2


async def test_what_is_not_theirs_leaves_no_trace(kantor: KantorUji) -> None:
    nomor, _ = await di_meja(kantor)
    akun = await kantor.petugas("budi.santoso", "kabid")
    async with await kantor.peramban(akun) as browser:
        assert (await browser.get(f"/perkara/{FRONT}/{nomor}")).status_code == 404
    assert await jejak(kantor, nomor) == []


@pytest.mark.parametrize("rute", SATU, ids=lambda rute: rute.nama)
async def test_what_cannot_be_noted_is_not_shown_on_any_page(kantor: KantorUji, rute: Rute) -> None:
    """Generated from the table: a page of a case that forgets it is found here."""
    nomor, berkas_id = await di_meja(kantor)
    akun = await kantor.petugas("budi.santoso", FRONT)
    object.__setattr__(kantor.ruang, "jejak_store", Rusak())
    jalan = alamat(rute, pelaksana=FRONT, nomor=nomor, berkas_id=berkas_id)
    async with await kantor.peramban(akun) as browser:
        csrf = (await browser.get("/akun")).text.partition('name="csrf" value="')[2][:64]
        answers = [await browser.get(jalan)] if rute.baca else []
        if rute.tulis:
            answers.append(await browser.post(jalan, data={"csrf": csrf.partition('"')[0]}))
    assert {answer.status_code for answer in answers} == {503}


async def test_a_head_reads_who_looked_and_officers_do_not(kantor: KantorUji) -> None:
    nomor, _ = await di_meja(kantor)
    budi = await kantor.petugas("budi.santoso", FRONT)
    dedi = await kantor.petugas("dedi.noor", hak=("penyelia",))
    pages = []
    for akun in (budi, dedi):
        async with await kantor.peramban(akun) as browser:
            pages.append((await browser.get(f"/perkara/{FRONT}/{nomor}")).text)
    assert "Siapa yang membuka" not in pages[0]
    terlihat = pages[1].partition("Siapa yang membuka")[2]
    assert "Budi Santoso" in terlihat
    assert "Dedi Noor" in terlihat
