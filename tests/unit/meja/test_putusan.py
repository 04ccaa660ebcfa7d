"""Deciding on a page: half filled, weighed, confirmed, sent once, and answered in words."""

import html
import re

import pytest

from tests.builders import PAUD, Perjalanan
from tests.register import daftar, teks_semua
from tests.tandatangan import naskah
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.pemutus import Meja, di_meja, semua_terima
from tests.unit.meja.situs import token

FRONT, DINAS = "frontoffice", "dinasteknis"


@pytest.fixture
def kantor() -> KantorUji:
    return KantorUji()


async def test_a_decision_is_confirmed_by_what_becomes_of_it_and_answered(
    kantor: KantorUji,
) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    pertama, kedua = (d.kode for d in perjalanan.permohonan.dokumen[:2])
    isi = semua_terima(perjalanan, putusan="tolak") | {
        f"verdik.{pertama}": "tolak",
        f"alasan.{pertama}": "Halaman tidak lengkap",
        f"verdik.{kedua}": "tolak",
        f"alasan-lain.{kedua}": "Buram sekali",
    }
    answer = await meja.kirim("periksa", isi)
    assert answer.headers["location"] == f"{meja.pangkal}/putuskan"
    page = (await meja.browser.get(answer.headers["location"])).text
    assert "<h1>Dikembalikan kepada pemohon: 2 dokumen</h1>" in page
    assert "Halaman tidak lengkap" in page
    assert "Buram sekali" in page
    assert meja.pekerja.terkirim == [], "nothing is sent before it is confirmed"
    rupa = await meja.rupa()
    answer = await meja.kirim("putuskan", {"rupa": rupa})
    assert answer.headers["location"] == f"{meja.pangkal}/putusan/{rupa}"
    page = (await meja.browser.get(answer.headers["location"])).text
    assert "Putusan Anda diterapkan" in page
    assert "Perkara ini sekarang di <strong>Pemohon</strong>" in page
    assert [v.alasan for v in meja.pekerja.terkirim[0].verdik][:2] == [
        "Halaman tidak lengkap",
        "Buram sekali",
    ]
    assert await kantor.kotak.store.lines(FRONT) == []
    await meja.browser.aclose()


async def test_pressed_twice_or_sent_again_it_is_one_decision(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    await meja.kirim("periksa", semua_terima(perjalanan))
    rupa = await meja.rupa()
    answers = [await meja.kirim("putuskan", {"rupa": rupa}) for _ in range(3)]
    assert {a.headers["location"] for a in answers} == {f"{meja.pangkal}/putusan/{rupa}"}
    assert len(meja.pekerja.terkirim) == 1
    assert perjalanan.permohonan.urutan == 2
    await meja.browser.aclose()


async def test_without_an_answer_the_same_button_may_be_pressed_again(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    await meja.kirim("periksa", semua_terima(perjalanan))
    rupa = await meja.rupa()
    meja.pekerja.diam = True
    silent = await meja.kirim("putuskan", {"rupa": rupa})
    assert silent.status_code == 503
    assert "tidak akan diterapkan dua kali" in silent.text
    meja.pekerja.diam = False
    answer = await meja.kirim("putuskan", {"rupa": await meja.rupa()})
    assert answer.headers["location"].endswith(f"/putusan/{rupa}")
    assert {one.putusan_id for one in meja.pekerja.terkirim} == {rupa}
    await meja.browser.aclose()


async def test_what_is_wrong_stands_beside_its_field_and_what_was_written_stays(
    kantor: KantorUji,
) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    pertama, kedua = (d.kode for d in perjalanan.permohonan.dokumen[:2])
    isi = semua_terima(perjalanan, catatan="Catatan <b>saya</b>")
    del isi[f"verdik.{kedua}"]
    isi[f"verdik.{pertama}"] = "tolak"
    answer = await meja.kirim("periksa", isi)
    assert answer.status_code == 422
    for bidang in (f"alasan.{pertama}", f"verdik.{kedua}", "putusan"):
        assert f'id="galat-{bidang}"' in answer.text
        assert f'href="#{bidang}"' in answer.text
    page = (await meja.browser.get(meja.pangkal)).text
    assert "Catatan &lt;b&gt;saya&lt;/b&gt;" in page
    assert 'value="tolak" checked' in page
    assert meja.pekerja.terkirim == []
    await meja.browser.aclose()


async def test_a_form_that_changed_meanwhile_is_shown_anew(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    await meja.kirim("periksa", semua_terima(perjalanan))
    rupa = await meja.rupa()
    await meja.kirim("konsep", semua_terima(perjalanan, catatan="dari tab lain"))
    answer = await meja.kirim("putuskan", {"rupa": rupa})
    assert answer.status_code == 409
    assert "dari tab lain" in answer.text
    assert meja.pekerja.terkirim == []
    await meja.browser.aclose()


async def test_who_was_quicker_is_told(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    await meja.kirim("periksa", semua_terima(perjalanan))
    rupa = await meja.rupa()
    perjalanan.putus()  # over the wire, by another tool; this store has not heard of it
    answer = await meja.kirim("putuskan", {"rupa": rupa})
    assert answer.status_code == 409
    assert "sudah diputus lebih dahulu" in answer.text
    assert "Petugas Frontoffice" in answer.text
    await meja.browser.aclose()


async def test_the_slower_one_reads_what_was_decided_and_finds_ones_own_words_again(
    kantor: KantorUji,
) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    await meja.kirim("periksa", semua_terima(perjalanan, catatan="Lengkap, menurut saya"))
    rupa = await meja.rupa()
    perjalanan.putus("tolak", catatan="Alamatnya keliru")
    await kantor.simpan(perjalanan.permohonan)
    permohonan = perjalanan.permohonan
    assert await kantor.kotak.settle(FRONT, permohonan.id, permohonan.nomor)
    answers = [
        await meja.kirim("putuskan", {"rupa": rupa}),
        await meja.kirim("periksa", semua_terima(perjalanan)),
        await meja.browser.get(f"{meja.pangkal}/putuskan"),
    ]
    for answer in answers:
        assert answer.status_code == 409
        for kata in ("Petugas Frontoffice", "Dikembalikan kepada pemohon", "Alamatnya keliru"):
            assert kata in answer.text
        assert "Lengkap, menurut saya" in answer.text
    assert meja.pekerja.terkirim == []
    siti = await kantor.petugas("siti.aminah", FRONT)
    async with await kantor.peramban(siti) as lain:
        answer = await lain.get(f"{meja.pangkal}/putuskan")
        assert answer.status_code == 404, "who never had it before them is told nothing"
    await meja.browser.aclose()


async def test_a_task_that_somebody_else_has_is_not_decided(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    siti = await kantor.petugas("siti.aminah", FRONT)
    lain = Meja(kantor, perjalanan, siti, await kantor.peramban(siti))
    page = (await lain.browser.get(lain.pangkal)).text
    assert 'id="formulir"' not in page
    for jalan in ("periksa", "konsep", "surat/bapl"):
        answer = await lain.kirim(jalan, semua_terima(perjalanan))
        assert (answer.status_code, "Budi Santoso" in answer.text) == (409, True), jalan
    assert (await lain.kirim("putuskan", {"rupa": "x"})).status_code == 409
    assert lain.pekerja.terkirim == []
    for satu in (meja, lain):
        await satu.browser.aclose()


async def test_who_wrote_the_draft_is_told_that_another_one_has_to_approve_it(
    kantor: KantorUji,
) -> None:
    penulis = await kantor.petugas("budi.santoso", "kabid")
    perjalanan = Perjalanan(PAUD).sampai(5)
    perjalanan.putus(petugas=penulis.petugas)
    meja = await di_meja(kantor, perjalanan, penulis)
    page = (await meja.browser.get(meja.pangkal)).text
    assert "ikut Anda susun" in page
    assert re.search(r'value="terima"[^>]*disabled', page)
    answer = await meja.kirim("periksa", {"putusan": "terima"})
    assert answer.status_code == 422
    assert "Draf ini ikut Anda susun" in answer.text
    kembali = await meja.kirim("periksa", {"putusan": "kembalikan", "catatan": "Salah ketik"})
    assert kembali.headers["location"] == f"{meja.pangkal}/putuskan"
    await meja.browser.aclose()


async def test_an_approval_shows_the_draft_that_it_is_of(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD).sampai(6)
    meja = await di_meja(kantor, perjalanan)
    draf = perjalanan.permohonan.hasil_untuk("draft-sk")
    assert draf is not None and draf.berkas is not None
    kantor.taruh(draf.berkas, naskah())
    page = (await meja.browser.get(meja.pangkal)).text
    assert f'src="{meja.pangkal}/berkas/{draf.berkas.berkas_id}/lihat"' in page
    assert "inilah yang Anda putus" in page
    await meja.kirim("periksa", {"putusan": "terima"})
    answer = await meja.kirim("putuskan", {"rupa": await meja.rupa()})
    assert "/putusan/" in answer.headers["location"]
    assert meja.pekerja.terkirim[0].atas == draf.berkas.sha256
    await meja.browser.aclose()


async def test_a_draft_is_seen_by_its_author_alone(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    saved = await meja.kirim("konsep", {"catatan": "rahasia saya"}, headers={"HX-Request": "true"})
    assert "Tersimpan" in saved.text
    csrf = token((await meja.browser.get("/akun")).text)
    nomor = perjalanan.permohonan.nomor
    await meja.browser.post(f"/kotak/{FRONT}/{nomor}/lepas", data={"csrf": csrf})
    siti = await kantor.petugas("siti.aminah", FRONT)
    lain = Meja(kantor, perjalanan, siti, await kantor.peramban(siti))
    csrf = token((await lain.browser.get("/akun")).text)
    await lain.browser.post(f"/kotak/{FRONT}/{nomor}/ambil", data={"csrf": csrf})
    assert "rahasia saya" not in (await lain.browser.get(lain.pangkal)).text
    for satu in (meja, lain):
        await satu.browser.aclose()


async def test_what_was_typed_when_the_session_ended_is_in_the_form_again(
    kantor: KantorUji,
) -> None:
    perjalanan, sandi = Perjalanan(PAUD), "perahu naik ke gunung"
    hashed = await kantor.ruang.sandi.hash(sandi)
    meja = await di_meja(
        kantor, perjalanan, await kantor.petugas("budi.santoso", FRONT, sandi=hashed)
    )
    csrf = token((await meja.browser.get("/akun")).text)
    await meja.kirim("konsep", {"catatan": "sudah disimpan"})
    meja.browser.cookies.delete("sesi")
    isi = semua_terima(perjalanan, catatan='baris "satu"\nbaris dua', csrf=csrf)
    foto = {"berkas.tidak-ada.baru": ("rumah.jpg", b"isi", "image/jpeg")}
    late = await meja.browser.post(f"{meja.pangkal}/periksa", data=isi, files=foto)
    assert late.status_code == 401
    assert "rumah.jpg" in late.text, "a file has to be chosen again"
    masuk = {**terbawa(late.text, "/masuk"), "nama": "budi.santoso", "sandi": "keliru sekali"}
    late = await meja.browser.post("/masuk", data=masuk)
    assert late.status_code == 422
    masuk = {**terbawa(late.text, "/masuk"), "nama": "budi.santoso", "sandi": sandi}
    kembali = await meja.browser.post("/masuk", data=masuk)
    assert "rumah.jpg" in kembali.text
    jalan = f"{meja.pangkal}/konsep"
    ke = await meja.browser.post(jalan, data=terbawa(kembali.text, jalan))
    assert ke.headers["location"] == f"{meja.pangkal}#keputusan"
    page = (await meja.browser.get(meja.pangkal)).text
    assert "baris &#34;satu&#34;\nbaris dua</textarea>" in page
    assert page.count('value="terima" checked') == len(perjalanan.permohonan.dokumen) + 1
    assert meja.pekerja.terkirim == [], "kept, and nothing else"
    await meja.browser.aclose()


def terbawa(halaman: str, action: str) -> dict[str, list[str]]:
    """The hidden fields of that form."""
    form = next(
        f for f in re.findall(r"<form.*?</form>", halaman, re.S) if f'action="{action}"' in f
    )
    isi: dict[str, list[str]] = {}
    for nama, nilai in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form):
        isi.setdefault(html.unescape(nama), []).append(html.unescape(nilai))
    return isi


async def test_a_frame_in_a_page_says_that_the_session_ended(kantor: KantorUji) -> None:
    meja = await di_meja(kantor, Perjalanan(PAUD))
    meja.browser.cookies.delete("sesi")
    answer = await meja.browser.get(meja.pangkal, headers={"Sec-Fetch-Dest": "iframe"})
    assert (answer.status_code, "Sesi Anda berakhir" in answer.text) == (401, True)
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    await meja.browser.aclose()


async def test_a_refusal_by_the_worker_alone_is_told_in_words(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    await meja.kirim("periksa", semua_terima(perjalanan, catatan="tetap ada"))
    rupa = await meja.rupa()
    perjalanan.daftar = daftar(teks_semua())  # the budi.santoso of this test is not in it
    answer = await meja.kirim("putuskan", {"rupa": rupa})
    assert answer.status_code == 422
    assert "Di luar mandat Anda" in answer.text
    assert "tidak ada dalam daftar petugas" in answer.text
    assert "tetap ada" in answer.text
    assert perjalanan.permohonan.urutan == 1
    await meja.browser.aclose()
