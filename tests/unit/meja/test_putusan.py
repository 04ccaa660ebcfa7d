"""Deciding on a page: half filled, weighed, confirmed, sent once, and answered in words."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.meja.situs import Situs
from shared.akun.model import Akun
from shared.alur import Keadaan, perkara_terbuka, putuskan
from shared.alur.surat import bayangan, dengan_surat, fakta_jadi, surat_dibuat
from shared.contracts import Jawaban, Putusan
from shared.errors import PutusanDitolak, SudahDiterapkan
from shared.rabbit.errors import AnswerTimeout
from tests.builders import BATAS_BYTES, PAUD, Perjalanan, aturan, surat
from tests.tandatangan import naskah
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.situs import token

FRONT, DINAS = "frontoffice", "dinasteknis"


class Pekerja:
    """Answers as the worker of a case would, by the pure flow."""

    def __init__(self, kantor: KantorUji, perjalanan: Perjalanan) -> None:
        self.kantor, self.perjalanan = kantor, perjalanan
        self.terkirim: list[Putusan] = []
        self.diam = False

    def client(self, _: str) -> "Pekerja":
        return self

    async def decide(self, putusan: Putusan) -> Jawaban:
        self.terkirim.append(putusan)
        if self.diam:
            raise AnswerTimeout("putusan", 1)
        jalan = self.perjalanan
        try:
            perkara = perkara_terbuka(jalan.permohonan, putusan, jalan.sop, putusan.pelaksana)
            jadi = bayangan(surat_dibuat(perkara, putusan, surat()))
            fakta = {**jalan.lemari.fakta, **fakta_jadi(jadi)}
            keadaan = Keadaan(jalan.kini, BATAS_BYTES, jalan.daftar)
            lengkap = dengan_surat(putusan, jadi)
            jalan.permohonan = putuskan(perkara, lengkap, aturan(), fakta, keadaan)
        except SudahDiterapkan:
            return self._jawab(putusan, "sudah_diterapkan")
        except PutusanDitolak as error:
            return self._jawab(putusan, error.kode, error.alasan, error.rincian)
        await self.kantor.simpan(jalan.permohonan)
        return self._jawab(putusan, "diterapkan")

    def _jawab(
        self, putusan: Putusan, kode: str, alasan: str = "", rincian: tuple[str, ...] = ()
    ) -> Jawaban:
        return Jawaban(
            menjawab=putusan.putusan_id,
            diterapkan=kode in {"diterapkan", "sudah_diterapkan"},
            kode=kode,
            alasan=alasan,
            rincian=rincian,
        )


class Meja:
    """An officer who has taken a case, in front of its page."""

    def __init__(
        self, kantor: KantorUji, perjalanan: Perjalanan, akun: Akun, browser: httpx.AsyncClient
    ) -> None:
        self.kantor, self.perjalanan, self.akun, self.browser = kantor, perjalanan, akun, browser
        self.pekerja = Pekerja(kantor, perjalanan)
        _stand_in(kantor.situs, self.pekerja)

    @property
    def pangkal(self) -> str:
        permohonan = self.perjalanan.permohonan
        return f"/perkara/{self.akun.peran[0]}/{permohonan.nomor}"

    async def kirim(self, jalan: str, isi: Any = None, **lain: Any) -> httpx.Response:
        csrf = token((await self.browser.get("/akun")).text)
        return await self.browser.post(
            f"{self.pangkal}/{jalan}", data={"csrf": csrf, **(isi or {})}, **lain
        )

    async def rupa(self) -> str:
        """The key of the decision on the confirmation page."""
        page = await self.browser.get(f"{self.pangkal}/putuskan")
        found = re.search(r'name="rupa" value="([^"]+)"', page.text)
        assert found, page.text
        return found[1]


def _stand_in(situs: Situs, pekerja: Pekerja) -> None:
    object.__setattr__(situs, "wires", pekerja)


async def di_meja(kantor: KantorUji, perjalanan: Perjalanan, akun: Akun | None = None) -> Meja:
    """Its task has come, and was taken."""
    langkah = perjalanan.permohonan.langkah
    assert langkah is not None
    kantor.kini = langkah.dibuka_pada + timedelta(minutes=1)
    nomor = await kantor.masukkan(perjalanan)
    akun = akun or await kantor.petugas("budi.santoso", langkah.pelaksana)
    meja = Meja(kantor, perjalanan, akun, await kantor.peramban(akun))
    csrf = token((await meja.browser.get("/akun")).text)
    taken = await meja.browser.post(
        f"/kotak/{langkah.pelaksana}/{nomor}/ambil", data={"csrf": csrf}
    )
    assert taken.status_code == 303
    return meja


@pytest.fixture
def kantor() -> KantorUji:
    return KantorUji()


def semua_terima(perjalanan: Perjalanan, **lain: str) -> dict[str, str]:
    verdik = {f"verdik.{d.kode}": "terima" for d in perjalanan.permohonan.dokumen}
    return {**verdik, "putusan": "terima", **lain}


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


BAPL = {
    "surat.bapl.tanggal-pemeriksaan": "2026-01-05",
    "surat.bapl.pemeriksa.nama": ["Rina Hayati", ""],
    "surat.bapl.pemeriksa.nip": ["19800101", ""],
    "surat.bapl.pemeriksa.jabatan": ["Penilik", ""],
    "surat.bapl.temuan": "Ruang kelas bersih.\r\n\r\nPagar belum ada.",
    "surat.bapl.kesimpulan": "layak",
}


def bapl(meja: Meja) -> dict[str, Any]:
    """A sound one; the checklist is the SOP's own."""
    bidang = surat().bidang("bapl", PAUD)
    butir = next(b.butir for b in bidang if b.jenis == "periksa")
    return BAPL | {f"surat.bapl.daftar-periksa.{b.kode}.hasil": "sesuai" for b in butir}


async def test_a_letter_is_written_in_a_form_and_seen_before_it_is_made(
    kantor: KantorUji,
) -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    meja = await di_meja(kantor, perjalanan)
    page = (await meja.browser.get(meja.pangkal)).text
    assert 'type="date"' in page
    assert "layak diberi izin" in page
    answer = await meja.kirim("surat/bapl", bapl(meja))
    assert answer.headers["location"] == f"{meja.pangkal}/surat/bapl/lihat"
    viewer = (await meja.browser.get(answer.headers["location"])).text
    assert "Belum lengkap" not in viewer
    pdf = await meja.browser.get(f"{meja.pangkal}/surat/bapl")
    assert pdf.content.startswith(b"%PDF")
    assert (await meja.browser.get(f"{meja.pangkal}/surat/bapl/lembar/1")).status_code == 200
    await meja.kirim("surat/bapl", {"surat.bapl.temuan": "Baru ini"})
    viewer = (await meja.browser.get(f"{meja.pangkal}/surat/bapl/lihat")).text
    assert "Tim pemeriksa: wajib diisi" in viewer
    assert (await meja.browser.get(f"{meja.pangkal}/surat/tidak-ada")).status_code == 404
    await meja.browser.aclose()


async def test_every_field_of_a_letter_that_is_wrong_is_named(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    meja = await di_meja(kantor, perjalanan)
    isi = {**bapl(meja), "putusan": "terima", "surat.bapl.kesimpulan": "", "surat.bapl.temuan": " "}
    answer = await meja.kirim("periksa", isi)
    assert answer.status_code == 422
    for bidang in ("surat.bapl.kesimpulan", "surat.bapl.temuan"):
        assert f'id="galat-{bidang}"' in answer.text
    assert "Rina Hayati" in answer.text
    await meja.browser.aclose()


async def test_a_photograph_is_uploaded_kept_and_belongs_to_this_draft_alone(
    kantor: KantorUji,
) -> None:
    perjalanan = Perjalanan(PAUD).sampai(4)
    meja = await di_meja(kantor, perjalanan)
    foto = {"surat.bapl.foto.baru": ("depan.png", PNG, "image/png")}
    isi = {**bapl(meja), "surat.bapl.foto.baru-keterangan": "Tampak depan"}
    assert (await meja.kirim("konsep", isi, files=foto)).status_code == 303
    page = (await meja.browser.get(meja.pangkal)).text
    found = re.search(r'name="surat.bapl.foto.berkas" value="([0-9a-f]{24})"', page)
    assert found
    assert 'value="Tampak depan"' in page
    picture = await meja.browser.get(f"{meja.pangkal}/konsep/{found[1]}")
    assert picture.content == PNG
    asing = "f" * 24
    kantor.dokumen._isi[asing] = PNG
    assert (await meja.browser.get(f"{meja.pangkal}/konsep/{asing}")).status_code == 404
    await meja.kirim("konsep", {**bapl(meja), "surat.bapl.foto.berkas": asing})
    assert asing not in (await meja.browser.get(meja.pangkal)).text.split("formulir")[-1]
    text = {"surat.bapl.foto.baru": ("x.png", b"<html>", "image/png")}
    wrong = await meja.kirim("konsep", bapl(meja), files=text)
    assert (wrong.status_code, "x.png bukan JPEG atau PNG" in wrong.text) == (422, True)
    await meja.browser.aclose()


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


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
