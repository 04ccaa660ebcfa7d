"""Kinds of files that begin alike are told apart by what they hold."""

import io
import zipfile

import pytest
from PIL import Image

from shared.alur.jenis_berkas import sebutan_jenis
from shared.store.meter import Meter
from tests.builders import pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*names: str, mimetype: str = "", filling: int = 100) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as satu:
        if mimetype:
            satu.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            satu.writestr(name, "<x/>" * filling)
    return file.getvalue()


def office(stream: str, before: int = 1000) -> bytes:
    return OLE + bytes(before) + stream.encode("utf-16-le") + bytes(500)


def box(*brands: bytes) -> bytes:
    isi = brands[0] + bytes(4) + b"".join(brands[1:])
    return (len(isi) + 8).to_bytes(4, "big") + b"ftyp" + isi + bytes(400)


def drawn(form: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (20, 20)).save(data, form)
    return data.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
JENIS = {
    "dokumen Word": [
        archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
        archive("[Content_Types].xml", "customXml/item1.xml", "word/document.xml", filling=9000),
        office("WordDocument"),
        office("WordDocument", before=300_000),
    ],
    "lembar kerja Excel": [archive("[Content_Types].xml", "xl/workbook.xml"), office("Workbook")],
    "presentasi PowerPoint": [
        archive("[Content_Types].xml", "ppt/presentation.xml"),
        office("PowerPoint Document"),
    ],
    "berkas Office lama": [OLE + bytes(600)],
    "dokumen LibreOffice (ODT)": [archive("content.xml", mimetype=ODT)],
    "lembar kerja LibreOffice (ODS)": [
        archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")
    ],
    "dokumen RTF": [b"{\\rtf1\\ansi halo}"],
    "arsip ZIP": [archive("nib.pdf"), archive("a/b.txt", "c.txt", filling=9000)],
    "arsip RAR": [b"Rar!\x1a\x07\x00" + bytes(99), b"Rar!\x1a\x07\x01\x00" + bytes(99)],
    "arsip 7z": [b"7z\xbc\xaf'\x1c\x00\x04" + bytes(99)],
    "foto HEIC": [
        box(b"heic", b"mif1", b"heic"),
        box(b"heix", b"mif1"),
        box(b"mif1", b"mif1", b"heic"),
        box(b"msf1", b"hevc"),
    ],
    "gambar AVIF": [box(b"avif", b"mif1"), box(b"mif1", b"avif"), drawn("AVIF")],
    "gambar WEBP": [drawn("WEBP")],
    "gambar TIFF": [drawn("TIFF")],
    "gambar GIF": [drawn("GIF")],
    "gambar BMP": [drawn("BMP")],
    "gambar JPEG 2000": [drawn("JPEG2000")],
    "video": [
        box(b"isom", b"iso2"),
        box(b"mp42"),
        box(b"qt  "),
        box(b"3gp4"),
        box(b"baru"),
        b"\x1aE\xdf\xa3" + bytes(60),
        b"RIFF\x00\x00\x00\x00AVI LIST" + bytes(60),
    ],
    "rekaman suara": [box(b"M4A "), b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(60)],
    "halaman web (HTML)": [
        b"<!DOCTYPE html><html><body>halo",
        b"<html><script>alert(1)</script>" + pdf(),
    ],
    "program komputer": [b"MZ\x90\x00" + bytes(200)],
    "berkas teks": [b"Halo dunia", b"\xef\xbb\xbfHalo", b"\xff\xfeH\x00a\x00", b"caf\xc3"],
    "berkas yang jenisnya tidak dikenal": [bytes(3000), b"\x01\x02\x03\x04" * 500],
}


@pytest.mark.parametrize(
    ("sebutan", "data"), [(nama, satu) for nama, semua in JENIS.items() for satu in semua]
)
def test_a_kind_is_told_by_what_it_holds(sebutan: str, data: bytes) -> None:
    meter = Meter()
    for mulai in range(0, len(data), 5000):
        meter.feed(data[mulai : mulai + 5000])
    fakta = meter.facts()
    assert sebutan_jenis(fakta.media_type) == sebutan
    assert fakta.cacat == ""
