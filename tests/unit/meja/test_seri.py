"""Drafts read one after another, and decided together: nothing unread, each by its own decision."""

import re
from datetime import timedelta

import httpx
import pytest

from shared.akun.model import Akun
from tests.builders import KURSUS, PAUD, Perjalanan
from tests.tandatangan import naskah
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.pemutus import Pekerja
from tests.unit.meja.situs import token

MEJA = "kabid"


class Beruntun:
    """The Kabid in front of drafts that wait, and workers that answer by the pure flow."""

    def __init__(self, kantor: KantorUji, akun: Akun, browser: httpx.AsyncClient) -> None:
        self.kantor, self.akun, self.browser = kantor, akun, browser
        self.semua: dict[str, Perjalanan] = {}
        self.pekerja: dict[str, Pekerja] = {}
        object.__setattr__(kantor.situs, "wires", self)

    def client(self, _: str) -> "Beruntun":
        return self

    async def decide(self, putusan):  # type: ignore[no-untyped-def]
        id_ = putusan.permohonan_id
        satu = next(p for p in self.pekerja.values() if p.perjalanan.permohonan.id == id_)
        return await satu.decide(putusan)

    async def tunggu(self, *sop: str) -> list[str]:
        """Drafts that come to the desk; their numbers, in the order of the row."""
        for kode in sop:
            perjalanan = Perjalanan(kode)
            beda = {"nomor": f"{perjalanan.sop.awalan_nomor}-2026-{len(self.semua) + 1:06d}"}
            perjalanan.permohonan = perjalanan.permohonan.model_copy(update=beda)
            perjalanan.sampai(6)
            nomor = await self.kantor.masukkan(perjalanan)
            draf = perjalanan.permohonan.hasil_untuk("draft-sk")
            assert draf is not None and draf.berkas is not None
            self.kantor.taruh(draf.berkas, naskah())
            self.semua[nomor] = perjalanan
            self.pekerja[nomor] = Pekerja(self.kantor, perjalanan)
            object.__setattr__(self.kantor.situs, "wires", self)
        return sorted(self.semua)

    async def page(self, jalan: str = "") -> str:
        answer = await self.browser.get(f"/seri/{MEJA}{jalan}")
        assert answer.status_code == 200, answer.text
        return answer.text

    async def kirim(self, jalan: str, **isi: object) -> httpx.Response:
        csrf = token((await self.browser.get("/akun")).text)
        return await self.browser.post(f"/seri/{MEJA}{jalan}", data={"csrf": csrf, **isi})

    async def baca(self, nomor: str) -> httpx.Response:
        found = re.search(r'name="bukti" value="([^"]+)"', await self.page(f"/baca/{nomor}"))
        assert found
        return await self.kirim(f"/baca/{nomor}", bukti=found[1])

    async def pilih(self, *nomor: str) -> str:
        """On to the page that confirms."""
        answer = await self.kirim("", nomor=list(nomor))
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].removeprefix(f"/seri/{MEJA}")

    async def putuskan(self, jalan: str, giliran: str = "0") -> str:
        """The page when everything has an answer."""
        answer = await self.kirim(jalan, giliran=giliran)
        assert answer.status_code == 303
        await self.kantor.situs.berjalan.selesai()
        return await self.page(jalan)


@pytest.fixture
def kantor() -> KantorUji:
    return KantorUji()


async def di_depan(kantor: KantorUji) -> Beruntun:
    akun = await kantor.petugas("citra.dewi", MEJA)
    return Beruntun(kantor, akun, await kantor.peramban(akun))


async def test_drafts_are_read_one_after_another_and_decided_each_by_its_own_decision(
    kantor: KantorUji,
) -> None:
    meja = await di_depan(kantor)
    satu, dua, tiga = await meja.tunggu(PAUD, KURSUS, PAUD)
    page = await meja.page()
    assert page.count("belum dibaca</span>") == 3
    assert "Putuskan beruntun" in (await meja.browser.get(f"/kotak/{MEJA}")).text
    assert "Draf <strong>1</strong> dari 3" in await meja.page(f"/baca/{satu}")
    assert (await meja.baca(satu)).headers["location"] == f"/seri/{MEJA}/baca/{dua}"
    assert (await meja.baca(tiga)).headers["location"] == f"/seri/{MEJA}/baca/{dua}"
    assert (await meja.baca(dua)).headers["location"] == f"/seri/{MEJA}?kabar=semua"
    jalan = await meja.pilih(satu, dua, tiga)
    page = await meja.page(jalan)
    assert "<strong>3 permohonan:</strong> Disetujui dan diteruskan ke Sekretaris" in page
    assert [p.terkirim for p in meja.pekerja.values()] == [[], [], []], "nothing is sent yet"
    answer = await meja.kirim("", nomor=[satu, dua, tiga], buang=tiga)
    jalan = answer.headers["location"].removeprefix(f"/seri/{MEJA}")
    page = await meja.putuskan(jalan)
    assert page.count("diterapkan</span>") == 2
    await meja.putuskan(jalan)
    await meja.putuskan(jalan, "1")
    terkirim = [meja.pekerja[nomor].terkirim for nomor in (satu, dua, tiga)]
    assert [len(satu) for satu in terkirim] == [1, 1, 0], "pressed again, nothing more is sent"
    assert len({satu[0].putusan_id for satu in terkirim[:2]}) == 2
    assert [b.nomor for b in await kantor.kotak.store.lines(MEJA)] == [tiga]
    await meja.browser.aclose()


async def test_no_draft_is_decided_that_was_not_opened_or_has_changed_since(
    kantor: KantorUji,
) -> None:
    meja = await di_depan(kantor)
    satu, dua = await meja.tunggu(PAUD, PAUD)
    answer = await meja.kirim("", nomor=[satu])
    assert (answer.status_code, "belum Anda baca" in answer.text) == (409, True)
    answer = await meja.kirim(f"/baca/{satu}", bukti="0" * 64)
    assert answer.status_code == 409, "read without the page that shows it"
    await meja.baca(satu)
    await meja.baca(dua)
    jalan = await meja.pilih(satu, dua)
    perjalanan = meja.semua[satu]
    perjalanan.putus("kembalikan", catatan="Salah ketik")
    perjalanan.putus()
    await meja.kantor.simpan(perjalanan.permohonan)
    kotak, permohonan = kantor.kotak, perjalanan.permohonan
    await kotak.settle(MEJA, permohonan.id, satu)
    await kantor.masukkan(perjalanan)
    page = await meja.putuskan(jalan)
    assert "lebih dahulu memutusnya" in page, "that opening was decided by somebody else"
    assert page.count("diterapkan</span>") == 1
    assert meja.pekerja[satu].terkirim == []
    assert "belum dibaca</span>" in await meja.page(), "the corrected one is to be read"
    await meja.browser.aclose()


async def test_what_others_hold_or_was_begun_otherwise_is_not_chosen(kantor: KantorUji) -> None:
    meja = await di_depan(kantor)
    satu, dua = await meja.tunggu(PAUD, PAUD)
    await meja.baca(satu)
    await meja.baca(dua)
    dedi = await kantor.petugas("dedi.noor", MEJA)
    async with await kantor.peramban(dedi) as lain:
        csrf = token((await lain.get("/akun")).text)
        await lain.post(f"/kotak/{MEJA}/{satu}/ambil", data={"csrf": csrf})
        assert "belum dibaca" in (await lain.get(f"/seri/{MEJA}")).text, "each reads for themselves"
    csrf = token((await meja.browser.get("/akun")).text)
    isi = {"csrf": csrf, "putusan": "kembalikan", "catatan": "Salah ketik"}
    await meja.browser.post(f"/perkara/{MEJA}/{dua}/konsep", data=isi)
    page = await meja.page()
    assert "dipegang Dedi Noor" in page and "sedang Anda putus sendiri" in page
    answer = await meja.kirim("", nomor=[satu, dua])
    assert answer.status_code == 409
    assert "sedang dipegang Dedi Noor" in answer.text
    await meja.browser.aclose()


async def test_of_two_the_slower_one_and_a_silent_worker_leave_the_others_alone(
    kantor: KantorUji,
) -> None:
    meja = await di_depan(kantor)
    nomor = await meja.tunggu(PAUD, PAUD, PAUD)
    for satu in nomor:
        await meja.baca(satu)
    jalan = await meja.pilih(*nomor)
    meja.semua[nomor[0]].putus()  # by somebody else; this store has not heard of it
    meja.pekerja[nomor[1]].diam = True
    page = await meja.putuskan(jalan)
    assert "didahului</span>" in page and "Belum ada jawaban dari sistem" in page
    assert "Belum dicoba" in page and "Lanjutkan 2 permohonan" in page
    meja.pekerja[nomor[1]].diam = False
    page = await meja.putuskan(jalan, "1")
    assert page.count("diterapkan</span>") == 2
    assert len({p.putusan_id for p in meja.pekerja[nomor[1]].terkirim}) == 1
    await meja.browser.aclose()


async def test_a_series_is_its_maker_s_and_a_desk_its_officers(kantor: KantorUji) -> None:
    meja = await di_depan(kantor)
    (satu,) = await meja.tunggu(PAUD)
    await meja.baca(satu)
    jalan = await meja.pilih(satu)
    dedi = await kantor.petugas("dedi.noor", MEJA, "sekretaris")
    penyelia = await kantor.petugas("eka.putri", "frontoffice", hak=("penyelia",))
    for akun in (dedi, penyelia):
        async with await kantor.peramban(akun) as lain:
            assert (await lain.get(f"/seri/{MEJA}{jalan}")).status_code == 404
            csrf = token((await lain.get("/akun")).text)
            isi = {"csrf": csrf, "giliran": "0"}
            assert (await lain.post(f"/seri/{MEJA}{jalan}", data=isi)).status_code == 404
            assert (await lain.get(f"/seri/sekretaris/baca/{satu}")).status_code == 404
    async with await kantor.peramban(penyelia) as lain:
        for tempat in ("", f"/baca/{satu}"):
            assert (await lain.get(f"/seri/{MEJA}{tempat}")).status_code == 404
        assert "Tidak ada draf" in (await lain.get("/seri/frontoffice")).text
    await meja.browser.aclose()


async def test_a_process_that_ends_in_the_middle_leaves_the_rest_to_be_gone_on_with(
    kantor: KantorUji,
) -> None:
    meja = await di_depan(kantor)
    nomor = await meja.tunggu(PAUD, PAUD, PAUD)
    for satu in nomor:
        await meja.baca(satu)
    jalan = await meja.pilih(*nomor)
    kantor.situs.berjalan.berhenti = True
    page = await meja.putuskan(jalan)
    assert "Lanjutkan 3 permohonan" in page, "about to end: nothing further is begun"
    assert [p.terkirim for p in meja.pekerja.values()] == [[], [], []]
    kantor.situs.berjalan.berhenti = False
    store, kini = kantor.kotak.store, kantor.ruang.wall()
    seri = await store.series(jalan[1:])
    assert seri is not None
    assert await store.begin_series(seri, kini, kini + timedelta(minutes=2))  # and then was killed
    assert "every 1s" in await meja.page(jalan), "as far as anybody knows, somebody is at it"
    meja.semua[nomor[0]].putus(petugas=meja.akun.petugas)  # decided, and not written down
    await kantor.simpan(meja.semua[nomor[0]].permohonan)
    await store.end_series(seri.id)
    page = await meja.putuskan(jalan, "2")
    assert page.count("diterapkan</span>") == 3
    assert [len(meja.pekerja[satu].terkirim) for satu in nomor] == [0, 1, 1]
    await meja.browser.aclose()
