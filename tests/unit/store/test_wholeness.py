"""Files that were cut off, pictures that would burst, and what passes for one of them."""

import io
import struct

import puremagic
import pytest
from PIL import Image

from shared.alur import FaktaBerkas
from shared.store import media
from shared.store.meter import Meter
from tests.builders import pdf


def measured(data: bytes, step: int = 1000) -> FaktaBerkas:
    meter = Meter()
    for start in range(0, len(data), step):
        meter.feed(data[start : start + step])
    return meter.facts()


def picture(form: str, **options: object) -> bytes:
    data = io.BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(data, form, **options)
    return data.getvalue()


WHOLE = {
    "a PDF": pdf("isi"),
    "a PDF that a scanner filled up": pdf("isi") + bytes(900),
    "a JPEG": picture("JPEG"),
    "a progressive JPEG": picture("JPEG", progressive=True),
    "a JPEG with a camera's notes in front": picture("JPEG", exif=b"Exif\x00\x00" + bytes(60_000)),
    "a JPEG with a camera's notes behind": picture("JPEG") + b"SEFT" * 500,
    "a PNG": picture("PNG"),
}


@pytest.mark.parametrize("data", WHOLE.values(), ids=WHOLE)
def test_a_whole_file_is_told_as_such(data: bytes) -> None:
    fakta = measured(data)
    assert fakta.cacat == ""
    assert fakta.media_type in {"application/pdf", "image/jpeg", "image/png"}


@pytest.mark.parametrize("data", WHOLE.values(), ids=WHOLE)
def test_what_is_told_at_a_glance_the_library_would_tell_too(data: bytes) -> None:
    """Files that begin as their format says; the library knows no others."""
    kepala = data[: media.KEPALA_BYTES]
    assert media.media_type(kepala) == puremagic.from_string(kepala, mime=True)


@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_it_does_not_matter_in_which_pieces_it_comes(step: int) -> None:
    assert measured(pdf("isi"), step) == measured(pdf("isi"))


@pytest.mark.parametrize(
    "data",
    [
        pdf("isi")[:-8],
        b"%PDF-",
        b"%PDF-1.7\n" + bytes(5000),
        b"%PDF-1.7\n%%EOF" + bytes(5000),
        picture("JPEG")[:-2],
        picture("JPEG")[:5000],
        b"\xff\xd8\xff<html><script>alert(1)</script>",
        picture("PNG")[:-10],
        b"\x89PNG\r\n\x1a\n<html>",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_a_file_that_was_cut_off_is_noticed(data: bytes) -> None:
    assert "terpotong" in measured(data).cacat


def test_a_picture_that_would_burst_whatever_shows_it_is_noticed() -> None:
    png, jpeg = bytearray(picture("PNG")), bytearray(picture("JPEG"))
    png[16:24] = struct.pack(">II", 60_000, 60_000)
    at = jpeg.index(b"\xff\xc0") + 5
    jpeg[at : at + 4] = struct.pack(">HH", 65_000, 65_000)
    assert "60000 x 60000 titik; paling banyak 100 juta" in measured(bytes(png)).cacat
    assert "65000 x 65000 titik" in measured(bytes(jpeg)).cacat
    png[16:24] = bytes(8)
    assert "0 x 0 titik" in measured(bytes(png)).cacat


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script>" + pdf(),
        b"MZ" + bytes(200) + pdf(),
        b"PK\x03\x04" + bytes(100) + pdf(),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + bytes(100),
        b"\xef\xbb\xbf<html>" + pdf(),
        b"x" * 1024 + pdf(),
        b"%!PS-Adobe-3.0\n%%EOF\n",
        b"",
    ],
)
def test_what_only_holds_a_document_is_none(data: bytes) -> None:
    assert measured(data).media_type not in {"application/pdf", "image/jpeg", "image/png"}


@pytest.mark.parametrize(
    "segment", [b"\xff\xe1\x00\x00", b"\xff\xff\xff", b"\xff\xd8", b"\xff\xe0", b"\xff\xe0\x00\x02"]
)
def test_a_header_that_leads_nowhere_comes_to_an_end(segment: bytes) -> None:
    assert "terpotong" in measured(b"\xff\xd8\xff" + segment * 400_000 + b"\xff\xd9", 10**6).cacat


def test_chunks_without_end_come_to_an_end() -> None:
    assert "terpotong" in measured(picture("PNG")[:-12] + bytes(5_000_000), 10**6).cacat
