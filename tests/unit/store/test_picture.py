"""JPEG and PNG are whole by their own segments and chunks, as Pillow would find them."""

import io
import struct
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from shared.store.picture import cacat_jpeg, cacat_png
from tests.unit.store.papers import picture, with_segment
from tests.unit.store.test_wholeness import measured

KECIL = picture("JPEG", (30, 20))
JPEG = picture("JPEG")
DENGAN_GAMBAR_KECIL = with_segment(JPEG, 0xE1, b"Exif\x00\x00" + KECIL)
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\xff\xd8\xff\x00moov" * 9000

JPEGS = {
    "baseline": JPEG,
    "progressive": picture("JPEG", progressive=True),
    "restart markers": picture("JPEG", restart_marker_blocks=1),
    "in grey": picture("JPEG", quality=20, subsampling=0),
    "a thumbnail": DENGAN_GAMBAR_KECIL,
    "a thumbnail in two places": with_segment(DENGAN_GAMBAR_KECIL, 0xED, b"8BIM" + KECIL),
    "fill bytes": JPEG[:2] + b"\xff\xff\xff" + JPEG[2:],
}


@pytest.mark.parametrize("data", JPEGS.values(), ids=JPEGS)
def test_a_whole_jpeg_is_taken_and_a_cut_one_refused_wherever(data: bytes) -> None:
    assert measured(data).cacat == ""
    assert [k for k in range(3, len(data)) if not cacat_jpeg(data[:k])] == []


BELAKANG = {
    "a film": FILM,
    "another picture": KECIL,
    "a camera's notes": b"SEFT" * 40_000,
    "zeros": bytes(100_000),
}


@pytest.mark.parametrize("belakang", BELAKANG.values(), ids=BELAKANG)
@pytest.mark.parametrize("data", JPEGS.values(), ids=JPEGS)
def test_what_a_camera_writes_behind_the_picture_is_passed_over(
    data: bytes, belakang: bytes
) -> None:
    assert measured(data + belakang).cacat == ""


@given(st.sampled_from(sorted(JPEGS)), st.binary(max_size=2000))
def test_anything_may_stand_behind_a_whole_jpeg(nama: str, sampah: bytes) -> None:
    assert cacat_jpeg(JPEGS[nama] + sampah) == ""


def test_a_jpeg_of_several_pictures_is_taken() -> None:
    file = io.BytesIO()
    satu, dua = Image.new("RGB", (40, 30)), Image.new("RGB", (20, 10))
    satu.save(file, "MPO", save_all=True, append_images=[dua])
    assert measured(file.getvalue()).cacat == ""


def test_a_jpeg_without_a_picture_is_none() -> None:
    assert cacat_jpeg(with_segment(b"\xff\xd8\xff\xd9", 0xE1, KECIL)) != ""


PNGS = {
    "plain": picture("PNG"),
    "with a palette": picture("PNG", (50, 50), optimize=True),
    "with a text behind its data": picture("PNG")[:-12]
    + b"\x00\x00\x00\x03tEXta\x00bxxxx"
    + picture("PNG")[-12:],
}


@pytest.mark.parametrize("data", PNGS.values(), ids=PNGS)
def test_a_whole_png_is_taken_and_a_cut_one_refused_wherever(data: bytes) -> None:
    assert measured(data).cacat == ""
    assert measured(data + bytes(5000)).cacat == ""
    assert [k for k in range(8, len(data)) if not cacat_png(data[:k])] == []


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(size: tuple[int, int], data: bytes, bits: int = 8, colour: int = 0, lace: int = 0) -> bytes:
    ihdr = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, bits, colour, 0, 0, lace))
    return b"\x89PNG\r\n\x1a\n" + ihdr + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_a_byte_that_was_changed_on_the_way_is_noticed() -> None:
    data = bytearray(picture("PNG"))
    data[len(data) // 2] ^= 1
    assert "terpotong" in cacat_png(bytes(data))


def test_data_that_end_too_soon_are_noticed_though_every_checksum_is_right() -> None:
    rows = zlib.compress(bytes(11 * 10))
    assert cacat_png(png((10, 10), rows)) == ""
    assert "terpotong" in cacat_png(png((10, 10), rows[:-6]))
    assert "terpotong" in cacat_png(png((10, 10), b"bukan zlib"))
    assert cacat_png(png((10, 10), rows[:-2])) == "", "only the checksum of the data is missing"


@pytest.mark.parametrize("lace", [0, 1])
@pytest.mark.parametrize(("bits", "colour"), [(1, 0), (8, 2), (16, 6), (4, 3), (8, 4)])
def test_rows_are_counted_as_the_format_counts_them(bits: int, colour: int, lace: int) -> None:
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    passes = [(8, 8), (8, 8), (4, 8), (4, 4), (2, 4), (2, 2), (1, 2)] if lace else [(1, 1)]
    starts = [(0, 0), (4, 0), (0, 4), (2, 0), (0, 2), (1, 0), (0, 1)]
    raw = 0
    for (x, y), (dx, dy) in zip(starts, passes, strict=False):
        columns, rows = len(range(x, 13, dx)), len(range(y, 9, dy))
        raw += rows * (1 + (columns * bits * channels + 7) // 8) if columns and rows else 0
    body = zlib.compressobj(level=0)
    data = body.compress(bytes(raw)) + body.flush(zlib.Z_SYNC_FLUSH)
    assert cacat_png(png((13, 9), data, bits, colour, lace)) == ""
    assert cacat_png(png((13, 9), data[:-6], bits, colour, lace)) != ""


def test_a_picture_that_unfolds_to_much_takes_no_memory() -> None:
    data = png((15_000, 15_000), zlib.compress(bytes(15_001 * 1000), 9))
    wide = png((9_900, 9_900), zlib.compress(bytes(9_901 * 9_900), 9))
    tracemalloc.start()
    assert "15000 x 15000 titik" in measured(data).cacat
    assert measured(wide).cacat == ""
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()
