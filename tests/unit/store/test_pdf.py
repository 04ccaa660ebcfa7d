"""A PDF is whole by its own end and its own pages, whatever stands around it."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.store import pdf_apart
from shared.store.meter import MEMORI_BYTES
from shared.store.pdf import cacat_pdf
from tests.unit.store.papers import LINEAR, PAPERS, STREAMS, TABLE, paper, updated
from tests.unit.store.test_wholeness import measured

SEMUA = PAPERS | {"an update": updated(), "an update of a linearized one": updated(LINEAR)}


def told(data: bytes) -> str:
    fakta = measured(data, 100_000)
    assert fakta.media_type == "application/pdf"
    return fakta.cacat


@pytest.mark.parametrize("data", SEMUA.values(), ids=SEMUA)
def test_a_whole_one_is_taken(data: bytes) -> None:
    assert told(data) == ""


@pytest.mark.parametrize("data", PAPERS.values(), ids=PAPERS)
def test_wherever_it_is_cut_it_is_refused(data: bytes) -> None:
    akhir = data.rindex(b"%%EOF") + len(b"%%EOF")
    diterima = [k for k in range(10, akhir) if not cacat_pdf(data[:k])]
    assert diterima == []
    assert told(data[:akhir]) == ""


@pytest.mark.parametrize("data", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("isi", [bytes(1), b" "])
def test_padding_does_not_make_a_cut_one_whole(data: bytes, isi: bytes) -> None:
    """As a download that reserves its space first leaves it."""
    for k in range(20, len(data) - 10, 97):
        assert "terpotong" in cacat_pdf(data[:k] + isi * (len(data) - k))


@pytest.mark.parametrize("sebelum", [TABLE, TABLE.rstrip(), TABLE + b"\r\n"])
def test_a_revision_that_was_cut_is_refused(sebelum: bytes) -> None:
    """The one before it is whole: readers would open that, without a word."""
    data = updated(sebelum)
    assert told(data) == ""
    diterima = [k for k in range(len(sebelum) + 8, len(data) - 6) if not cacat_pdf(data[:k])]
    assert diterima == []


DEPAN = {
    "a byte order mark": b"\xef\xbb\xbf",
    "an empty line": b"\r\n",
    "a printer's job language": b"\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n",
    "lines of a mail": b"Content-Type: application/pdf\r\nContent-Length: 4711\r\n\r\n",
    "as much as a reader passes over": b"\n" * 1019,
}


@pytest.mark.parametrize("depan", DEPAN.values(), ids=DEPAN)
@pytest.mark.parametrize("data", SEMUA.values(), ids=SEMUA)
def test_what_stands_in_front_of_the_header_is_passed_over(depan: bytes, data: bytes) -> None:
    assert told(depan + data) == ""


BELAKANG = {
    "zeros": bytes(2043),
    "many zeros": bytes(300_000),
    "a page of a portal": b"\n<!DOCTYPE html>\n<html><body>" + b"." * 5000 + b"</body></html>\n",
    "a printer's end": b"\x1b%-12345X@PJL EOJ\r\n",
    "spaces and lines": b" \r\n" * 1000,
}


@pytest.mark.parametrize("belakang", BELAKANG.values(), ids=BELAKANG)
@pytest.mark.parametrize("data", SEMUA.values(), ids=SEMUA)
def test_what_stands_behind_its_end_is_passed_over(belakang: bytes, data: bytes) -> None:
    assert told(data + belakang) == ""


@given(st.sampled_from(sorted(PAPERS)), st.binary(max_size=3000))
def test_anything_may_stand_behind_a_whole_one(nama: str, sampah: bytes) -> None:
    assert cacat_pdf(PAPERS[nama] + sampah) == ""


@pytest.mark.parametrize("data", PAPERS.values(), ids=PAPERS)
def test_a_table_of_objects_that_points_nowhere_is_repaired_as_readers_do(data: bytes) -> None:
    assert told(data.replace(b"startxref\n", b"startxref\n9")) == ""


@pytest.mark.parametrize("data", PAPERS.values(), ids=PAPERS)
def test_a_part_that_was_lost_on_the_way_is_noticed(data: bytes) -> None:
    tengah = len(data) // 2
    assert "terpotong" in told(data[:tengah] + data[tengah + 700 :])


def test_a_page_that_was_overwritten_is_noticed() -> None:
    tengah = TABLE.index(b"/Type /Page ") - 40
    assert "terpotong" in told(TABLE[:tengah] + bytes(900) + TABLE[tengah + 900 :])


def test_one_that_needs_a_password_is_told_so() -> None:
    terkunci = paper(encryption=pikepdf.Encryption(owner="pemilik", user="rahasia"))
    assert "kata sandi" in told(terkunci)
    assert "kata sandi" not in told(terkunci[:-20])


def test_one_that_only_forbids_changes_is_taken() -> None:
    assert told(paper(encryption=pikepdf.Encryption(owner="pemilik", user=""))) == ""


def test_a_paper_without_pages_is_whole() -> None:
    """That it is empty is for the officer to see."""
    kosong = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(file)
    assert (told(kosong), told(file.getvalue())) == ("", "")
    assert "terpotong" in told(b"%PDF-1.7\n%%EOF\n")


BESAR = paper(stream_bytes=MEMORI_BYTES)


def test_a_large_one_is_judged_in_a_process_of_its_own() -> None:
    assert told(BESAR) == ""
    assert "terpotong" in told(BESAR[:-9])
    assert "kata sandi" in told(
        paper(
            stream_bytes=MEMORI_BYTES,
            encryption=pikepdf.Encryption(owner="pemilik", user="rahasia"),
        )
    )


def test_a_large_one_that_takes_too_much_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sempit = pdf_apart.BATAS._replace(memory_bytes=1024)
    monkeypatch.setattr(pdf_apart, "BATAS", sempit)
    assert "terlalu rumit" in told(BESAR)


def test_an_object_stream_that_would_burst_is_not_inflated() -> None:
    with pikepdf.open(io.BytesIO(STREAMS)) as pdf:
        isi = b"1 " * 50_000_000
        pdf.Root.Bom = pdf.make_stream(b"", Type=pikepdf.Name.ObjStm, N=1, First=0)
        pdf.Root.Bom.write(isi)
        file = io.BytesIO()
        pdf.save(file)
    assert len(file.getvalue()) < MEMORI_BYTES
    assert told(file.getvalue()) == ""
