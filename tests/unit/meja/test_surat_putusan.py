"""Letters on the page of a case: written in forms, and seen before they are made."""

import re
from typing import Any

import pytest

from tests.builders import PAUD, Perjalanan, surat
from tests.unit.meja.kantor import KantorUji
from tests.unit.meja.pemutus import Meja, di_meja, semua_terima

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def kantor() -> KantorUji:
    return KantorUji()


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
    found = re.search(r'name="surat.bapl.foto.id" value="([0-9a-f]{24})"', page)
    assert found
    assert 'value="Tampak depan"' in page
    picture = await meja.browser.get(f"{meja.pangkal}/konsep/{found[1]}")
    assert picture.content == PNG
    asing = "f" * 24
    kantor.dokumen._isi[asing] = PNG
    assert (await meja.browser.get(f"{meja.pangkal}/konsep/{asing}")).status_code == 404
    await meja.kirim("konsep", {**bapl(meja), "surat.bapl.foto.id": asing})
    assert asing not in (await meja.browser.get(meja.pangkal)).text.split("formulir")[-1]
    text = {"surat.bapl.foto.baru": ("x.png", b"<html>", "image/png")}
    wrong = await meja.kirim("konsep", bapl(meja), files=text)
    assert (wrong.status_code, "x.png bukan JPEG atau PNG" in wrong.text) == (422, True)
    await meja.browser.aclose()


async def test_the_applicants_letter_is_seen_before_it_is_sent(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    meja = await di_meja(kantor, perjalanan)
    pertama = perjalanan.permohonan.dokumen[0].kode
    salah = {f"verdik.{pertama}": "tolak", f"alasan.{pertama}": "Halaman tidak lengkap"}
    await meja.kirim("periksa", semua_terima(perjalanan, putusan="tolak") | salah)
    page = (await meja.browser.get(f"{meja.pangkal}/putuskan")).text
    assert f'href="{meja.pangkal}/surat/pemohon/lihat"' in page
    letter = await meja.browser.get(f"{meja.pangkal}/surat/pemohon")
    assert letter.content.startswith(b"%PDF")
    assert letter.headers["content-type"] == "application/pdf"
    await meja.kirim("periksa", semua_terima(perjalanan))
    assert (await meja.browser.get(f"{meja.pangkal}/surat/pemohon")).status_code == 404
    await meja.browser.aclose()
