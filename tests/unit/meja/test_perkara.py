"""One page a case: what it shows, to whom, and how its files are given."""

import pytest

from shared.contracts import Verdik
from tests.builders import PAUD, Perjalanan
from tests.tandatangan import naskah
from tests.unit.meja.kantor import KantorUji

FRONT = "frontoffice"


@pytest.fixture
def kantor() -> KantorUji:
    return KantorUji()


def dikembalikan() -> Perjalanan:
    """Sent back for one document and a wrong address, and corrected."""
    perjalanan = Perjalanan(PAUD)
    dokumen = perjalanan.permohonan.dokumen
    verdik = tuple(
        Verdik(kode=satu.kode, diterima=ke > 0, alasan="" if ke else "Tidak terbaca")
        for ke, satu in enumerate(dokumen)
    )
    perjalanan.putus("tolak", verdik=verdik, catatan="Perbaiki yang disebut.")
    lembaga = perjalanan.permohonan.lembaga.model_copy(update={"nama": "PAUD Baru"})
    perjalanan.perbaiki(
        [perjalanan.lemari.berkode(dokumen[0].kode, "pindaian-baru", "application/pdf")],
        lembaga=lembaga,
    )
    return perjalanan


async def test_a_case_shows_what_changed_since_the_last_round(kantor: KantorUji) -> None:
    perjalanan = dikembalikan()
    nomor = await kantor.masukkan(perjalanan)
    budi = await kantor.petugas("budi.santoso", FRONT)
    async with await kantor.peramban(budi) as browser:
        page = (await browser.get(f"/perkara/{FRONT}/{nomor}")).text
    lama = perjalanan.pengajuan.dokumen[0].berkas.berkas_id
    assert page.count("diganti pada putaran ini") == 1
    assert f"/berkas/{lama}/lihat" in page
    assert "Dikembalikan sebelumnya: Tidak terbaca" in page
    assert "<del>LKP Contoh</del>" in page
    assert "<ins>PAUD Baru</ins>" in page
    assert "tidak diminta" in page
    assert "Dikembalikan kepada pemohon: 1 dokumen" in page
    assert "Petugas Frontoffice" in page
    assert "Perbaiki yang disebut." in page


async def test_deadlines_of_the_step_and_of_the_whole_are_told_in_office_time(
    kantor: KantorUji,
) -> None:
    nomor = await kantor.masukkan(Perjalanan(PAUD))
    budi = await kantor.petugas("budi.santoso", FRONT)
    async with await kantor.peramban(budi) as browser:
        page = (await browser.get(f"/perkara/{FRONT}/{nomor}")).text
    assert "Batas langkah ini" in page
    assert "Batas seluruhnya" in page
    assert "sisa" in page


async def test_a_case_and_its_files_are_there_for_its_desk_and_for_nobody_else(
    kantor: KantorUji,
) -> None:
    perjalanan = Perjalanan(PAUD)
    nomor = await kantor.masukkan(perjalanan)
    berkas = perjalanan.permohonan.dokumen[0].berkas
    kantor.taruh(berkas, naskah())
    lain = "f" * 24
    kantor.dokumen._isi[lain] = b"of another case"
    budi = await kantor.petugas("budi.santoso", FRONT)
    citra = await kantor.petugas("citra.dewi", "kabid")
    pangkal = f"/perkara/{FRONT}/{nomor}"
    ways = ("", "/lihat", "/lembar/1")
    async with await kantor.peramban(budi) as browser:
        for way in ways:
            assert (await browser.get(f"{pangkal}/berkas/{berkas.berkas_id}{way}")).status_code == (
                200
            )
            assert (await browser.get(f"{pangkal}/berkas/{lain}{way}")).status_code == 404
        assert (await browser.get(f"{pangkal}/berkas/{berkas.berkas_id}/lembar/2")).status_code == (
            404
        )
        assert (await browser.get(f"{pangkal}/salinan")).status_code == 404
    unknown = "/perkara/frontoffice/XX-2026-000009"
    async with await kantor.peramban(citra) as browser:
        answers = [await browser.get(pangkal), await browser.get(unknown)]
        answers += [await browser.get(f"/perkara/kabid/{nomor}")]
        for way in ways:
            answers.append(await browser.get(f"{pangkal}/berkas/{berkas.berkas_id}{way}"))
    assert {a.status_code for a in answers} == {404}
    texts = {a.text.replace(a.request.url.path, "") for a in answers}
    assert len(texts) == 1, "forbidden and unknown look the same"


async def test_who_decided_a_case_may_look_at_it_later_and_the_next_desk_only_at_its_own(
    kantor: KantorUji,
) -> None:
    perjalanan = Perjalanan(PAUD)
    budi = await kantor.petugas("budi.santoso", FRONT)
    siti = await kantor.petugas("siti.aminah", FRONT)
    penyelia = await kantor.petugas("dedi.noor", "kabid", hak=("penyelia",))
    perjalanan.putus(petugas=budi.petugas)
    nomor = await kantor.masukkan(perjalanan)
    for akun, status in ((budi, 200), (siti, 404), (penyelia, 200)):
        async with await kantor.peramban(akun) as browser:
            answer = await browser.get(f"/perkara/{FRONT}/{nomor}")
        assert answer.status_code == status, akun.nama
        if status == 200:
            assert "Anda melihatnya sebagai arsip" in answer.text


async def test_a_file_goes_out_as_what_it_is_and_can_do_nothing(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    nomor = await kantor.masukkan(perjalanan)
    budi = await kantor.petugas("budi.santoso", FRONT)
    berkas = perjalanan.permohonan.dokumen[0].berkas
    isi = naskah()
    kantor.taruh(berkas, isi)
    pangkal = f"/perkara/{FRONT}/{nomor}/berkas/{berkas.berkas_id}"
    async with await kantor.peramban(budi) as browser:
        kantor.store._isi[perjalanan.permohonan.id] = perjalanan.permohonan
        answer = await browser.get(pangkal)
        viewer = await browser.get(f"{pangkal}/lihat")
        picture = await browser.get(f"{pangkal}/lembar/1")
        saved = await browser.get(f"{pangkal}?simpan=1")
    assert answer.headers["content-type"] == berkas.media_type
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith("inline")
    assert saved.headers["content-disposition"].startswith("attachment")
    assert viewer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in viewer.headers["content-security-policy"]
    assert picture.headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("media", ["text/html", "image/svg+xml", "application/octet-stream"])
async def test_what_is_neither_picture_nor_pdf_is_only_saved(kantor: KantorUji, media: str) -> None:
    perjalanan = Perjalanan(PAUD)
    dokumen = list(perjalanan.permohonan.dokumen)
    berkas = dokumen[0].berkas.model_copy(update={"media_type": media})
    dokumen[0] = dokumen[0].model_copy(update={"berkas": berkas})
    entri = perjalanan.permohonan.riwayat[0]
    milik = tuple(
        satu.model_copy(update={"berkas": berkas}) if satu.kode == dokumen[0].kode else satu
        for satu in entri.dokumen
    )
    riwayat = (entri.model_copy(update={"dokumen": milik}),)
    ubah = {"dokumen": tuple(dokumen), "riwayat": riwayat}
    perjalanan.permohonan = perjalanan.permohonan.model_copy(update=ubah)
    nomor = await kantor.masukkan(perjalanan)
    kantor.taruh(berkas, b"<script>alert(1)</script>")
    budi = await kantor.petugas("budi.santoso", FRONT)
    async with await kantor.peramban(budi) as browser:
        answer = await browser.get(f"/perkara/{FRONT}/{nomor}/berkas/{berkas.berkas_id}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_a_file_that_the_store_has_lost_is_a_page(kantor: KantorUji) -> None:
    perjalanan = Perjalanan(PAUD)
    nomor = await kantor.masukkan(perjalanan)
    budi = await kantor.petugas("budi.santoso", FRONT)
    berkas = perjalanan.permohonan.dokumen[0].berkas
    pangkal = f"/perkara/{FRONT}/{nomor}/berkas/{berkas.berkas_id}"
    async with await kantor.peramban(budi) as browser:
        assert (await browser.get(pangkal)).status_code == 404
        viewer = await browser.get(f"{pangkal}/lihat")
    assert viewer.status_code == 200
    assert "tidak dapat ditampilkan" in viewer.text
