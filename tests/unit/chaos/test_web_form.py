"""An officer of the campaign fills in the form that a page has, and nothing else."""

import random

from chaos.web.form import fill, read_form, ways

PAGE = """
<form action="/cari"><input name="kata" value="lain"></form>
<form id="formulir" method="post">
<input type="hidden" name="csrf" value="t">
<input type="radio" name="putusan" value="terima" checked>
<input type="radio" name="putusan" value="tolak">
<input type="radio" name="putusan" value="mustahil" disabled>
<input type="radio" name="verdik.ktp" value="terima">
<input type="radio" name="verdik.ktp" value="tolak">
<select name="alasan.ktp"><option value="">Pilih</option><option>Tidak terbaca</option></select>
<input name="alasan-lain.ktp" value="">
<input type="date" name="surat.bapl.tanggal" value="">
<input name="surat.bapl.tim.nama"><input name="surat.bapl.tim.nip">
<textarea name="surat.bapl.temuan">Sudah &amp; rapi</textarea>
<textarea name="surat.bapl.saran"></textarea>
<input type="file" name="berkas.bapl.baru"><input type="checkbox" name="berkas.bapl" value="-">
<textarea name="catatan"></textarea>
</form>
<input name="luar" value="x">
"""


def _filled(way: str) -> dict[str, str]:
    return dict(fill(read_form(PAGE), way, "2026-01-05", random.Random(1)))  # noqa: S311 - dice


def test_what_is_accepted_says_nothing_more_than_the_form_asks() -> None:
    assert _filled("terima") == {
        "csrf": "t",
        "putusan": "terima",
        "verdik.ktp": "terima",
        "alasan.ktp": "",
        "alasan-lain.ktp": "",
        "surat.bapl.tanggal": "2026-01-05",
        "surat.bapl.tim.nama": "Petugas Lapangan",
        "surat.bapl.tim.nip": "",
        "surat.bapl.temuan": "Sudah & rapi",
        "surat.bapl.saran": "Diperiksa di lapangan.",
        "catatan": "",
    }


def test_what_is_refused_names_a_document_with_a_reason_from_the_list() -> None:
    filled = _filled("tolak")
    assert (filled["putusan"], filled["verdik.ktp"]) == ("tolak", "tolak")
    assert filled["alasan.ktp"] == "Tidak terbaca"
    assert filled["catatan"]


def test_only_what_may_be_decided_is_offered() -> None:
    assert ways(read_form(PAGE)) == ["terima", "tolak"]
    assert read_form("<p>Tidak ada</p>") == []
