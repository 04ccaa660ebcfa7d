"""A letter's text as a form: every kind of field goes out and comes back as it was."""

from typing import Any

import pytest

from shared.alur.surat import bidang_isi
from shared.contracts import Dokumen
from shared.contracts.parts import SuratDiminta
from shared.kotak.formulir import BARIS_TEKS, baca_isi_surat, bidang_formulir, jenis_bidang
from shared.surat.isi import baca_isi
from shared.surat.model import Bidang
from shared.surat.skema import skema_isi
from tests.builders import KURSUS, PAUD, surat

FOTO = Dokumen(
    berkas_id="a" * 24,
    nama_berkas="depan.jpg",
    media_type="image/jpeg",
    ukuran_bytes=9,
    sha256="b" * 64,
)


def bidang(jenis: str, **lain: Any) -> Bidang:
    return Bidang.model_validate({"kode": "satu", "label": "Satu", "jenis": jenis, **lain})


def diminta(*semua: Bidang, **awal: Any) -> SuratDiminta:
    return SuratDiminta(
        jenis="bapl", judul="BAPL", versi="c" * 64, skema=skema_isi(semua), awal=awal
    )


PILIHAN = [{"kode": "layak", "label": "layak; tanpa syarat"}, {"kode": "tidak", "label": "tidak"}]
BUTIR = [{"kode": "ruang", "label": "Ruang"}, {"kode": "pagar", "label": "Pagar", "sumber": "SOP"}]
N = "surat.bapl.satu"
SEMUA = (
    (bidang("teks"), {N: ["Rina"]}, "Rina"),
    (bidang("paragraf"), {N: ["a\n\nb"]}, "a\n\nb"),
    (bidang("bilangan"), {N: [" 12 "]}, 12),
    (bidang("tanggal"), {N: ["2026-01-05"]}, "2026-01-05"),
    (bidang("pilihan", pilihan=PILIHAN), {N: ["layak"]}, "layak"),
    (bidang("daftar"), {N: ["a", " ", "b"]}, ["a", "b"]),
    (
        bidang("orang"),
        {f"{N}.nama": ["Rina", ""], f"{N}.nip": ["", ""], f"{N}.jabatan": ["Penilik", ""]},
        [{"nama": "Rina", "jabatan": "Penilik"}],
    ),
    (
        bidang("periksa", butir=BUTIR),
        {
            f"{N}.ruang.hasil": ["sesuai"],
            f"{N}.pagar.hasil": ["tidak-sesuai"],
            f"{N}.pagar.catatan": ["roboh"],
        },
        {"ruang": {"hasil": "sesuai"}, "pagar": {"hasil": "tidak-sesuai", "catatan": "roboh"}},
    ),
    (
        bidang("foto"),
        {f"{N}.id": [FOTO.berkas_id], f"{N}.keterangan": ["depan"]},
        [{"berkas": FOTO.model_dump(mode="json"), "keterangan": "depan"}],
    ),
)


@pytest.mark.parametrize(("satu", "isian", "isi"), SEMUA, ids=lambda v: getattr(v, "jenis", ""))
def test_what_a_form_sends_is_what_a_letter_takes(
    satu: Bidang, isian: dict[str, list[str]], isi: Any
) -> None:
    minta = diminta(satu)
    assert baca_isi_surat("bapl", minta, isian, [FOTO]) == {"satu": isi}
    assert baca_isi((satu,), {"satu": isi}).cacat == ()
    [tampak] = bidang_formulir("bapl", minta, isian, [FOTO])
    assert (tampak.jenis, tampak.label, tampak.wajib) == (satu.jenis, "Satu", True)


@pytest.mark.parametrize("satu", [s for s, _, _ in SEMUA], ids=lambda v: v.jenis)
def test_an_empty_field_is_left_out(satu: Bidang) -> None:
    assert baca_isi_surat("bapl", diminta(satu), {}, []) == {}


def test_what_makes_no_sense_stays_to_be_refused_by_its_name() -> None:
    isi = baca_isi_surat("bapl", diminta(bidang("bilangan")), {N: ["dua belas"]}, [])
    assert isi == {"satu": "dua belas"}


def test_words_of_a_choice_are_shown_and_not_its_codes() -> None:
    [tampak] = bidang_formulir("bapl", diminta(bidang("pilihan", pilihan=PILIHAN)), None, [])
    assert tampak.pilihan == (("layak", "layak; tanpa syarat"), ("tidak", "tidak"))
    assert tampak.bantuan == ""
    berbantuan = bidang("pilihan", pilihan=PILIHAN, bantuan="Menurut temuan")
    [tampak] = bidang_formulir("bapl", diminta(berbantuan), None, [])
    assert (tampak.bantuan, tampak.pilihan[0]) == (
        "Menurut temuan",
        ("layak", "layak; tanpa syarat"),
    )
    lama = diminta(bidang("pilihan", pilihan=PILIHAN))
    del lama.skema["properties"]["satu"]["oneOf"]  # of a worker that did not say them so
    assert bidang_formulir("bapl", lama, None, [])[0].pilihan[0] == ("layak", "layak; tanpa syarat")


def test_words_to_begin_with_stand_there_until_something_was_written() -> None:
    minta = diminta(bidang("teks"), satu="awal")
    assert bidang_formulir("bapl", minta, None, [])[0].isi == "awal"
    assert bidang_formulir("bapl", minta, {N: [""]}, [])[0].isi == ""


def test_a_picture_that_was_not_uploaded_with_this_draft_is_none() -> None:
    isian = {f"{N}.id": ["d" * 24, FOTO.berkas_id], f"{N}.keterangan": ["lain", "depan"]}
    [tampak] = bidang_formulir("bapl", diminta(bidang("foto")), isian, [FOTO])
    assert tampak.isi == [(FOTO, "depan")]
    isian[f"{N}.hapus"] = [FOTO.berkas_id]
    assert baca_isi_surat("bapl", diminta(bidang("foto")), isian, [FOTO]) == {}


@pytest.mark.parametrize("sop", [PAUD, KURSUS])
@pytest.mark.parametrize("jenis", sorted(surat().jenis))
def test_every_field_of_every_letter_is_known_by_its_schema(sop: str, jenis: str) -> None:
    semua = bidang_isi(surat(), jenis, sop)
    skema = skema_isi(semua)["properties"]
    for satu in semua:
        pendek = satu.jenis == "paragraf" and satu.batas_huruf <= BARIS_TEKS
        assert jenis_bidang(skema[satu.kode]) == ("teks" if pendek else satu.jenis)
