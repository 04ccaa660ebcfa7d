"""PDFs and pictures, made by the libraries that others make them with."""

import io
from random import Random
from typing import Any

import pikepdf
from PIL import Image


def paper(pages: int = 3, stream_bytes: int = 400, **saving: Any) -> bytes:
    """A PDF in which every page has contents and a picture. `saving` as `Pdf.save` takes it."""
    acak, file = Random(pages), io.BytesIO()  # noqa: S311 - bytes for a test
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(300, 300))
            gambar = pdf.make_stream(acak.randbytes(stream_bytes), Subtype=pikepdf.Name.Image)
            page = pdf.pages[-1]
            page.obj.Contents = pdf.make_stream(acak.randbytes(stream_bytes))
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=gambar))
        pdf.save(file, **saving)
    return file.getvalue()


TABLE = paper(object_stream_mode=pikepdf.ObjectStreamMode.disable)
STREAMS = paper(object_stream_mode=pikepdf.ObjectStreamMode.generate)
LINEAR = paper(linearize=True)
PAPERS = {"a table": TABLE, "object streams": STREAMS, "linearized": LINEAR}


def updated(before: bytes = TABLE) -> bytes:
    """A second revision behind the first, as a signature or a filled form adds it."""
    mulai = int(before.rsplit(b"startxref", 1)[1].split()[0])
    baru = len(before)
    objek = b"90 0 obj\n<< /Baru true >>\nendobj\n"
    tabel = b"xref\n90 1\n%010d 00000 n \n" % baru
    with pikepdf.open(io.BytesIO(before)) as pdf:
        akar = pdf.Root.objgen[0]
    trailer = b"trailer\n<< /Size 91 /Root %d 0 R /Prev %d >>\n" % (akar, mulai)
    return before + objek + tabel + trailer + b"startxref\n%d\n%%%%EOF\n" % (baru + len(objek))


def picture(form: str, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    data = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(data, form, **options)
    return data.getvalue()


def segment(marker: int, contents: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(contents) + 2).to_bytes(2, "big") + contents


def with_segment(jpeg: bytes, marker: int, contents: bytes) -> bytes:
    """Right behind the start of the picture, where cameras write."""
    return jpeg[:2] + segment(marker, contents) + jpeg[2:]
